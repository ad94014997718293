/** The evidence report over the wire: of all folders, with the accounts of the first. */
import assert from "node:assert/strict";
import { type ExportEvidenceResult, exportEvidence, scanWorkspace, setState } from "../../server/src/protocol.ts";
import { git } from "../scratch.ts";
import { TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("the evidence report over the wire", () => {
  it("tells tokens, references, comments and decisions of the workspace, and no value", async () => {
    const mint = new Mint(98);
    const client = TestClient.inProcess();
    const [one, two] = [new TestFolder(), new TestFolder()];
    one.write("a.js", `f("${mint.github()}");\n`);
    one.write(
      "b.js",
      `const b = process.env.API_TOKEN;\ng("${mint.github()}"); // tokenward-ignore token/github-pat -- a sample\n`,
    );
    two.write("c.js", `f("${mint.slack()}");\n`);
    try {
      git(one.path, "init", "-q");
      git(one.path, "add", ".");
      git(one.path, "commit", "-qm", "one");
      const folders = [one, two].map(({ uri }, at) => ({ uri, name: `f${at}` }));
      await client.initialize({ folders, options: { trusted: true } });
      await client.connection.sendRequest(scanWorkspace, {});
      const { tokens } = await client.inventory();
      const github = tokens.find(({ issuer }) => issuer === "github")!;
      const { fingerprint } = github;
      const state = {
        fingerprint,
        state: "accepted",
        uri: one.uriOf("a.js"),
        reason: "a fixture",
        until: "2099-01-01",
      };
      await client.connection.sendRequest(setState, state);
      const texts = new Map<string, string>();
      for (const format of ["json", "csv", "html", "markdown", "cyclonedx", "sarif"]) {
        const { text } = await client.connection.sendRequest<ExportEvidenceResult>(exportEvidence, { format });
        texts.set(format, text);
      }
      const report = JSON.parse(texts.get("json")!);
      const places = report.tokens.flatMap((token: { places: { path: string }[] }) =>
        token.places.map(({ path }) => path),
      );
      assert.deepEqual(places.sort(), ["f0/a.js", "f1/c.js"]);
      assert.deepEqual(
        report.references.map(({ name, status }: { name: string; status: string }) => [name, status]),
        [["API_TOKEN", "undefined"]],
      );
      assert.deepEqual([report.suppressed[0].path, report.suppressed[0].reason], ["f0/b.js", "a sample"]);
      assert.deepEqual([report.acceptances[0].reason, report.log.deeds], ["a fixture", { accepted: 1 }]);
      for (const [format, text] of texts) for (const value of mint.values) assert.ok(!text.includes(value), format);
    } finally {
      await client.stop();
      one.remove();
      two.remove();
    }
  });
});
