/** tokenward run hands a child the values of .env. */
import assert from "node:assert/strict";
import { TestFolder } from "../lsp/workspace.ts";
import { mintedOf, type RunOptions, tokenward } from "../scratch.ts";

const value = mintedOf("token/github-pat", 3).value;

describe("tokenward run", () => {
  const folder = new TestFolder({
    ".env": `A=1\nGITHUB_TOKEN='${value}'\nMULTI="one\ntwo"\nOVER=base\n`,
    ".env.local": "OVER=local\n",
  });
  const bare = new TestFolder();
  after(() => {
    folder.remove();
    bare.remove();
  });
  const run = (script: string, options?: RunOptions, ...args: string[]) =>
    tokenward(folder.path, ["run", "--", process.execPath, "-e", script, ...args], options);

  it("hands the values over, those of .env.local winning", () => {
    const script =
      "const { GITHUB_TOKEN, MULTI, OVER } = process.env; console.log(JSON.stringify([GITHUB_TOKEN, MULTI, OVER]))";
    const { status, stdout, stderr } = run(script);
    assert.deepEqual([status, JSON.parse(stdout), stderr], [0, [value, "one\ntwo", "local"], ""]);
  });

  it("leaves what the environment holds already as it is, empty values too", () => {
    const { stdout } = run("console.log(process.env.A, process.env.OVER + '.')", { env: { A: "mine", OVER: "" } });
    assert.equal(stdout, "mine .\n");
  });

  it("passes standard input, arguments and the exit status on", () => {
    const script =
      "process.stdin.pipe(process.stdout); process.stdin.on('end', () => process.exit(process.argv.length))";
    const { status, stdout } = run(script, { input: "line\n" }, "a b", "--yes", "--help");
    assert.deepEqual([status, stdout], [4, "line\n"]);
  });

  it("needs no dashes before the program", () => {
    assert.equal(tokenward(folder.path, ["run", process.execPath, "-e", "process.exit(9)"]).status, 9);
  });

  it("tells of a signal as a shell does", function () {
    if (process.platform === "win32") this.skip();
    assert.equal(run("process.kill(process.pid, 'SIGKILL')").status, 137);
  });

  it("tells of a program that is not there as a shell does", () => {
    assert.equal(tokenward(folder.path, ["run", "--", "tokenward-no-such-program"]).status, 127);
  });

  it("exits with 2 where there is no .env, and runs nothing", () => {
    const { status, stdout, stderr } = tokenward(bare.path, [
      "run",
      "--",
      process.execPath,
      "-e",
      "console.log('ran')",
    ]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /no \.env in this folder/);
  });
});
