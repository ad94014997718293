/** The bundled language server in Neovim, over standard input and output. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { whichOf } from "../../scripts/host/system-packages.ts";
import type { Counts, Part } from "./support/counts.ts";
import { githubToken } from "./support/minted.ts";

const root = join(import.meta.dirname, "../..");
const LEAST = 11;

export const runNeovim: Part = async ({ folder }) => {
  const token = githubToken(61);
  writeFileSync(join(folder, "deploy.js"), `const token = "${token}";\n`);
  writeFileSync(join(folder, "package.json"), "{}\n");
  const output = await neovim(folder);
  const results = output.split("\n").filter((line) => /^(PASS|FAIL) /.test(line));
  const failures = results.filter((line) => line.startsWith("FAIL "));
  if (results.length < LEAST) failures.push(`only ${results.length} checks ran: ${output}`);
  if (failures.length === 0 && !holds(join(folder, ".env"), token)) failures.push("the value in .env is another one");
  for (const failure of failures) console.log(`FAILED Neovim: ${failure.replaceAll(token, "<redacted>")}`);
  const passed = results.filter((line) => line.startsWith("PASS ")).length;
  return { passed, failed: failures.length } satisfies Counts;
};

const holds = (path: string, token: string): boolean => readFileSync(path, "utf8").includes(token);

/** @returns what the script said; how Neovim ended shows in it */
function neovim(cwd: string): Promise<string> {
  const server = join(root, "dist", "server.cjs");
  const env = { ...process.env, TOKENWARD_NODE: process.execPath, TOKENWARD_SERVER: server, XDG_STATE_HOME: cwd };
  const script = join(root, "test/e2e/neovim.lua");
  const args = ["--clean", "--headless", "-c", `luafile ${script}`];
  return new Promise((resolve) => {
    execFile(whichOf(["nvim"]) ?? "nvim", args, { cwd, env, timeout: 60_000 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}
