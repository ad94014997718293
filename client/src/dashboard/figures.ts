/** The figures of the dashboard, from the inventory alone. Pure. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";
import { daysUntil } from "../inventory/dates.ts";
import { fact } from "../inventory/filter.ts";
import { type DaySpan, spanOf, spans } from "../inventory/grouping.ts";

/** A mark of a chart: a count, and the filter that shows in the tree what it counts. */
export interface Bar {
  readonly key: string;
  readonly count: number;
  readonly filter: string;
}

/** A bar over days. */
interface SpanBar extends Bar {
  readonly span: DaySpan;
}

export interface Figures {
  readonly total: number;
  readonly places: number;
  readonly severities: readonly Bar[];
  readonly states: readonly Bar[];
  /** The marks of pressing matters: expired, expiring soon, overdue, in git. */
  readonly pressing: readonly Bar[];
  readonly ages: readonly SpanBar[];
  readonly ageUnknown: number;
  readonly expiries: readonly SpanBar[];
  readonly expiryUnknown: number;
  /** The most frequent first. */
  readonly issuers: readonly Bar[];
  readonly folders: readonly Bar[];
  readonly requirements: readonly Requirement[];
}

/** A requirement of PCI DSS, with the tokens that it relates to. */
export interface Requirement extends Bar {
  /** Those that somebody accepted with a reason. */
  readonly accepted: number;
}

/** Bars of a list; the tree has all. */
const MOST = 10;
/** Days that an expiry counts as soon. */
const SOON = 30;

export function figuresOf(tokens: readonly ProtocolToken[], now: Date = new Date()): Figures {
  const days = ({ expires }: ProtocolToken): number | undefined =>
    expires === undefined ? undefined : daysUntil(expires, now);
  const counted = (of: (token: ProtocolToken) => boolean): number => tokens.filter(of).length;
  return {
    total: tokens.length,
    places: tokens.reduce((sum, { places }) => sum + places.length, 0),
    severities: (["error", "warning", "info"] as const).map((key) =>
      bar(
        key,
        counted(({ severity }) => severity === key),
        fact("severity", key),
      ),
    ),
    states: (["found", "moved", "rotated", "revoked", "accepted"] as const).map((key) =>
      bar(
        key,
        counted(({ state }) => state === key),
        fact("state", key),
      ),
    ),
    pressing: [
      bar(
        "expired",
        counted((token) => (days(token) ?? 0) < 0),
        fact("expires", "<0"),
      ),
      bar(
        "soon",
        counted((token) => isSoon(days(token))),
        fact("expires", `0..${SOON}`),
      ),
      bar(
        "overdue",
        counted(({ overdue }) => overdue === true),
        fact("is", "overdue"),
      ),
      bar(
        "tracked",
        counted(({ tracked }) => tracked === true),
        fact("is", "tracked"),
      ),
    ],
    ages: spread(tokens, spans.age, ({ ageDays }) => ageDays, "age"),
    ageUnknown: counted(({ ageDays }) => ageDays === undefined),
    expiries: spread(tokens, spans.expiry, days, "expires"),
    expiryUnknown: counted(({ expires }) => expires === undefined),
    issuers: most(
      tokens,
      ({ issuer }) => [issuer],
      (key) => fact("issuer", key),
    ),
    folders: most(tokens, foldersOf, (key) => fact("folder", key)),
    requirements: requirementsOf(tokens),
  };
}

const bar = (key: string, count: number, filter: string): Bar => ({ key, count, filter });

const isSoon = (days: number | undefined): boolean => days !== undefined && days >= 0 && days < SOON;

function spread(
  tokens: readonly ProtocolToken[],
  all: readonly DaySpan[],
  daysOf: (token: ProtocolToken) => number | undefined,
  key: "age" | "expires",
): SpanBar[] {
  const counts = new Map<DaySpan, number>();
  for (const token of tokens) {
    const days = daysOf(token);
    if (days === undefined) continue;
    const span = spanOf(all, days);
    counts.set(span, (counts.get(span) ?? 0) + 1);
  }
  return all.map((span) => ({ ...bar(span.key, counts.get(span) ?? 0, fact(key, span.key)), span }));
}

function most(
  tokens: readonly ProtocolToken[],
  keysOf: (token: ProtocolToken) => readonly string[],
  filterOf: (key: string) => string,
): Bar[] {
  const counts = new Map<string, number>();
  for (const key of tokens.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => bar(key, count, filterOf(key)))
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key))
    .slice(0, MOST);
}

/** Two steps deep; each once a token. */
function foldersOf({ places }: ProtocolToken): string[] {
  return [...new Set(places.map(({ path }) => path.split("/").slice(0, -1).slice(0, 2).join("/") || "."))];
}

function requirementsOf(tokens: readonly ProtocolToken[]): Requirement[] {
  const ids = [...new Set(tokens.flatMap(({ pciDss }) => pciDss))];
  const inOrder = new Intl.Collator("en", { numeric: true });
  return ids.sort(inOrder.compare).map((id) => {
    const related = tokens.filter(({ pciDss }) => pciDss.includes(id));
    const accepted = related.filter(({ state }) => state === "accepted").length;
    return { ...bar(id, related.length, fact("pci", id)), accepted };
  });
}
