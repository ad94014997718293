/** What is striking in what was done to tokens: each remark says by what it was told. */
import type { AuditEntry } from "./audit.ts";

export interface Unusual {
  readonly kind: "many-reveals" | "renewed-acceptance";
  readonly fingerprint?: string;
  /** A sentence. */
  readonly message: string;
}

/** So many values seen by one person within so many milliseconds are more than work asks for. */
const MANY = 5;
const SHORT_TIME = 600_000;
/** Whoever accepts a token so often has no end date in mind. */
const RENEWALS = 3;

/** @param entries in the order of their times */
export const unusualDeeds = (entries: readonly AuditEntry[]): Unusual[] => [
  ...manyReveals(entries),
  ...renewedAcceptances(entries),
];

function manyReveals(entries: readonly AuditEntry[]): Unusual[] {
  const seen = grouped(
    entries.filter(({ action }) => action === "revealed" || action === "copied"),
    ({ by }) => by,
  );
  return [...seen].flatMap(([by, deeds]) => {
    const first = deeds.find((deed, at) => within(deed, deeds[at + MANY - 1]));
    if (!first) return [];
    const from = deeds.indexOf(first);
    let count = MANY;
    while (within(first, deeds[from + count])) count++;
    const minutes = SHORT_TIME / 60_000;
    const since = first.at.slice(0, 16).replace("T", " ");
    return [
      {
        kind: "many-reveals",
        message: `${by} revealed or copied ${count} values within ${minutes} minutes from ${since} UTC on.`,
      },
    ];
  });
}

const within = (first: AuditEntry, last: AuditEntry | undefined): boolean =>
  last !== undefined && Date.parse(last.at) - Date.parse(first.at) <= SHORT_TIME;

function renewedAcceptances(entries: readonly AuditEntry[]): Unusual[] {
  const accepted = grouped(
    entries.filter(({ action }) => action === "accepted"),
    ({ fingerprint = "" }) => fingerprint,
  );
  return [...accepted].flatMap(([fingerprint, deeds]) => {
    if (deeds.length < RENEWALS) return [];
    const message = `${fingerprint.slice(0, 12)} was accepted ${deeds.length} times, first on ${deeds[0]!.at.slice(0, 10)}: replace it instead.`;
    return [{ kind: "renewed-acceptance", fingerprint, message }];
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
