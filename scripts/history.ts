/**
 * Measures `tokenward scan --history` on a repository that is made for it: how much faster than gitleaks it is, and how much
 * memory it takes. Usage: npx tsx scripts/history.ts [--commits N] [--gitleaks FILE]; build first. Prints ratios, and peaks in MB.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mint, seededRandom } from "../server/src/engine/mint.ts";

const { values } = parseArgs({
  options: { commits: { type: "string", default: "20000" }, gitleaks: { type: "string" } },
});
const FILES = 300;
/** A commit in so many brings a token. */
const RARE = 500;

const random = seededRandom(1);
const pick = (count: number): number => Math.floor(random() * count);

/** Sources of packages that are installed here, in lines. */
function sources(): string[][] {
  const folder = join(import.meta.dirname, "../node_modules/typescript/lib");
  const own = join(import.meta.dirname, "../server/src");
  const texts = readdirSync(own, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join(own, path), "utf8"));
  const large = readFileSync(join(folder, "lib.dom.d.ts"), "utf8").split("\n");
  for (let at = 0; texts.length < FILES; at += 250) texts.push(large.slice(at, at + 250).join("\n"));
  return texts.slice(0, FILES).map((text) => text.split("\n"));
}

async function* stream(commits: number): AsyncGenerator<string> {
  const files = sources();
  for (let commit = 0; commit < commits; commit++) {
    const at = commit < files.length ? commit : pick(files.length);
    const lines = files[at]!;
    const place = pick(lines.length);
    const token = commit % RARE === 0 ? mint("[[ghp_{alnum:36}]]", random, "github-crc32").text : `value${commit}`;
    lines.splice(place, 1, `const changed${commit} = "${token}";`);
    const text = lines.join("\n");
    const person = `Author ${commit % 50} <author${commit % 50}@example.org> ${1_500_000_000 + commit * 600} +0000`;
    const blob = `M 100644 inline src/folder${at % 20}/file${at}.ts\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    yield `commit refs/heads/main\nauthor ${person}\ncommitter ${person}\ndata 6\nchange\n${blob}`;
  }
}

async function build(folder: string, commits: number): Promise<void> {
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", folder]);
  const git = spawn("git", ["-C", folder, "fast-import", "--quiet"], { stdio: ["pipe", "inherit", "inherit"] });
  for await (const text of stream(commits)) if (!git.stdin.write(text)) await once(git.stdin, "drain");
  git.stdin.end();
  await once(git, "exit");
  execFileSync("git", ["-C", folder, "reset", "--quiet", "--hard", "main"]);
}

/** Peak of what the process itself holds, in MB, as Linux tells it; its children are others. */
function peakOf({ pid }: ChildProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

interface Run {
  readonly seconds: number;
  readonly peak: number;
  readonly out: string;
}

async function measured(program: string, args: readonly string[], folder: string, cache: string): Promise<Run> {
  const started = performance.now();
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "ignore"] });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child));
  }, 50);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  await once(child, "close");
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, peak, out };
}

const folder = mkdtempSync(join(tmpdir(), "tokenward-history-"));
const repository = join(folder, "repository");
const report = (name: string, run: Run, reference: Run, found: number): void => {
  const ratio = (reference.seconds / run.seconds).toFixed(1);
  console.log(
    `${name.padEnd(24)} ${ratio.padStart(6)} times the speed, ${run.peak.toFixed(0).padStart(5)} MB, ${found} findings`,
  );
};
try {
  await build(repository, Number(values.commits));
  const cli = join(import.meta.dirname, "../dist/cli.cjs");
  const ours = [cli, "scan", "--history", "--format", "ndjson", "--no-progress"];
  const first = await measured(process.execPath, ours, repository, join(folder, "cache"));
  const again = await measured(process.execPath, ours, repository, join(folder, "cache"));
  const theirs =
    values.gitleaks &&
    (await measured(
      values.gitleaks,
      ["git", ".", "--no-banner", "--exit-code=0", "--report-format=json", "--report-path=-"],
      repository,
      folder,
    ));
  const reference = theirs || first;
  const count = ({ out }: Run): number => out.split("\n").filter(Boolean).length;
  if (theirs) report("gitleaks", theirs, reference, (JSON.parse(theirs.out) as unknown[]).length);
  report("tokenward", first, reference, count(first));
  report("tokenward, once more", again, reference, count(again));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
