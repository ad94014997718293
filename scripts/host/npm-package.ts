/** Programs from npm at a pinned version, each in a folder of its own under the host folder. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostFolder } from "./folders.ts";
import { run, say } from "./program.ts";
import { ensurePackages, type SystemPackage } from "./system-packages.ts";

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** What to tell the person who waits. */
  readonly duration: string;
  /** What its own installation takes. */
  readonly needs: readonly SystemPackage[];
}

/**
 * Installs the package where that version is not there yet; two that do so at once do not disturb each other.
 * @param env the environment of npm and of the package's scripts
 * @returns the package's folder
 */
export async function ensureNpmPackage(wanted: NpmPackage, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(hostFolder(), wanted.name);
  if (versionIn(folder, wanted.name) !== wanted.version) await install(wanted, folder, env);
  return join(folder, "node_modules", wanted.name);
}

async function install(
  { name, version, duration, needs }: NpmPackage,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await ensurePackages(needs);
  say(`Installing ${name} ${version} from npm into ${folder} (${duration}) ...`);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, "package.json"), JSON.stringify({ name: `host-of-${name}`, private: true }));
  try {
    const args = ["install", `${name}@${version}`, "--save-exact", "--foreground-scripts", "--no-audit", "--no-fund"];
    await run("npm", args, { cwd: partial, env });
    if (versionIn(folder, name) === version) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function versionIn(folder: string, name: string): string | undefined {
  const path = join(folder, "node_modules", name, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version : undefined;
}

/** The environment without what `npm run` puts into it, for it speaks of this project and of the Node that runs it. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const wanted = /^npm_config_(cache|registry|proxy|https_proxy|noproxy|cafile|strict_ssl)$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => wanted.test(name) || !/^(npm_|NODE$|INIT_CWD$)/i.test(name)),
  );
}
