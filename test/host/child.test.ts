/** A child process gets its variables and gives back its exit status. */
import assert from "node:assert/strict";
import { runChild } from "../../server/src/host/child.ts";

const node = (script: string, variables: Record<string, string> = {}): Promise<number> =>
  runChild(process.execPath, ["-e", script], variables);

describe("a child process", () => {
  it("gives back its exit status", async () => {
    assert.equal(await node(""), 0);
    assert.equal(await node("process.exit(7)"), 7);
  });

  it("gets the variables beside those of its parent", async () => {
    assert.equal(await node("process.exit(process.env.A === 'x y' && process.env.PATH ? 0 : 1)", { A: "x y" }), 0);
  });

  it("leaves its parent's variables alone", async () => {
    await node("", { TOKENWARD_CHILD_ONLY: "1" });
    assert.equal(process.env.TOKENWARD_CHILD_ONLY, undefined);
  });

  it("gives back what a shell would where a signal ended it", async function () {
    if (process.platform === "win32") this.skip();
    assert.equal(await node("process.kill(process.pid, 'SIGKILL')"), 137);
    assert.equal(await node("process.kill(process.pid, 'SIGTERM')"), 143);
  });

  it("gives back what a shell would where there is no such program, or it may not be run", async () => {
    assert.equal(await runChild("tokenward-no-such-program", [], {}), 127);
    if (process.platform !== "win32") assert.equal(await runChild(import.meta.filename, [], {}), 126);
  });

  it("is not read by a shell", async () => {
    const script = "process.exit(process.argv[1] === '$(exit 3); exit 4' ? 0 : 1)";
    assert.equal(await runChild(process.execPath, ["-e", script, "$(exit 3); exit 4"], {}), 0);
  });

  it("leaves no listener behind", async () => {
    const before = process.listenerCount("SIGTERM");
    await node("");
    await runChild("tokenward-no-such-program", [], {});
    assert.equal(process.listenerCount("SIGTERM"), before);
  });
});
