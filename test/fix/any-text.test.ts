/** Whatever the text, planning ends, throws nothing, and its edits are sound. */
import assert from "node:assert/strict";
import type { Span } from "../../server/src/engine/document.ts";
import { dispositionOf, type MovePlan, type MoveRequest, planMove } from "../../server/src/engine/fix/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { forSeeds, mutated } from "../texts.ts";
import { applied, occurrences, references } from "./fixture.ts";
import { fixturesIn, folders, load } from "./fixtures.ts";

const raw = mint("ghp_{alnum:36}", seededRandom(5)).text;

function isSound(plan: MovePlan, request: MoveRequest): void {
  if (plan.kind === "refused") return;
  for (const { path, edits, create } of plan.changes) {
    const text = request.files.get(path) ?? "";
    assert.equal(create, !request.files.has(path));
    let last: Span | undefined;
    for (const { span } of edits) {
      assert.ok(span.end >= span.start && span.end <= text.length);
      assert.ok(!last || isBehind(span, last), `${path}: ${JSON.stringify([last, span])}`);
      last = span;
    }
  }
  const after = applied(request.files, plan).get(request.document.path)!;
  assert.equal(occurrences(after, raw).length, plan.left.length);
}

/** Edits may touch where neither is an insertion, whose order would be open. */
const isBehind = (span: Span, last: Span): boolean =>
  span.start > last.end || (span.start === last.end && span.end > span.start && last.end > last.start);

function planFor(request: MoveRequest, text: string): void {
  const { path } = request.document;
  const document = { ...request.document, text };
  const sameValue = occurrences(text, raw).map((span) => ({ span, secret: new Secret(raw) }));
  for (const finding of sameValue.slice(0, 2)) {
    const again = { ...request, document, finding, sameValue, files: new Map([...request.files, [path, text]]) };
    dispositionOf(document, finding, request.rule, references);
    isSound(planMove(again), again);
    isSound(planMove({ ...again, withLoader: true }), again);
  }
}

describe("on any text", () => {
  for (const folder of folders()) {
    it(`${folder}: accidents in the fixtures`, () => {
      for (const { request, raw: own } of fixturesIn(folder).map(load)) {
        const text = request.document.text.replaceAll(own, () => raw);
        forSeeds(12, (random) => planFor(request, mutated(text, random, "\"'`{}()[]<>$#/\\\n:=, ")));
      }
    });
  }

  const PIECES = [
    ..."{([`\"'<$#\n ,:-\\/?&",
    "${",
    "$(",
    "<a ",
    "<a>",
    "{{",
    "a: ",
    "- ",
    "[{",
    "<<A\n",
    "'''",
    "//",
    ",\n",
    "import ",
    "import a, ",
    "def f(",
    "const (",
    "const a = ",
    "a,\n",
    "/*",
    "type A = ",
    "f(a, ",
    "x ? y : ",
    "{ a: ",
    "&a ",
    "a = b\n",
    " \n",
    "if (",
    "=> ",
    "process.env.A || ",
    "lambda ",
    "os, ",
    "A='\n",
  ];
  const paths = ["a.js", "a.ts", "a.tsx", "a.py", "a.go", "a.sh", "compose.yml", ".github/workflows/a.yml"];
  for (const path of paths) {
    it(`${path}: pieces over and over`, () => {
      const { request } = load(fixturesIn("javascript")[0]!);
      for (const piece of PIECES) {
        const text = `${piece.repeat(Math.ceil(12_000 / piece.length))}\nx = "${raw}"\n`;
        const files = new Map([[".env", text.slice(0, 20_000)]]);
        planFor({ ...request, document: { path, text }, files }, text);
      }
    });
  }
});
