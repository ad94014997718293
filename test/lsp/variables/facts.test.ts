/** What is known of a token stands behind its line and in its hover, and where values stand is told for masking. */
import assert from "node:assert/strict";
import { type InlayHint, InlayHintRequest, type MarkupContent } from "vscode-languageserver/node";
import { mintJwt, seededRandom } from "../../../server/src/engine/mint.ts";
import { scanWorkspace, type ValuesResult, values } from "../../../server/src/protocol.ts";
import { Project } from "./project.ts";

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe("what is known of a token", () => {
  let project: Project;
  const settings = { hints: true };

  const hints = (path: string): Promise<InlayHint[]> =>
    project.client.connection.sendRequest(InlayHintRequest.method, {
      textDocument: { uri: project.uri(path) },
      range: WHOLE,
    });

  before(async () => {
    project = new Project();
    const soon = Math.floor(Date.now() / 1000) + 12 * 86_400 + 3600;
    const jwt = mintJwt({ sub: "a", exp: soon }, seededRandom(5));
    project.mint.values.push(jwt);
    project.folder.write("jwt.js", `const session = "${jwt}"; // here\n`);
    project.folder.write("one.js", `const a = "${project.token}";\n`);
    project.folder.write("two.js", `const b = "${project.token}";\n`);
    await project.start({ settings: () => settings });
    await project.client.connection.sendRequest(scanWorkspace, {});
    for (const path of ["jwt.js", "one.js"]) await project.open(path, "javascript");
  });
  after(() => project.end());

  it("stands behind its line", async () => {
    assert.deepEqual(
      (await hints("jwt.js")).map(({ label }) => label),
      ["expires in 12 days"],
    );
    const [hint, ...more] = await hints("one.js");
    assert.deepEqual(more, []);
    assert.equal(hint!.label, "2 places");
    assert.deepEqual(hint!.position, { line: 0, character: project.folder.read("one.js").trimEnd().length });
    assert.match(String(hint!.tooltip), /^GitHub personal access token \(classic\) ghp_\.\.\.\w\w$/);
  });

  it("stands in its hover", async () => {
    const { contents } = (await project.client.hover(project.uri("one.js"), { line: 0, character: 14 }))!;
    assert.match((contents as MarkupContent).value, /- Known of it: 2 places\n/);
  });

  it("is not told where the setting is off", async () => {
    settings.hints = false;
    await project.client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    assert.deepEqual(await hints("one.js"), []);
    const { contents } = (await project.client.hover(project.uri("one.js"), { line: 0, character: 14 }))!;
    assert.doesNotMatch((contents as MarkupContent).value, /Known of it/);
    settings.hints = true;
    await project.client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
  });

  it("is where its value stands, for those who mask it, and so are all values of a store", async () => {
    const ask = (path: string): Promise<ValuesResult | null> =>
      project.client.connection.sendRequest(values, { textDocument: { uri: project.uri(path) } });
    const start = project.folder.read("one.js").indexOf(project.token);
    assert.deepEqual(await ask("one.js"), {
      version: 1,
      ranges: [{ start: { line: 0, character: start }, end: { line: 0, character: start + project.token.length } }],
    });
    await project.open(".env", "dotenv");
    const stored = await ask(".env");
    assert.deepEqual([...new Set(stored!.ranges.map(({ start }) => start.line))], [1, 3]);
    await project.open(".env.example", "dotenv");
    assert.deepEqual((await ask(".env.example"))!.ranges, []);
    assert.equal(await ask("closed.js"), null);
  });
});
