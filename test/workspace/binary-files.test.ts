/** Key stores on disk: found by a scan of the workspace, where other binary files are skipped, and never moved. */
import assert from "node:assert/strict";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import { scanBinary } from "../../server/src/engine/index.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { planMoves } from "../../server/src/workspace/moves.ts";
import type { FileResult } from "../../server/src/workspace/result.ts";
import { scanFiles } from "../../server/src/workspace/scan-files.ts";
import { builtinCatalogue } from "../builtin.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";

/** A file with the beginning of a KeePass database. */
const database = Uint8Array.from([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 4, 0, ...Array(200).keys()]);

async function scanned(texts: Readonly<Record<string, string | Uint8Array>>): Promise<FileResult[]> {
  const request = {
    roots: ["/w"],
    base: "/w",
    honourIgnoreFiles: true,
    maxFileSize: 1000,
    useConfig: true,
    minConfidence: "low",
    fingerprints: { key: { scope: "run", bytes: new Uint8Array(32) }, countingOnly: true },
  } as const;
  const results: FileResult[] = [];
  for await (const result of scanFiles(request, memoryHost(new MemoryFiles(texts)), builtinCatalogue))
    results.push(result);
  return results;
}
const told = (results: readonly FileResult[]): string[] =>
  results.map((result) =>
    "reason" in result
      ? `${result.path}: ${result.reason}`
      : `${result.path}: ${result.found.map(({ finding }) => finding.ruleId)}`,
  );

describe("binary files of a workspace", () => {
  it("are skipped, but for those that are tokens as a whole", async () => {
    assert.deepEqual(told(await scanned({ "/w/logo.png": database, "/w/team.kdbx": database })), [
      "logo.png: binary",
      "team.kdbx: token/key-container-keepass",
    ]);
  });

  it("have one fingerprint where their content is the same", async () => {
    const results = await scanned({ "/w/a.kdbx": database, "/w/b.kdbx": database.slice() });
    const fingerprints = results
      .flatMap((result) => ("found" in result ? result.found : []))
      .map((found) => found.fingerprint);
    assert.equal(fingerprints.length, 2);
    assert.equal(fingerprints[0], fingerprints[1]);
  });

  it("follow the team's levels", async () => {
    const config = "rules:\n  token/key-container-*: off\n";
    const results = await scanned({ "/w/.tokenward.yml": config, "/w/team.kdbx": database });
    assert.deepEqual(
      told(results).filter((line) => line.startsWith("team")),
      ["team.kdbx: binary"],
    );
  });

  it("are not moved, and it is said why", async () => {
    const { findings } = scanBinary("team.kdbx", database, builtinCatalogue)!;
    const request = { base: "/w", findings, catalogue: builtinCatalogue, store: dotenv, unsafe: true };
    const host = memoryHost(new MemoryFiles({ "/w/team.kdbx": database }));
    const { left, changes } = await planMoves({ ...request, references: builtinReferences() }, host);
    assert.match(left[0]!.reason, /whole file/);
    assert.equal(changes.size, 0);
  });
});
