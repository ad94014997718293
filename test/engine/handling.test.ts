/** Findings of handling rules: their places, their way, what they keep to themselves. */
import assert from "node:assert/strict";
import { scanHandling } from "../../server/src/engine/handling.ts";
import { scan } from "../../server/src/engine/index.ts";
import type { Grammars } from "../../server/src/engine/read/syntax.ts";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars } from "../handling-examples.ts";
import { githubToken } from "./findings.ts";

const findingsIn = async (text: string, path = "src/app.js") =>
  (await scanHandling({ path, text }, builtinCatalogue, builtGrammars)).findings;

describe("scanHandling", () => {
  it("finds in the order of the places, each place once a rule", async () => {
    const text = "console.log(apiToken);\nconsole.log(password, apiToken);\n";
    const found = await findingsIn(text);
    assert.deepEqual(
      found.map(({ ruleId, kind, range }) => [ruleId, kind, range.start.line]),
      [
        ["handling/token-logged", "handling", 0],
        ["handling/token-logged", "handling", 1],
      ],
    );
    assert.equal(text.slice(found[0]!.span.start, found[0]!.span.end), "apiToken");
  });

  it("shows the way of a value as related places", async () => {
    const [finding] = await findingsIn(
      "const value = process.env.API_TOKEN;\nconst text = `a ${value}`;\nconsole.log(text);\n",
    );
    assert.deepEqual(
      finding!.related.map(({ range }) => range.start.line),
      [0, 1],
    );
    assert.equal(finding!.fix, "unsafe");
  });

  it("shows no value, neither one that was found nor one that a rule takes for one", async () => {
    const token = githubToken(5);
    const text = `const jwt = require("jsonwebtoken");\njwt.sign({ exp: 1 }, "${token}"); jwt.verify(t, "hush-hush");\n`;
    const document = { path: "src/app.js", text };
    const { masks } = scan(document, builtinCatalogue);
    const { findings } = await scanHandling(document, builtinCatalogue, builtGrammars, masks);
    assert.equal(findings.length, 2);
    const written = JSON.stringify(findings);
    assert.ok(!written.includes(token.slice(8, 20)) && !written.includes("hush-hush"));
    assert.match(findings[0]!.excerpt.text, /ghp_/, "masked as the token's finding masks it");
  });

  it("is less sure in tests", async () => {
    const [inTest] = await findingsIn("console.log(apiToken);", "test/app.test.js");
    const [inCode] = await findingsIn("console.log(apiToken);");
    assert.deepEqual([inTest!.confidence, inCode!.confidence], ["low", "medium"]);
    assert.equal(inTest!.reasons[0]?.judge, "place");
  });

  it("leaves out what a comment accepts", async () => {
    const accepted = "// tokenward-ignore-next-line handling/token-logged -- a local tool\nconsole.log(apiToken);\n";
    assert.deepEqual(await findingsIn(accepted), []);
  });

  it("has ids that edits elsewhere leave alone", async () => {
    const [before] = await findingsIn("console.log(apiToken);");
    const [after] = await findingsIn("// one\n\nconsole.log(apiToken);");
    assert.equal(before!.id, after!.id);
  });

  it("parses nothing where no keyword of a rule stands", async () => {
    const parsed: string[] = [];
    const watching: Grammars = {
      parse: (grammar, text) => {
        parsed.push(grammar);
        return builtGrammars.parse(grammar, text);
      },
    };
    const look = (text: string) => scanHandling({ path: "a.js", text }, builtinCatalogue, watching);
    await look("const a = 1;");
    assert.deepEqual(parsed, []);
    await look("const password = 1;");
    assert.deepEqual(parsed, ["javascript"]);
  });

  it("leaves a file that it cannot read to the text, and says so", async () => {
    const text = "console.log(apiToken);";
    const without: Grammars = { parse: async () => undefined };
    const failing: Grammars = {
      parse: async () => {
        throw new Error("broken");
      },
    };
    const unread = async (grammars: Grammars) =>
      (await scanHandling({ path: "a.js", text }, builtinCatalogue, grammars)).unread;
    assert.match((await unread(without))!, /grammar/);
    assert.match((await unread(failing))!, /failed/);
    assert.equal(await unread(builtGrammars), undefined);
    const deep = `console.log(apiToken${" + a".repeat(30_000)});`;
    const { findings } = await scanHandling({ path: "a.js", text: deep }, builtinCatalogue, builtGrammars);
    assert.ok(Array.isArray(findings), "however deep");
  });

  it("reads code that is broken as far as it goes", async () => {
    assert.equal((await findingsIn("if (a) { console.log(apiToken);\nlet b = ;\n")).length, 1);
  });
});
