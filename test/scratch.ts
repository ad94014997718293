/** Git and the bundled command line, for tests that need a real machine. */
import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuiltinRule, builtinRules, examplesOf } from "./builtin.ts";

const root = join(import.meta.dirname, "..");
const cli = join(root, "dist/cli.cjs");

/** Git as it is without the configuration of whoever runs the tests. */
const gitEnvironment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

/** @returns standard output */
export const git = (folder: string, ...args: string[]): string =>
  execFileSync("git", args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...gitEnvironment },
    stdio: ["ignore", "pipe", "pipe"],
  });

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The bundled command line, made if it is missing. */
export function bundle(): string {
  if (!existsSync(cli)) {
    execFileSync("npm", ["run", "-s", "compile"], { cwd: root });
    execFileSync(process.execPath, ["esbuild.mjs"], { cwd: root });
  }
  return cli;
}

/** Runs `tokenward` in a folder, with pipes for streams. */
export const tokenward = (
  folder: string,
  args: readonly string[],
  { input = "", env = {} }: RunOptions = {},
): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bundle(), ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { ...process.env, ...gitEnvironment, XDG_CACHE_HOME: join(tmpdir(), "tokenward-test-cache"), ...env },
    maxBuffer: 64e6,
  });

/** A minted example of a built-in rule that has one with one value. */
export function mintedOf(ruleId: string, seed: number): { readonly text: string; readonly value: string } {
  const rule = builtinRules.find(({ rule: { id } }) => id === ruleId);
  if (!rule) throw new Error(`no rule ${ruleId}`);
  const { text, expected } = examplesOf(rule, seed).find((example) => example.expected.length === 1)!;
  return { text, value: text.slice(expected[0]!.start, expected[0]!.end) };
}

/** The values that a rule's examples mark. */
export const valuesOf = (rule: BuiltinRule, seed: number): string[] =>
  examplesOf(rule, seed).flatMap(({ text, expected }) => expected.map(({ start, end }) => text.slice(start, end)));
