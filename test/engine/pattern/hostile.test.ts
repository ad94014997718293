/** No text makes a built-in pattern take more than a bounded number of steps at each of its anchors. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";

/** Many times what it takes; a pattern that blows up takes years. */
const DEADLINE_IN_MILLISECONDS = 110_000;

/** @returns the last text that was begun with, "done" where all came to their end */
function lastOf(script: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", join(import.meta.dirname, script)],
      { timeout: DEADLINE_IN_MILLISECONDS, killSignal: "SIGKILL" },
      (error, stdout, stderr) => resolve(error && !error.killed ? stderr : stdout.trim().split("\n").at(-1)!),
    );
  });
}

describe("hostile texts", () => {
  it("are scanned to their end with every built-in rule", async () =>
    assert.equal(await lastOf("hostile-scan.ts"), "done")).timeout(DEADLINE_IN_MILLISECONDS + 10_000);
});
