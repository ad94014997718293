/** The value of a secret is asked for in few places, each of which has a reason. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** How often each file may call `reveal()`. */
const allowed: Readonly<Record<string, number>> = {
  // Equal values are told by a keyed hash of the value: a fast one to remember by, and a slow one for what may be guessed.
  "server/src/engine/fingerprint.ts": 2,
  // A baseline of detect-secrets tells values by their SHA-1: it is made once, compared, and dropped.
  "server/src/commands/import.ts": 1,
  // A generated value is handed to the store beside the code.
  "server/src/workspace/dotenv-store.ts": 1,
};

function callsIn(folder: string): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const path = join(entry.parentPath, entry.name);
    const count = readFileSync(path, "utf8").match(/\.reveal\b|\breveal\s*[,}]|\["reveal"\]/g)?.length ?? 0;
    if (count > 0) calls[path.slice(root.length + 1).replaceAll("\\", "/")] = count;
  }
  return calls;
}

describe("Secret.reveal", () => {
  it("is called where the design says, and nowhere else", () => {
    assert.deepEqual({ ...callsIn("server/src"), ...callsIn("client/src") }, allowed);
  });
});
