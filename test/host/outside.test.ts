/** Programs and servers: reached from trusted folders only, with patience, values on standard input or over a safe way. */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import type { ProgramCall } from "../../server/src/host/host.ts";
import { nodeOutside } from "../../server/src/host/outside.ts";
import { fakeServer } from "../providers/backends/server.ts";

const outside = nodeOutside(() => true);
const call = (script: string, more: Partial<ProgramCall> = {}): ProgramCall => ({
  program: process.execPath,
  args: ["-e", script],
  folder: tmpdir(),
  patience: 30_000,
  ...more,
});
const ECHO = "process.stdin.pipe(process.stdout)";

describe("programs", () => {
  it("get their input, and their output and status come back", async () => {
    assert.deepEqual(await outside.run(call(ECHO, { input: "ä\nb" })), { status: 0, stdout: "ä\nb", stderr: "" });
    const failed = await outside.run(call("console.error('no'); process.exit(3)"));
    assert.deepEqual(failed, { status: 3, stdout: "", stderr: "no\n" });
  });

  it("have nothing to read where nothing is handed over", async () => {
    assert.deepEqual(await outside.run(call(ECHO)), { status: 0, stdout: "", stderr: "" });
  });

  it("can open their input by name", async function () {
    if (process.platform === "win32") this.skip();
    const script = "process.stdout.write(require('node:fs').readFileSync('/dev/stdin', 'utf8'))";
    assert.deepEqual(await outside.run(call(script, { input: "a'b", opensInput: true })), {
      status: 0,
      stdout: "a'b",
      stderr: "",
    });
    const missing = await outside.run(call("", { program: "tokenward-no-such-program", input: "a", opensInput: true }));
    assert.deepEqual(missing, { silence: "missing" });
  });

  it("may be missing", async () => {
    assert.deepEqual(await outside.run(call("", { program: "tokenward-no-such-program" })), { silence: "missing" });
  });

  it("are ended when they take too long, with what they started", async function () {
    if (process.platform === "win32") this.skip();
    const script = `require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit" }); setTimeout(() => {}, 60000)`;
    assert.deepEqual(await outside.run(call(script, { patience: 500 })), { silence: "slow" });
  });

  it("may end without reading what they are handed", async () => {
    const end = await outside.run(call("process.exit(0)", { input: "x".repeat(1 << 20) }));
    assert.ok("status" in end && end.status === 0);
  });
});

describe("servers", () => {
  const ask = (address: string, patience = 10_000) =>
    outside.ask({ method: "POST", address, headers: {}, body: '{"a":1}', patience });

  it("on this machine are asked over http", async () => {
    const server = await fakeServer(({ method, body }) => ({ status: 201, body: { method, body } }));
    assert.deepEqual(await ask(server.address), { status: 201, body: '{"method":"POST","body":{"a":1}}' });
    await server.stop();
    assert.deepEqual(await ask(server.address), { silence: "unreachable" });
  });

  it("elsewhere are not", async () => {
    for (const address of [
      "http://vault.example.org/",
      "http://127.0.0.1.example.org/",
      "http://128.0.0.1/",
      "file:///etc/passwd",
      "nonsense",
    ])
      assert.deepEqual(await ask(address), { silence: "unsafe" }, address);
  });

  it("are not followed where they send to another", async () => {
    let reached = 0;
    const target = await fakeServer(() => ({ body: { reached: ++reached } }));
    const server = await fakeServer(() => ({ status: 307, headers: { Location: target.address } }));
    const answer = await ask(server.address);
    assert.ok("status" in answer && answer.status === 307);
    assert.equal(reached, 0);
    await Promise.all([server.stop(), target.stop()]);
  });
});

describe("a folder that is not trusted", () => {
  it("reaches neither programs nor servers", async () => {
    const stranger = nodeOutside(() => false);
    assert.deepEqual(await stranger.run(call(ECHO)), { silence: "untrusted" });
    const web = { method: "GET", address: "https://example.org/", headers: {}, patience: 1 } as const;
    assert.deepEqual(await stranger.ask(web), { silence: "untrusted" });
  });
});
