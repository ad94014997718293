/**
 * Runs secretlint over the files below a folder, some hundreds at a time, and puts its reports together:
 * node secretlint-batches.mjs PROGRAM CONFIG FOLDER REPORT
 *
 * secretlint 12 keeps a mark of each step of each file and goes through all of them at each further mark: its time grows with
 * the square of the number of files, to hours for tens of thousands. In batches it is as fast as it can be.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BATCH = 250;
const [program, config, folder, report] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "secretlint-"));
const own = join(scratch, "report.json");
const options = ["--no-glob", "--no-maskSecrets", "--format", "json", "--output", own, "--secretlintrcJSON", config];

try {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const found = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const args = [program, ...options, ...files.slice(at, at + BATCH)];
    const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: "ignore" });
    if (status !== 0 && status !== 1) throw new Error(`secretlint ended with ${status}`);
    found.push(...JSON.parse(readFileSync(own, "utf8")).filter(({ messages }) => messages.length > 0));
  }
  writeFileSync(report, JSON.stringify(found));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
