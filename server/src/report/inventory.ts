/** The inventory as JSON and as a table for a terminal. */
import type { InventoryToken } from "../engine/inventory.ts";
import { plural } from "./count.ts";
import { table } from "./table.ts";

/** What is striking, in a sentence. */
interface Remark {
  readonly message: string;
}

export function inventoryJson(
  tokens: readonly InventoryToken[],
  version: string,
  unusual: readonly Remark[] = [],
): string {
  return `${JSON.stringify({ version: 1, tool: { name: "tokenward", version }, tokens, unusual }, null, 2)}\n`;
}

/** One line a token: what, masked value, how many places, whether git has it, its state, age, owner, and when it expires. */
export function inventoryText(tokens: readonly InventoryToken[], now: Date, unusual: readonly Remark[] = []): string {
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
  return `${[head, ...table(rows), ...remarks].join("\n")}\n`;
}

const placesOf = ({ places }: InventoryToken): string => {
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
