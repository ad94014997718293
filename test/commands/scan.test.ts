/** tokenward scan, without a process. */
import assert from "node:assert/strict";
import { type ScanOptions, scanCommand } from "../../server/src/commands/scan.ts";
import { CommandError } from "../../server/src/commands/terminal.ts";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars } from "../handling-examples.ts";
import { mintedOf } from "../scratch.ts";
import { type TerminalOptions, terminal } from "./terminal.ts";

const RULE = "token/github-pat";
const token = mintedOf(RULE, 3);
const usual: ScanOptions = {
  config: true,
  ignore: true,
  minConfidence: "medium",
  progress: true,
  format: "json",
  failOn: "warning",
};

describe("tokenward scan", () => {
  async function scanned(options: Partial<ScanOptions>, surroundings: TerminalOptions, paths: readonly string[] = []) {
    const place = terminal(surroundings);
    const status = await scanCommand(paths, { ...usual, ...options }, builtinCatalogue, place);
    return { status, place, ...place.written() };
  }
  const found = (out: string): [string, string][] =>
    JSON.parse(out).findings.map(({ path, severity }: Record<string, string>) => [path, severity]);
  const files = { "a.txt": token.text, "sub/b.txt": token.text, "c.txt": "nothing" };

  it("scans the folder it stands in, or what it is given", async () => {
    assert.deepEqual(found((await scanned({}, { files })).out), [
      ["a.txt", "error"],
      ["sub/b.txt", "error"],
    ]);
    assert.deepEqual(found((await scanned({}, { files }, ["/w/sub"])).out), [["sub/b.txt", "error"]]);
    assert.deepEqual(found((await scanned({}, { files }, ["c.txt"])).out), []);
  });

  it("minds the team's config unless told otherwise, for standard input too", async () => {
    const configured = { ...files, ".tokenward.yml": `rules: { ${RULE}: info }\nignore: [sub]\n` };
    const { status, out } = await scanned({}, { files: configured });
    assert.deepEqual([status, found(out)], [0, [["a.txt", "info"]]]);
    assert.equal(found((await scanned({ config: false }, { files: configured })).out).length, 2);
    const input = await scanned({ stdin: true }, { files: configured, input: token.text });
    assert.deepEqual([input.status, found(input.out)], [0, [["stdin", "info"]]]);
  });

  it("says which files were searched in part", async () => {
    const { out } = await scanned({}, { files: { "dense.txt": "token=1;".repeat(120_000), "a.txt": token.text } });
    const [left] = JSON.parse(out).skipped;
    assert.equal(left.path, "dense.txt");
    assert.match(left.reason, /in part/);
    assert.equal(found(out).length, 1);
    const input = await scanned({ stdin: true }, { files: {}, input: "token=1;".repeat(120_000) });
    assert.match(JSON.parse(input.out).skipped[0].reason, /in part/);
  });

  it("leaves out what is less sure than asked", async () => {
    const text = { files: { "a.txt": token.text } };
    assert.equal(found((await scanned({ minConfidence: "high" }, text)).out).length, 1);
    assert.equal(found((await scanned({ minConfidence: "low" }, text)).out).length, 1);
  });

  it("knows a rule by its former ids too, and no others", async () => {
    const alias = builtinCatalogue.rules.find(({ aliases }) => aliases.length > 0)!;
    await scanned({ only: [alias.aliases[0]!] }, { files });
    await assert.rejects(scanned({ only: ["token/none"] }, { files }), CommandError);
  });

  it("reports how tokens are treated beside the tokens, where grammars are given", async () => {
    const handled = {
      files: {
        "a.js": `const t = "${token.text}";\nconsole.log(t, password);\n`,
        "b.js": "console.log(password);\n",
        ".tokenward.yml": "rules: { handling/*: warning }\n",
      },
    };
    const { out, status } = await scanned({ grammars: builtGrammars }, handled);
    const [first, second, third] = JSON.parse(out).findings;
    assert.deepEqual([first.kind, second.kind, third.kind], ["token", "handling", "handling"]);
    assert.deepEqual(
      [second.ruleId, second.severity, second.path, second.fix],
      ["handling/token-logged", "warning", "a.js", "unsafe"],
    );
    for (const field of ["issuer", "masked", "fingerprint"]) assert.ok(field in first && !(field in second), field);
    assert.equal(status, 1);
    const only = await scanned({ grammars: builtGrammars, only: ["handling/token-logged"] }, handled);
    assert.equal(JSON.parse(only.out).findings.length, 2);
    const text = await scanned({ grammars: builtGrammars, format: "text" }, handled);
    assert.match(text.out, /1 token in 1 place and 2 insecure uses of 2 files/);
    const sarif = await scanned({ grammars: builtGrammars, format: "sarif" }, handled);
    const [run] = JSON.parse(sarif.out).runs;
    assert.equal(run.results.length, 3);
    assert.ok(!("tokenwardValue/v1" in run.results[1].partialFingerprints));
    assert.equal((await scanned({}, handled)).out.includes("handling/"), false);
  });

  it("says what handling rules could not look at", async () => {
    const grammars = { parse: async () => undefined };
    const { out } = await scanned({ grammars }, { files: { "a.js": "console.log(password);\n" } });
    assert.match(JSON.parse(out).skipped[0].reason, /^handling rules: /);
  });

  it("writes progress for a person who watches, and takes it back", async () => {
    const many = Object.fromEntries(Array.from({ length: 401 }, (_, at) => [`${at}.txt`, "x"]));
    const { err, out } = await scanned({}, { files: many, interactive: true });
    assert.match(err, /^\r200 files, 0 findings \r400 files, 0 findings \r\x1b\[K$/);
    assert.equal(JSON.parse(out).stats.files, 401);
    assert.equal((await scanned({ progress: false }, { files: many, interactive: true })).err, "");
    assert.equal((await scanned({}, { files: many })).err, "");
  });

  it("writes each file's findings before it reads the next, and waits for whoever reads them", async () => {
    const place = terminal({ files: { "a.txt": token.text, "b.txt": token.text, "c.txt": token.text } });
    const readAtWrite: number[] = [];
    const out = async (text: string): Promise<void> => {
      readAtWrite.push(place.files.reads.filter((path) => path.endsWith(".txt")).length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      place.out(text);
    };
    await scanCommand([], { ...usual, format: "ndjson" }, builtinCatalogue, { ...place, out });
    assert.deepEqual(readAtWrite.slice(0, 3), [1, 2, 3]);
    assert.equal(place.written().out.trimEnd().split("\n").length, 3);
  });

  it("gives equal values equal fingerprints, wherever they stand", async () => {
    const { out } = await scanned({}, { files });
    const prints = JSON.parse(out).findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    assert.equal(prints[0], prints[1]);
    assert.match(prints[0], /^[0-9a-f]{64}$/);
  });

  it("refuses a key that is missing or short", async () => {
    for (const key of ["/w/none", "/w/short"]) {
      const keyed = { files: { ...files, short: "0123456789" } };
      await assert.rejects(scanned({ fingerprintKeyFile: key }, keyed), /at least 16 bytes/);
    }
  });
});
