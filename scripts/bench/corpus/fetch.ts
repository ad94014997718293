/** Fetches the pinned packages through npm, checks them, and lists the sources in them. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { benchFolder } from "../../compare/cache.ts";
import { runProgram } from "../../compare/process.ts";
import { say } from "../../host/program.ts";
import { atMost, isSource, mixed, type PinnedPackage, type SourceFile } from "./manifest.ts";
import packages from "./packages.json" with { type: "json" };

const pinned: readonly PinnedPackage[] = packages;

/** What a corpus is made of and so the key under which it is kept. */
export const pinnedHash = createHash("sha256").update(JSON.stringify(pinned)).digest("hex").slice(0, 12);

/** The folder below which the path of a source leads to it. */
export const packagesFolder = (): string => benchFolder("packages");

/**
 * All sources of all packages in a mixed order, fetched where they are missing.
 * @throws Error where an archive is not the one that was pinned
 */
export function fetchSources(): SourceFile[] {
  for (const each of pinned) fetchPackage(each);
  return mixed(
    pinned.flatMap((each) => {
      const own = mixed(sourcesIn(folderOf(each)));
      return each.atMost === undefined ? own : atMost(own, each.atMost);
    }),
  );
}

const folderOf = ({ name, version }: PinnedPackage): string =>
  join(packagesFolder(), `${name.replaceAll("/", "-")}-${version}`);

function fetchPackage(wanted: PinnedPackage): void {
  const folder = folderOf(wanted);
  if (existsSync(folder)) return;
  say(`Fetching ${wanted.name}@${wanted.version} ...`);
  const partial = benchFolder("partial", `${process.pid}`);
  try {
    const packed = runProgram("npm", ["pack", "--silent", `${wanted.name}@${wanted.version}`], { cwd: partial });
    const archive = join(partial, packed.output.trim());
    check(wanted, readFileSync(archive));
    runProgram("tar", ["-xzf", archive, "--strip-components=1"], {
      cwd: benchFolder("partial", `${process.pid}`, "x"),
    });
    renameSync(join(partial, "x"), folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @throws Error where the archive is another one than the one that was pinned */
export function check({ name, version, integrity }: PinnedPackage, archive: Uint8Array): void {
  const digest = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
  if (digest !== integrity) throw new Error(`${name}@${version} is not the package that was pinned`);
}

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(packagesFolder(), path).replaceAll(sep, "/"), bytes: statSync(path).size };
    })
    .filter(isSource)
    .filter(({ path }) => !readFileSync(join(packagesFolder(), path)).includes(0));
}
