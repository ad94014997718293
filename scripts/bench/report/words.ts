/** Figures in words: what was measured, what was asked, what became of it. */
import { type Figure, holds, type Missing, type Unit } from "../figure.ts";

export const HEAD = ["figure", "measured", "asked", ""] as const;

/** One row of a table with that head. */
export function rowOf(figure: Figure | Missing): string[] {
  if (figure.kind === "missing") return [figure.name, "-", "", `not measured: ${figure.why}`];
  const { name, measured, unit, asked, note } = figure;
  const verdict = { true: "holds", false: "falls short", undefined: "" }[String(holds(figure))]!;
  return [
    note === undefined ? name : `${name} (${note})`,
    inUnit(measured, unit),
    asked === undefined ? "" : askedOf(asked, unit),
    verdict,
  ];
}

function askedOf(asked: NonNullable<Figure["asked"]>, unit: Unit): string {
  if (unit === "yes or no") return "yes";
  return "least" in asked ? `at least ${inUnit(asked.least, unit)}` : `at most ${inUnit(asked.most, unit)}`;
}

function inUnit(value: number, unit: Unit): string {
  if (unit === "yes or no") return value === 1 ? "yes" : "no";
  return unit === "times" ? `${short(value)} ×` : `${short(value)} ${unit}`;
}

/** Three digits that count, no more. */
const short = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** Lines of a table whose columns are as wide as what stands in them. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
