/** The inventory as JSON and as a table for a terminal. */
import type { InventoryToken } from "../engine/inventory.ts";
import { plural } from "./count.ts";

export function inventoryJson(tokens: readonly InventoryToken[], version: string): string {
  return `${JSON.stringify({ version: 1, tool: { name: "tokenward", version }, tokens }, null, 2)}\n`;
}

/** One line a token: what, masked value, how many places, whether git has it, when it expires. */
export function inventoryText(tokens: readonly InventoryToken[], now: Date): string {
  const issuers = new Set(tokens.map(({ issuer }) => issuer)).size;
  const rows = tokens.map((token) => [
    token.severity,
    token.title,
    token.masked,
    placesOf(token),
    trackedOf(token),
    expiryOf(token, now),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[`Inventory: ${plural(tokens.length, "token")} of ${plural(issuers, "issuer")}`, ...table.map((line) => `  ${line}`)].join("\n")}\n`;
}

const placesOf = ({ places }: InventoryToken): string => {
  const first = `${places[0]!.path}:${places[0]!.range.start.line + 1}`;
  return places.length === 1 ? first : `${first} and ${places.length - 1} more`;
};

const trackedOf = ({ tracked }: InventoryToken): string =>
  tracked === undefined ? "" : tracked ? "in git" : "not in git";

const DAY = 86_400_000;

function expiryOf({ expires }: InventoryToken, now: Date): string {
  if (!expires) return "";
  const days = Math.floor((Date.parse(expires) - now.getTime()) / DAY);
  return days < 0 ? `expired ${plural(-days, "day")} ago` : `expires in ${plural(days, "day")}`;
}
