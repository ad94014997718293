/** A team's patterns: whatever they are, they find what they may, and neither hang, nor crash, nor starve what runs them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { stringify } from "yaml";
import { caps, readTeamRules, type TeamRule } from "../../../server/src/config/team-rules.ts";
import { scan } from "../../../server/src/engine/index.ts";
import type { Threads } from "../../../server/src/host/host.ts";
import { nodeThreads } from "../../../server/src/host/threads.ts";
import { TeamDetector } from "../../../server/src/workspace/team/detector.ts";
import { noNames } from "../../../server/src/workspace/team/set.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { TestFolder } from "../../lsp/workspace.ts";

const base = {
  title: "Acme key",
  issuer: "acme",
  risk: "Whoever holds it acts as the account.",
  severity: "error",
  confidence: "high",
  env: "ACME_KEY",
  sources: ["https://example.org"],
  examples: ["[[acme_{base62:8}]]", "[[acme_{base62:8}]]"],
  nonExamples: ["a", "b"],
};
const fileOf = (...patterns: string[]): string =>
  stringify({
    rules: patterns.map((pattern, at) => ({ id: `token/acme-${at}`, ...base, keywords: ["acme"], pattern })),
  });
const read = (text: string) => readTeamRules(text, () => []);
const rulesOf = (...patterns: string[]): TeamRule[] => {
  const { rules, problems } = read(fileOf(...patterns));
  assert.deepEqual(problems, []);
  return rules.map(({ rule }) => rule);
};
const SOUND = "\\bacme_[A-Za-z0-9]{12}\\b";
const VALUE = `acme_${"x7Qp".repeat(3)}`;

describe("a team's rule file", () => {
  const large: Readonly<Record<string, string>> = {
    "nested counts": "acme(x{1000}){1000}",
    "counts beside each other": "acme(?:x{900}|y{900}|z{900})",
    "ten thousand branches": `acme(?:${Array.from({ length: 10_000 }, (_, at) => `b${at}`).join("|")})`,
    "many branches": `acme(?:${Array.from({ length: 900 }, () => "abc").join("|")})`,
    "half a megabyte of pattern": `acme${"a".repeat(400_000)}`,
    "parentheses without end": `acme${"(".repeat(1500)}a${")".repeat(1500)}`,
    "a huge count": "acmex{100000}",
    "a back-reference": "(acme)\\1",
    "look-around": "acme(?=x)",
  };
  for (const [what, pattern] of Object.entries(large))
    it(`is told, with the place, that ${what} cannot be run, and its other rules hold`, () => {
      const text = fileOf(SOUND, pattern, SOUND);
      const { rules, problems } = read(text);
      assert.deepEqual(
        rules.map(({ rule }) => rule.id),
        ["token/acme-0", "token/acme-2"],
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0]!.message, /^token\/acme-1: /);
      const line = text.split("\n").findIndex((found) => found.includes("token/acme-1"));
      assert.equal(problems[0]!.position.line, line);
      assert.ok(problems[0]!.message.length < 300);
    });

  it("has so many rules and so many characters, and no more", () => {
    const { rules, problems } = read(fileOf(...Array.from({ length: caps.rules + 2 }, () => SOUND)));
    assert.deepEqual([rules.length, problems.length], [caps.rules, 2]);
    const huge = read(`${fileOf(SOUND)}# ${"x".repeat(10_000_000)}`);
    assert.deepEqual([huge.rules.length, huge.problems.length], [0, 1]);
  });

  it("is looked for by what a team may look for", () => {
    const { problems } = read(stringify({ rules: [{ id: "token/a", ...base, assigned: "password" }] }));
    assert.match(problems[0]!.message, /`assigned` is for built-in rules/);
  });
});

const HOSTILE = [
  "acme(a+)+$",
  "(acme|a)*(a|aa)*$",
  "acme.*x.*x.*x.*=$",
  "(?s)acme.+",
  "a*",
  "(?:acme)?",
  "(?s).*acme.*",
  "acme[^\\n]*",
  "(?:[a-z]?){90}acme(?:[a-z]?){90}!",
];
const TEXTS = [`${VALUE}\n`, `acme${"a".repeat(20_000)}!`, "acme".repeat(5000), `${"x".repeat(20_000)}acme`, ""];

for (const where of ["in a thread", "without threads"]) {
  describe(`a team detector ${where}`, () => {
    let folder: TestFolder;
    let threads: Threads | undefined;
    let started = 0;
    const detectors: TeamDetector[] = [];
    before(() => {
      folder = new TestFolder();
      if (where !== "in a thread") return;
      const outfile = join(folder.path, "entry.cjs");
      const entryPoints = [join(import.meta.dirname, "entry.ts")];
      buildSync({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
      const machine = nodeThreads(outfile);
      threads = {
        ...machine,
        start: (setup, events) => {
          started++;
          return machine.start(setup, events);
        },
      };
    });
    after(() => {
      for (const detector of detectors) detector.end();
      folder.remove();
    });
    const detectorOf = (rules: readonly TeamRule[], limits?: { budget: number; deadline: number }): TeamDetector => {
      const detector = new TeamDetector({ rules, names: noNames }, builtinCatalogue, threads, limits);
      detectors.push(detector);
      return detector;
    };
    const spansOf = async (detector: TeamDetector, text: string, path = "a.ts"): Promise<[string, string][]> =>
      (await detector.suspicionsIn({ path, text })).map(({ rule, span }) => [
        rule.id,
        text.slice(span.start, span.end),
      ]);

    it("finds what the rules describe, and the judges are asked like of any other", async () => {
      const [rule] = rulesOf(SOUND);
      const text = `const key = "${VALUE}"; // and ${VALUE}x`;
      const document = { path: "src/a.ts", text };
      const suspicions = await detectorOf([rule!]).suspicionsIn(document);
      assert.deepEqual(
        suspicions.map(({ span }) => text.slice(span.start, span.end)),
        [VALUE],
      );
      const catalogue = {
        ...builtinCatalogue,
        rule: (id: string) => (id === rule!.id ? rule : builtinCatalogue.rule(id)),
      };
      const found = scan(document, catalogue, new Date(), suspicions).findings.filter(
        ({ ruleId }) => ruleId === rule!.id,
      );
      assert.deepEqual(
        found.map(({ masked }) => masked.includes(VALUE)),
        [false],
      );
    });

    it("starts nothing where no keyword stands", async () => {
      const before = started;
      assert.deepEqual(await spansOf(detectorOf(rulesOf(SOUND)), "nothing of theirs"), []);
      assert.equal(started, before);
    });

    it("comes to an end with every hostile pattern on every text, and goes on finding", async () => {
      const detector = detectorOf([
        ...rulesOf(...HOSTILE),
        ...rulesOf(SOUND).map((rule) => ({ ...rule, id: "token/sound" })),
      ]);
      for (const text of TEXTS) await detector.suspicionsIn({ path: "a.txt", text });
      const found = await spansOf(detector, `x = ${VALUE};`);
      assert.deepEqual(
        found.filter(([id]) => id === "token/sound"),
        [["token/sound", VALUE]],
      );
      assert.ok(found.every(([, value]) => value !== ""));
    });

    it("switches a rule off that takes longer than it may, and says so; the others' findings arrive", async () => {
      const detector = detectorOf(rulesOf("acme[^\\n]*?never", SOUND), { budget: -1, deadline: 60_000 });
      await detector.suspicionsIn({ path: "a.txt", text: VALUE });
      assert.ok(detector.off.size > 0);
      for (const reason of detector.off.values()) assert.match(reason, /too long.*switched off/);
      assert.deepEqual(await spansOf(detector, VALUE), []);
    });

    if (where !== "in a thread") return;

    it("kills the thread that hangs, switches off the rule that it was at, and does the document again", async () => {
      const rules = [...rulesOf(SOUND, SOUND, SOUND)];
      const detector = detectorOf(rules, { budget: 60_000, deadline: 300 });
      const found = await spansOf(detector, VALUE, "acme-1.txt");
      assert.deepEqual([...detector.off.keys()], ["token/acme-1"]);
      assert.deepEqual(new Set(found.map(([id]) => id)), new Set(["token/acme-0", "token/acme-2"]));
    });

    it("answers in turn, also when asked for many documents at once", async () => {
      const detector = detectorOf(rulesOf(SOUND));
      const texts = Array.from({ length: 20 }, (_, at) => `${VALUE} `.repeat(at + 1));
      const counts = await Promise.all(texts.map(async (text) => (await spansOf(detector, text)).length));
      assert.deepEqual(
        counts,
        texts.map((_, at) => at + 1),
      );
    });
  });
}
