/** The inventory as a table for a terminal. */
import type { InventoryToken } from "../engine/inventory.ts";
import { plural } from "./count.ts";
import { table } from "./table.ts";

/** What is striking, in a sentence. */
interface Remark {
  readonly message: string;
}

/** One line a token: what, masked value, how many places, whether git has it, its state, age, owner, and when it expires. */
export function inventoryText(
  tokens: readonly InventoryToken[],
  now: Date,
  unusual: readonly Remark[] = [],
  references: readonly Named[] = [],
): string {
  const issuers = new Set(tokens.map(({ issuer }) => issuer)).size;
  const rows = tokens.map((token) => [
    token.severity,
    token.title,
    token.masked,
    placesOf(token),
    trackedOf(token),
    [token.scope, token.environments?.join("+")].filter(Boolean).join(", "),
    [token.state === "found" ? "" : token.state, ageOf(token), expiryOf(token, now)].filter(Boolean).join(", "),
    token.owner ?? "",
    token.fingerprint.slice(0, 12),
  ]);
  const head = `Inventory: ${plural(tokens.length, "token")} of ${plural(issuers, "issuer")}`;
  const remarks = unusual.length > 0 ? ["", "Unusual:", ...unusual.map(({ message }) => `  ${message}`)] : [];
  return `${[head, ...table(rows), ...referenceLines(references), ...remarks].join("\n")}\n`;
}

/** A name by which code refers to a token. */
interface Named {
  readonly name: string;
  readonly status?: string;
  readonly provider?: string;
  readonly places: readonly { readonly path: string; readonly range: InventoryToken["places"][number]["range"] }[];
}

/** The good tokens: what code reads, and what a store has. */
function referenceLines(references: readonly Named[]): string[] {
  if (references.length === 0) return [];
  const rows = references.map(({ name, status = "", provider, places }) => [
    name,
    status === "defined" || status === "unused" ? `${status} (${provider})` : status,
    places.length > 0 ? placesOf({ places }) : "",
  ]);
  return ["", `References: ${plural(references.length, "name")}`, ...table(rows)];
}

const placesOf = ({ places }: Pick<Named, "places">): string => {
  const first = `${places[0]!.path}:${places[0]!.range.start.line + 1}`;
  return places.length === 1 ? first : `${first} and ${places.length - 1} more`;
};

/** "in git since 2024-03, 5 authors": without a history only whether it is there. */
function trackedOf({ tracked, inHistory, firstSeen, authors, removed }: InventoryToken): string {
  if (!inHistory || !firstSeen) return tracked === undefined ? "" : tracked ? "in git" : "not in git";
  const by = authors === undefined ? "" : `, ${plural(authors, "author")}`;
  const gone = removed ? `, removed ${removed.date.slice(0, MONTH)}` : "";
  return `in git since ${firstSeen.date.slice(0, MONTH)}${by}${gone}`;
}

/** A date is cut to year and month. */
const MONTH = 7;

const ageOf = ({ ageDays, overdue }: InventoryToken): string =>
  [ageDays === undefined ? "" : `${plural(ageDays, "day")} old`, overdue ? "overdue" : ""].filter(Boolean).join(", ");

const DAY = 86_400_000;

function expiryOf({ expires }: InventoryToken, now: Date): string {
  if (!expires) return "";
  const days = Math.floor((Date.parse(expires) - now.getTime()) / DAY);
  return days < 0 ? `expired ${plural(-days, "day")} ago` : `expires in ${plural(days, "day")}`;
}
