/** The file of a baseline: equal baselines are equal texts, branches merge, and what is wrong is told with its line. */
import assert from "node:assert/strict";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { type BaselineFile, readBaseline, writeBaseline } from "../../../server/src/workspace/baseline/entries.ts";

const head = { baseline: 1, minConfidence: "medium", mark: "0a1b2c3d" } as const;
const entries = [
  { path: "b.ts", ruleId: "token/b", fingerprint: "22" },
  { path: "a.ts", ruleId: "token/a", fingerprint: "11" },
  { path: "a.ts", ruleId: "handling/a", id: "33" },
];
const file: BaselineFile = { head, entries };

describe("the file of a baseline", () => {
  it("is one entry a line, sorted, behind its head", () => {
    const lines = writeBaseline(file)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines, [head, entries[2], entries[1], entries[0]]);
  });

  it("is the same text in whatever order and however often entries come", () => {
    const shuffled = { head, entries: [...entries, ...entries].reverse() };
    assert.equal(writeBaseline(shuffled), writeBaseline(file));
    assert.equal(writeBaseline(readBaseline(writeBaseline(file))), writeBaseline(file));
  });

  it("is read with the line breaks of any system, and with a head more", () => {
    const text = writeBaseline(file);
    const other = JSON.stringify({ ...head, minConfidence: "high" });
    const merged = readBaseline(`${text.replaceAll("\n", "\r\n")}\r\n${other}\n`);
    assert.equal(merged.head.minConfidence, "high");
    assert.equal(merged.entries.length, 3);
  });

  const faults: Record<string, [string, RegExp]> = {
    "an empty file": ["", /^line 1: /],
    "no head": [`${JSON.stringify(entries[0])}\n`, /^line 1: a baseline begins/],
    "another version": ['{"baseline":2}', /^line 1: this version/],
    "text that is no JSON": [`${JSON.stringify(head)}\nxyz`, /^line 2: this is no JSON$/],
    "a list": [`${JSON.stringify(head)}\n[]`, /^line 2: an entry is an object$/],
    "an entry without a fingerprint": [`${JSON.stringify(head)}\n{"path":"a","ruleId":"b"}`, /^line 2: an entry has/],
    "an entry with a fingerprint that is none": [
      `${JSON.stringify(head)}\n{"path":"a","ruleId":"b","fingerprint":5}`,
      /^line 2/,
    ],
    "a conflict": [`${JSON.stringify(head)}\n<<<<<<< ours`, /^line 2: a conflict/],
    "heads of two keys": [
      `${JSON.stringify(head)}\n${JSON.stringify({ ...head, mark: "ff" })}`,
      /^line 2: written with another/,
    ],
  };
  for (const [what, [text, message]] of Object.entries(faults))
    it(`tells ${what} with its line`, () => assert.throws(() => readBaseline(text), { message }));

  it("tells of every broken file where, and never anything else", () => {
    const random = seededRandom(5);
    const whole = writeBaseline(file);
    for (let round = 0; round < 1000; round++) {
      const characters = [...whole];
      for (let edit = 0; edit < 4; edit++) {
        const at = Math.floor(random() * characters.length);
        characters.splice(at, Math.floor(random() * 3), String.fromCharCode(Math.floor(random() * 300)));
      }
      try {
        readBaseline(characters.join(""));
      } catch (error) {
        assert.match((error as Error).message, /^line \d+: /);
      }
    }
  });
});
