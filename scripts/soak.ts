/**
 * Throws random and mutated texts at scan() and stops at the first that breaks a promise (`npm run soak`).
 *
 *   npm run -s soak -- [COUNT [FIRST_SEED]]      100,000 texts from seed 1, where nothing is said
 *   npm run -s soak -- --configs [COUNT [FIRST_SEED]]      the same for configs and rule files and their readers
 *   npm run -s soak -- --references [COUNT [FIRST_SEED]]   COUNT (100) programs for each row of references are fixed, some run
 *   npm run -s soak -- --packages [COUNT [FIRST_SEED]]     COUNT (500) real files of registry packages are fixed
 */
import { version } from "../package.json" with { type: "json" };
import { seededRandom } from "../server/src/engine/mint.ts";
import { builtinRules } from "../test/builtin.ts";
import { anyConfig, checkedConfig } from "../test/config/any-config.ts";
import { anyDocument, checkedScan } from "../test/engine/any-text.ts";

const args = process.argv.slice(2);
if (args[0] === "--references" || args[0] === "--packages") {
  const { soakPackages, soakRows } = await import("./references/soak.ts");
  const [programs, from = 1] = args.slice(1).map(Number);
  process.exit(
    await (args[0] === "--packages" ? soakPackages(programs ?? 500, from) : soakRows(programs ?? 100, from)),
  );
}
const configs = args[0] === "--configs";
const [count = 100_000, first = 1] = args.slice(configs ? 1 : 0).map(Number);
const REPORTS = 10;

console.log(`tokenward ${version}, node ${process.version}, ${builtinRules.length} rules, ${new Date().toISOString()}`);
console.log(`${count} texts from seed ${first}`);

const began = Date.now();
let findings = 0;
let units = 0;
let slowest = { seed: first, milliseconds: 0 };
for (let seed = first; seed < first + count; seed++) {
  const document = configs
    ? { path: "config", text: anyConfig(seededRandom(seed)) }
    : anyDocument(seededRandom(seed), seed);
  const start = Date.now();
  try {
    findings += configs ? checkedConfig(document.text) : checkedScan(document);
  } catch (error) {
    console.log(`seed ${seed} (${document.path}): ${(error as Error).stack}`);
    process.exit(1);
  }
  units += document.text.length;
  if (Date.now() - start > slowest.milliseconds) slowest = { seed, milliseconds: Date.now() - start };
  const done = seed - first + 1;
  if (done % Math.ceil(count / REPORTS) === 0 || done === count) report(done);
}
console.log(`no exception; every ${configs ? "message has its place" : "span inside its text and in order"}`);

function report(done: number): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `${done} texts, ${units} characters, ${findings} ${configs ? "problems" : "findings"}, ${seconds} s; slowest: seed ${slowest.seed}, ${slowest.milliseconds} ms`,
  );
}
