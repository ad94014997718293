/** Run as a process of its own by hostile.test.ts: scans texts made to cost as much as they can, and prints the name of each before it. */
import { loadLetters, loadNameWords } from "../../../scripts/rule-files.ts";
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import { scan } from "../../../server/src/engine/index.ts";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import { type BuiltinRule, builtinCatalogue, builtinRules } from "../../builtin.ts";
import { pumped, sample } from "./sample.ts";

/** In UTF-16 code units: what one rule is given alone, and what all are given together. */
const ALONE = 2_500;
const TOGETHER = 100_000;
/** Long enough to fill every bounded repetition. */
const RUN = 1000;

const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const none = { password: [], token: [], key: [] };
const data = { names: { inside: none, whole: none, ending: none, about: [], open: [] }, letters: loadLetters() };
const random = seededRandom(1);

/** What a pattern is looked for by. */
const literalsOf = ({ rule: { trigger, pattern } }: BuiltinRule): readonly string[] =>
  trigger.kind === "anchor"
    ? pattern.anchors.map(({ literal }) => literal)
    : trigger.kind === "near"
      ? trigger.words
      : [];

/** What leads to a value: the literal inside it, or the issuer's word and a name. */
const leadOf = (builtin: BuiltinRule): string =>
  builtin.rule.trigger.kind === "near"
    ? `${[literalsOf(builtin)[0], ...builtin.rule.trigger.names.slice(0, 1)].join("_")}="`
    : (literalsOf(builtin)[0] ?? "");

/** Anchors one after the other, matches that touch, matches that break off, and anchors before long runs of what may be repeated. */
function hostileTexts(builtin: BuiltinRule, pattern: string): string[] {
  const { tree } = parsePattern(pattern);
  const match = sample(tree, random) || "x";
  const literals = literalsOf(builtin);
  const lead = leadOf(builtin);
  const runs = pumped(tree, random).slice(0, 3);
  return [
    literals.join(""),
    literals.join(" "),
    match,
    match.slice(0, -1) || "x",
    `${lead + match}" `,
    ...runs.flatMap((unit) => [lead + unit.repeat(RUN), unit.repeat(RUN) + lead]),
    // Formats without a literal have nothing to put in a row.
  ].filter(Boolean);
}

/** Values of sensitive names, whose rules have no pattern: long runs of what judges look for, closed and not. */
const namedTexts = (name: string): string[] =>
  ["a", "A1", "a.", "a-", "\\", "(", "${", "/x", "%41", " w,", "="].flatMap((unit) =>
    ['"', ""].map((end) => `${name}="${unit.repeat(RUN)}${end}\n`),
  );

function scanAlone(builtin: BuiltinRule): void {
  const { trigger } = builtin.rule;
  // Known by the first bytes of a file, not by a text.
  if (trigger.kind === "file") return;
  const { pattern } = builtin.source;
  const alone = pattern ? createCatalogue({ ...data, rules: [builtin.rule] }) : builtinCatalogue;
  const names = trigger.kind === "name" ? loadNameWords().inside[trigger.nameClass].slice(0, 1) : [];
  const texts = pattern ? hostileTexts(builtin, pattern) : names.flatMap(namedTexts);
  if (texts.length === 0) throw new Error(`${builtin.rule.id}: no text to try`);
  for (const text of texts) scan({ path: "hostile.txt", text: filled(text, ALONE) }, alone);
}

for (const builtin of builtinRules) {
  console.log(builtin.rule.id);
  scanAlone(builtin);
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
