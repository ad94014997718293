/**
 * Measures how fast Tokenward is, in ratios of one run, into docs/bench.md (`npm run bench`); README.md beside this file
 * tells what and how.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../package.json" with { type: "json" };
import { benchFolder } from "../compare/cache.ts";
import { packageExtension } from "../host/extension-package.ts";
import { ensurePackages } from "../host/system-packages.ts";
import type { Run } from "./figure.ts";
import { describeMachine } from "./machine.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import type { Bench, Part } from "./part.ts";
import { chosenParts } from "./parts.ts";
import { Product } from "./product.ts";
import { Progress } from "./progress.ts";
import { RunRecord } from "./record.ts";
import { writeDocs } from "./report/page.ts";
import { aligned, HEAD, rowOf } from "./report/words.ts";
import { ripgrepPackage } from "./ripgrep.ts";

const docs = join(import.meta.dirname, "../../docs");

// What was started in between ends in order, and what it wrote goes.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

try {
  const options = parseOptions(process.argv.slice(2), process.env.INIT_CWD ?? ".");
  if (options.render !== undefined) writeDocs(JSON.parse(readFileSync(options.render, "utf8")) as Run, docs);
  else await measure(options, chosenParts(options.only));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}

async function measure(options: Options, parts: readonly Part[]): Promise<void> {
  await ensurePackages([ripgrepPackage]);
  const scratch = mkdtempSync(join(tmpdir(), "tokenward-bench-"));
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  const file = options.json ?? join(benchFolder(), "last.json");
  const whole = options.only === undefined && !options.quick;
  const head = { version: 1 as const, tokenward: version, date: new Date().toISOString(), whole };
  const record = new RunRecord({ ...head, machine: describeMachine() }, file);
  const progress = new Progress();
  const common = { product: new Product(scratch), scratch, vsix: once(packageExtension) };
  for (const part of parts) await measurePart(part, benchFor(part.name, common, options, record, progress));
  progress.end();
  console.log(aligned([[...HEAD], ...record.run.figures.map(rowOf)]));
  console.log(`\n${file}`);
  if (whole) writeDocs(record.run, docs);
}

async function measurePart(part: Part, bench: Bench): Promise<void> {
  try {
    await part.measure(bench);
  } catch (error) {
    bench.miss(part.name, (error as Error).message.split("\n")[0]!);
  }
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function benchFor(
  part: string,
  common: Pick<Bench, "product" | "scratch" | "vsix">,
  { quick, large, runs }: Options,
  record: RunRecord,
  progress: Progress,
): Bench {
  const say = (what: string): void => progress.show(`${part}: ${what}`);
  const { product, scratch } = common;
  const folder = join(scratch, "workspace");
  mkdirSync(folder, { recursive: true });
  return {
    ...common,
    quick,
    large,
    pace: { runs, patience: quick ? 20 : 120, progress: say },
    server: {
      server: product.server,
      folders: [{ uri: pathToFileURL(folder).href, name: "workspace" }],
      cache: join(scratch, "cache-of-server"),
    },
    add(figure) {
      if (Number.isFinite(figure.measured)) record.add({ kind: "figure", part, ...figure });
      else record.add({ kind: "missing", part, name: figure.name, why: "there was nothing to compare" });
    },
    miss: (name, why) => record.add({ kind: "missing", part, name, why }),
    plot: (name, series) => record.plot(name, series),
    detail: (name, table) => record.detail(name, table),
    progress: say,
  };
}
