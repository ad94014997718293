/** What is striking in what was done to tokens: each remark says by what it was told. */
import type { InventoryToken } from "../engine/inventory.ts";
import type { AuditEntry } from "./audit.ts";
import { environmentOf } from "./environments.ts";
import type { Hash } from "./hash.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { LifecycleRuleId } from "./rules.ts";
import { type Accounts, verify } from "./verify.ts";

export interface Unusual {
  readonly ruleId: LifecycleRuleId;
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
        ruleId: "lifecycle/many-reveals",
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
    return [{ ruleId: "lifecycle/acceptance-renewed", fingerprint, message }];
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

/** What is known of a place beside its path. */
interface Surroundings {
  /** The root of the repository that it lies in; undefined outside git. */
  repositoryOf(path: string): string | undefined;
  /** Its path as the ledger has it. */
  inRoot(path: string): string;
}

/** Tokens that are where they should not be. */
export function unusualTokens(
  tokens: readonly InventoryToken[],
  ledger: Ledger | undefined,
  { repositoryOf, inRoot }: Surroundings,
): Unusual[] {
  return tokens.flatMap((token) => {
    const { fingerprint, title, masked, environments = [] } = token;
    const what = `${title} ${masked}`;
    const paths = [...new Set(token.places.map(({ path }) => path))];
    const entry = ledger?.entries.get(fingerprint);
    const said = (ruleId: LifecycleRuleId, message: string): Unusual => ({ ruleId, fingerprint, message });
    const spread = entry?.places && entry.state !== "revoked" ? paths.filter((path) => isNew(inRoot(path), entry)) : [];
    const roots = new Set(paths.flatMap((path) => repositoryOf(path) ?? []));
    const beside = environments.includes("production")
      ? paths.find((path) => ["development", "test"].includes(environmentOf(path) ?? ""))
      : undefined;
    return [
      ...(entry?.state === "revoked"
        ? [
            said(
              "lifecycle/revoked-token",
              `${what}, revoked by ${entry.by} on ${entry.on.slice(0, 10)}, is back in ${paths.join(", ")}.`,
            ),
          ]
        : []),
      ...(entry?.state === "rotated" && spread.length > 0
        ? [
            said(
              "lifecycle/rotation-overdue",
              `${what}, rotated on ${entry.on.slice(0, 10)}, is back in ${spread.join(", ")}.`,
            ),
          ]
        : []),
      ...(entry?.state !== "rotated" && spread.length > 0
        ? [said("lifecycle/token-spread", `${what} is new in ${spread.join(", ")} since ${entry!.on.slice(0, 10)}.`)]
        : []),
      ...(roots.size > 1
        ? [said("lifecycle/token-in-several-repositories", `${what} stands in ${roots.size} repositories.`)]
        : []),
      ...(beside
        ? [said("lifecycle/production-token-in-development", `${what} is used in production, and stands in ${beside}.`)]
        : []),
    ];
  });
}

/** Until its deadline the store keeps the old value of a rotated token on purpose. */
const isNew = (path: string, { places = [], keptAs, provider }: LedgerEntry): boolean =>
  !places.includes(path) && !(keptAs !== undefined && provider === "dotenv" && /(?:^|\/)\.env$/.test(path));

/** Whether somebody wrote into the accounts by other means. */
export function editedAccounts(accounts: Accounts, hash: Hash): Unusual[] {
  const { breaches } = verify(accounts, hash);
  const [first] = breaches;
  if (!first) return [];
  const where = `${first.file}${first.line === undefined ? "" : `:${first.line + 1}`}`;
  const more = breaches.length > 1 ? ` (and ${breaches.length - 1} more)` : "";
  return [
    {
      ruleId: "lifecycle/accounts-edited",
      message: `${where}: ${first.message}${more}; \`tokenward audit verify\` tells all.`,
    },
  ];
}
