/** The parts of the benchmark, in the order in which they are measured. */
import type { Part } from "./part.ts";
import { activation } from "./parts/activation.ts";
import { again } from "./parts/again.ts";
import { beside } from "./parts/beside.ts";
import { cold } from "./parts/cold.ts";
import { files } from "./parts/files.ts";
import { growth } from "./parts/growth.ts";
import { latency } from "./parts/latency.ts";
import { scan } from "./parts/scan.ts";
import { scanners } from "./parts/scanners.ts";
import { size } from "./parts/size.ts";
import { start } from "./parts/start.ts";

const parts: readonly Part[] = [scan, cold, scanners, growth, files, again, latency, beside, start, activation, size];

/** @param names all where none are given @throws Error where a name is no part's */
export function chosenParts(names: readonly string[] | undefined): readonly Part[] {
  if (names === undefined) return parts;
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  const list = parts.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join("\n");
  if (unknown !== undefined) throw new Error(`no part is named "${unknown}"; there are\n${list}`);
  return parts.filter(({ name }) => names.includes(name));
}
