/** `npx tsx scripts/kill-writers.ts [TIMES]`: kills processes that write accounts in the middle of it, and checks the accounts each time. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../server/src/engine/mint.ts";
import { killed, WriterProgram } from "../test/lifecycle/processes.ts";

const LOG = join(import.meta.dirname, "../docs/kill-writers.log");

const times = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), "tokenward-kill-"));
const program = await WriterProgram.build();
const lines: string[] = [];
let [before, broken, lost] = [0, 0, 0];
try {
  for await (const { entries, breaches } of killed(program, folder, times, seededRandom(200))) {
    lines.push(`${lines.length + 1}: ${entries} entries, ${breaches.length === 0 ? "whole" : breaches.join("; ")}`);
    if (breaches.length > 0) broken++;
    if (entries < before) lost++;
    before = entries;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  program.remove();
}
lines.push(
  `${times} times two writing processes were killed (SIGKILL): ${broken} times broken, ${lost} times a line lost.`,
);
writeFileSync(LOG, `${lines.join("\n")}\n`);
process.stdout.write(`${lines.at(-1)}\n`);
process.exitCode = broken + lost > 0 ? 1 : 0;
