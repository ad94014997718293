/** scan() from end to end: what it finds, what it says of the rest, and that no text makes it throw. */
import assert from "node:assert/strict";
import { scan } from "../../server/src/engine/index.ts";
import type { Judged } from "../../server/src/engine/judge/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue, builtinRules, examplesOf, nearMissesOf } from "../builtin.ts";
import { forSeeds, pick } from "../texts.ts";
import { anyDocument, checkedScan, splicedExamples } from "./any-text.ts";
import { findingIn, findingsIn, githubToken, nameless } from "./findings.ts";

const judged = (text: string, path = "src/app.ts"): Judged => scan({ path, text }, builtinCatalogue);

describe("scan", () => {
  it("finds nothing in an empty text", () => assert.deepEqual(judged(""), { findings: [], dismissals: [], masks: [] }));

  it("tells what, where, how grave and how sure", () => {
    const token = githubToken(1);
    const text = `// setup\nconst token = "${token}";\n`;
    const { secret, message, excerpt, id, ...found } = findingIn(text);
    const start = text.indexOf(token);
    assert.equal(secret.reveal(), token);
    assert.ok(message.startsWith("GitHub personal access token"));
    assert.deepEqual(found, {
      ruleId: "token/github-pat",
      kind: "token",
      severity: "error",
      confidence: "high",
      title: builtinCatalogue.rule("token/github-pat")!.title,
      issuer: "github",
      path: "src/app.ts",
      span: { start, end: start + token.length },
      range: { start: { line: 1, character: 15 }, end: { line: 1, character: 15 + token.length } },
      masked: `ghp_...${token.slice(-2)}`,
      fix: "none",
      pciDss: ["8.6.2"],
      cwe: ["CWE-798"],
      reasons: [],
      related: [],
      name: "token",
      told: { scope: "classic" },
    });
    assert.ok(excerpt && id);
  });

  it("gives the same for the same text", () => {
    const text = `a = "${githubToken(1)}"; password = "${nameless(2)}"`;
    assert.deepEqual(judged(text), judged(text));
  });

  it("orders findings by their place, whatever their rules", () => {
    const text = [`password = "${nameless(1)}"`, `x = "${githubToken(2)}"`, `secret = "${nameless(3)}"`].join("\n");
    assert.deepEqual(
      findingsIn(text).map(({ range }) => range.start.line),
      [0, 1, 2],
    );
  });

  it("lets an issuer's format win over the name that the value is given to", () => {
    const { findings, dismissals } = judged(`const password = "${githubToken(1)}";`);
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["token/github-pat"],
    );
    assert.ok(
      dismissals.some(({ verdict }) => verdict.judge === "overlap" && verdict.reason.includes("token/github-pat")),
    );
  });

  it("says when a token expires, where it tells", () => {
    const header = btoa('{"alg":"HS256","typ":"JWT"}');
    const claims = btoa(JSON.stringify({ sub: nameless(1), exp: 1_900_000_000 })).replaceAll("=", "");
    const jwt = `${header}.${claims}.${mint("{base64url:43}", seededRandom(1)).text}`;
    assert.equal(findingIn(`session = "${jwt}"`).expires, "2030-03-17T17:46:40.000Z");
  });

  it("finds what a rule of the catalogue names alone, in a language it does not know", () => {
    assert.equal(findingIn(`${githubToken(1)}`, "no-extension").ruleId, "token/github-pat");
    assert.equal(findingIn(`${githubToken(1)}`, "").ruleId, "token/github-pat");
  });
});

describe("findings of one text", () => {
  it("never overlap, lie inside the text, and have their value there", () =>
    forSeeds(300, (random, seed) => {
      const text = splicedExamples(random, seed);
      const { findings } = judged(text, pick(["a.ts", "a.yml", "a.txt"], random));
      let end = 0;
      for (const { span, secret, ruleId } of findings) {
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length, ruleId);
        // A value that is split over literals holds no quotes and no blanks between them, which stand in the text.
        const unquoted = (value: string): string => value.replaceAll(/["'`\s]/g, "");
        assert.equal(unquoted(text.slice(span.start, span.end)), unquoted(secret.reveal()));
        end = span.end;
      }
    }));

  it("have nothing that tells the value, save the secret", () =>
    forSeeds(100, (random, seed) => {
      for (const finding of judged(splicedExamples(random, seed)).findings) {
        // A name may be the value's own, where one line is both (`secret: secret`); it is no token then.
        assert.ok(!JSON.stringify({ ...finding, name: "" }).includes(finding.secret.reveal()), finding.ruleId);
      }
    }));
});

describe("dismissals", () => {
  it("have a judge and a reason, and no value in it", () => {
    for (const builtin of builtinRules) {
      for (const text of [...examplesOf(builtin, 1).map((minted) => minted.text), ...nearMissesOf(builtin, 1)]) {
        const lines = text.split("\n");
        for (const { range, verdict, ruleId } of judged(text).dismissals) {
          assert.equal(verdict.outcome, "drop");
          assert.ok(verdict.judge.length > 0 && verdict.reason.length > 0, ruleId);
          if (range.start.line !== range.end.line) continue;
          const value = lines[range.start.line]!.slice(range.start.character, range.end.character);
          // Short values are words that a reason may use by chance.
          if (value.length > 8) assert.ok(!verdict.reason.includes(value), `${ruleId}: ${verdict.judge}`);
        }
      }
    }
  });
});

describe("scan of any text", () => {
  it("does not throw, and gives spans inside the text and in order (`npm run soak` does this longer)", () =>
    forSeeds(1000, (random, seed) => {
      checkedScan(anyDocument(random, seed));
    }));
});
