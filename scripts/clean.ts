/**
 * Scans three large, clean packages of npm, into the table of docs/clean.md (`npm run clean`). Every finding is printed with
 * its rule and place, to be looked at.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { version } from "../package.json" with { type: "json" };
import { cacheFolder } from "./compare/cache.ts";
import { beNice, runProgram } from "./compare/process.ts";
import { markdownTable } from "./compare/table.ts";
import { type Finding, type Scanned, scanWithTokenward } from "./compare/tokenward.ts";
import { writeMarked } from "./marked.ts";

/** Large, much read, and free of credentials; pinned, so that two measurements are of the same text. */
const packages = ["typescript@5.9.3", "three@0.187.0", "@angular/core@22.2.6"];

beNice();
const scans = packages.map((name) => ({ name, ...scanWithTokenward(fetched(name), "medium") }));
const date = new Date().toISOString().slice(0, 10);
const page = join(import.meta.dirname, "../docs/clean.md");
const table = cleanTable(scans);
const places = scans.flatMap(({ name, findings }) => findings.map((finding) => `- ${name}: ${placeOf(finding)}`));
const measured = `Measured on ${date} with Tokenward ${version}.`;
writeMarked(page, "clean", [table, ...(places.length ? [places.join("\n")] : []), measured].join("\n\n"));
console.log([table, ...places].join("\n"));

/** @returns the folder that holds the unpacked package */
function fetched(name: string): string {
  const folder = cacheFolder("packages", name.replaceAll("/", "-"));
  const unpacked = join(folder, "package");
  if (existsSync(unpacked)) return unpacked;
  const archive = runProgram("npm", ["pack", "--silent", name], { cwd: folder }).output.trim();
  runProgram("tar", ["-xzf", archive], { cwd: folder });
  return unpacked;
}

function cleanTable(scans: readonly (Scanned & { readonly name: string })[]): string {
  return markdownTable(
    ["package", "files", "megabytes", "findings, medium and high", "a megabyte"],
    scans.map(({ name, stats, findings }) => {
      const megabytes = stats.bytes / 1e6;
      const counts = [String(findings.length), (findings.length / megabytes).toFixed(2)];
      return [name, String(stats.files), megabytes.toFixed(1), ...counts];
    }),
  );
}

const placeOf = ({ ruleId, confidence, path, range }: Finding): string =>
  `${path}:${range.start.line + 1} ${ruleId}, ${confidence}`;
