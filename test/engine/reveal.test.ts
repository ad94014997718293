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
  // A generated value, where its maker asked to see it.
  "server/src/commands/generate.ts": 1,
  // What rests in a store is known by the same rules as what stands in a file: its line is scanned, and dropped.
  "server/src/workspace/stored-token.ts": 1,
  // A generated value is handed to the store beside the code.
  "server/src/workspace/dotenv-store.ts": 1,
  // The hand-over to a store: standard input of its program, or the body of a request to its server.
  "server/src/providers/aws.ts": 1,
  "server/src/providers/azure.ts": 1,
  "server/src/providers/bitwarden.ts": 1,
  "server/src/providers/doppler.ts": 1,
  "server/src/providers/env-file.ts": 2,
  "server/src/providers/gcp.ts": 1,
  "server/src/providers/infisical.ts": 1,
  "server/src/providers/onepassword.ts": 1,
  "server/src/providers/pass.ts": 1,
  "server/src/providers/sops.ts": 2,
  "server/src/providers/vault.ts": 1,
  // VS Code's word for showing a panel; no value is there.
  "client/src/dashboard/panel.ts": 1,
  // The editor's secret storage, by the message between server and client.
  "server/src/lsp/stores/editor-store.ts": 1,
  // The environment of the one program that the person runs.
  "server/src/commands/run.ts": 1,
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
