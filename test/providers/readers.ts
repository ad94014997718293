/** The programs that read `.env` files, asked what they make of a text. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import dotenv from "dotenv";

type Variables = Readonly<Record<string, string | null | undefined>>;

/** What one reader makes of each text. */
export type Reader = (texts: readonly string[]) => Variables[];

export const byDotenv: Reader = (texts) => texts.map((text) => dotenv.parse(text));
export const byNode: Reader = (texts) => texts.map((text) => parseEnv(text));

const PYTHON_DOTENV = "python-dotenv==1.2.1";
const scratch = join(import.meta.dirname, "../../.scratch/python-dotenv");

/** python-dotenv, installed once into .scratch; undefined with the reason on standard error where that is not possible. */
export function pythonReader(): Reader | undefined {
  try {
    if (!existsSync(join(scratch, "dotenv"))) {
      mkdirSync(scratch, { recursive: true });
      const args = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        scratch,
        PYTHON_DOTENV,
      ];
      execFileSync("python3", args, { stdio: "pipe", timeout: 45_000 });
    }
  } catch (error) {
    console.error(`python-dotenv is not asked: ${(error as Error).message.split("\n")[0]}`);
    return undefined;
  }
  return (texts) =>
    JSON.parse(
      execFileSync("python3", ["-c", READ_ALL], {
        input: JSON.stringify(texts),
        env: { PYTHONPATH: scratch, PATH: process.env.PATH },
      }).toString(),
    );
}

const READ_ALL = `
import io, json, logging, sys
from dotenv import dotenv_values
logging.disable(logging.CRITICAL)
print(json.dumps([dict(dotenv_values(stream=io.StringIO(text, newline=None))) for text in json.load(sys.stdin)]))
`;

/** A POSIX shell that sources each text with `set -a`, and prints the variables asked for; undefined where there is none. */
export function shellReader(names: readonly string[]): Reader | undefined {
  if (!existsSync("/bin/sh")) return undefined;
  return (texts) => {
    const folder = mkdtempSync(join(tmpdir(), "tokenward-env-"));
    try {
      texts.forEach((text, at) => {
        writeFileSync(join(folder, `${at}.env`), text);
      });
      const printed = names.map((name) => `"$${name}"`).join(" ");
      const each = `(set -a; . ./$i.env; printf '%s\\0' ${printed})`;
      const script = `i=0; while [ $i -lt ${texts.length} ]; do ${each}; i=$((i + 1)); done`;
      const out = execFileSync("/bin/sh", ["-c", script], { cwd: folder, env: {}, maxBuffer: 1 << 28 })
        .toString()
        .split("\0");
      return texts.map((_, at) =>
        Object.fromEntries(names.map((name, index) => [name, out[at * names.length + index]])),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
