/** Run as a process of its own by hostile.test.ts: scans texts made to cost as much as they can, and prints the name of each before it. */
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import { detect } from "../../../server/src/engine/detect/index.ts";
import { scan } from "../../../server/src/engine/index.ts";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import { type BuiltinRule, builtinCatalogue, builtinRules } from "../../builtin.ts";
import { pumped, sample } from "./sample.ts";

/** In UTF-16 code units: what one rule is given alone, and what all are given together. */
const ALONE = 5_000;
const TOGETHER = 100_000;
/** Long enough to fill every bounded repetition. */
const RUN = 1000;

const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const none = { password: [], token: [], key: [] };
const data = { names: { inside: none, whole: none, ending: none, about: [], open: [] }, letters: "" };
const random = seededRandom(1);

/** What a pattern is looked for by. */
const literalsOf = ({ rule: { trigger, pattern } }: BuiltinRule): readonly string[] =>
  trigger.kind === "anchor"
    ? pattern.anchors.map(({ literal }) => literal)
    : trigger.kind === "near"
      ? trigger.words
      : [];

/** Anchors one after the other, matches that touch, matches that break off, and anchors before long runs of what may be repeated. */
function hostileTexts(builtin: BuiltinRule): string[] {
  const { tree } = parsePattern(builtin.source.pattern!);
  const match = sample(tree, random) || "x";
  const literals = literalsOf(builtin);
  const runs = pumped(tree, random).slice(0, 3);
  return [
    literals.join(""),
    literals.join(" "),
    match,
    match.slice(0, -1) || "x",
    ...runs.map((unit) => literals[0] + unit.repeat(RUN)),
  ].map((unit) => filled(unit, ALONE));
}

function detectAlone(builtin: BuiltinRule): void {
  const catalogue = createCatalogue({ ...data, rules: [builtin.rule] });
  for (const text of hostileTexts(builtin)) detect({ path: "hostile.txt", text }, catalogue);
}

for (const builtin of builtinRules) {
  if (builtin.source.pattern === undefined) continue;
  console.log(builtin.rule.id);
  detectAlone(builtin);
}
const all: Readonly<Record<string, string>> = {
  "all literals": builtinRules.flatMap(literalsOf).join(" "),
  "all literals, joined": builtinRules.flatMap(literalsOf).join(""),
  "names without values": "password=token: secret = (key, ",
  "quotes that never close": "password = \"'`",
  "open brackets": "key([{<(",
};
for (const [what, unit] of Object.entries(all)) {
  console.log(what);
  scan({ path: "hostile.ts", text: filled(unit, TOGETHER) }, builtinCatalogue);
}
console.log("done");
