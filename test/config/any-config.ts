/** Random and mutated configs and rule files, and the promises that their readers keep on each. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { cursorAt } from "../../server/src/config/cursor.ts";
import { withIgnored, withLevel } from "../../server/src/config/edit-config.ts";
import { readOwnRules } from "../../server/src/config/own-rules.ts";
import type { Problem } from "../../server/src/config/rule-file.ts";
import { keysAt, valuesAt } from "../../server/src/config/schema-nodes.ts";
import { readTeamConfig } from "../../server/src/config/team-config.ts";
import type { Random } from "../../server/src/engine/mint.ts";
import { acmeRule } from "../acme-rule.ts";
import { pick } from "../texts.ts";

const whole: readonly string[] = [
  stringify({
    requires: ">=0.1",
    extends: ["strict", "./base.yml", "@acme/tokens", { url: "https://example.org/a.yml", sha256: "a".repeat(64) }],
    rules: { "token/a": "off", "token/*": { severity: "info", confidence: "low" } },
    overrides: [{ files: ["*.test.ts"], rules: { "*": "off" } }],
    ignore: ["a/", "!b"],
    policy: { maxAgeDays: 90, provider: "vault" },
    ledger: "l",
    tables: { loggers: ["a.b"], sensitiveNames: { password: ["kennwort"] } },
    ownRules: [{ ...acmeRule, examples: ["[[acme_{base62:36}]]", "[[acme_{base62:9}]]"], nonExamples: ["a", "b"] }],
  }),
  stringify({
    rules: [
      { ...acmeRule, near: ["acme"], keywords: undefined, pattern: "(?P<secret>[a-z]{3,}|x)+?" },
      {
        id: "handling/a",
        title: "A",
        risk: "B",
        advice: "C",
        severity: "info",
        confidence: "low",
        cwe: ["CWE-1"],
        sources: [],
        match: [
          { key: ["**.{a,b}"], value: "^(?:a|b)$" },
          { setting: ["a"], holds: ["secret"] },
        ],
        examples: { yaml: ["a: 1"] },
        nonExamples: { yaml: ["b: 1"] },
      },
    ],
  }),
];

const pieces: readonly string[] = [
  ...["rules", "ownRules", "extends", "ignore", "overrides", "policy", "tables", "requires", "id", "pattern", "match"],
  ...[
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "- ",
    "-",
    "\t",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|",
    ">",
    "#",
  ],
  ...[
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!!set ",
    "!x ",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\u0000",
    "\uFEFF",
    "\u2028",
  ],
  ...["token/a", "handling/b", "off", "on", "~", "null", "true", "1e999", ".nan", "0x1f", "__proto__", "constructor"],
  ...["(", ")", "(?:", "{1000}", "{1,}", "*", "+", "\\b", "\\1", "(?=", "[^", "\\p{Greek}", "a".repeat(50), "\ud800"],
];

/** A config or rule file with some of it replaced, doubled, cut off or moved; or pieces put together. */
export function anyConfig(random: Random): string {
  if (random() < 0.2) return Array.from({ length: 1 + Math.floor(random() * 30) }, () => pick(pieces, random)).join("");
  let text = pick(whole, random);
  for (let times = Math.floor(random() * 6); times >= 0; times--) {
    const at = Math.floor(random() * text.length);
    const end = Math.min(text.length, at + Math.floor(random() * 20));
    const part = random() < 0.5 ? pick(pieces, random) : text.slice(at, end);
    const kept = random() < 0.5 ? text.slice(at) : text.slice(end);
    text = random() < 0.05 ? text.slice(0, at) : text.slice(0, at) + part + kept;
  }
  return text;
}

/** Every reader comes to an end, throws nothing, and places what it tells inside the text. @returns how much was told */
export function checkedConfig(text: string): number {
  const config = readTeamConfig(text);
  const own = config.own && readOwnRules(text, config.own);
  const problems = [...config.problems, ...(own?.problems ?? [])];
  const lines = text.split(/\r\n|\r|\n/).length;
  for (const problem of problems) assertPlaced(problem, lines, text);
  for (const { position } of [...config.rules, ...config.overrides, ...config.extends])
    assert.ok(position.line < lines + 1, "a place in the text");
  withLevel(text, "token/a", "off");
  withIgnored(text, "a b");
  const { path } = cursorAt(text, text.length >> 1);
  keysAt(path);
  valuesAt(path);
  return problems.length;
}

function assertPlaced({ message, position: { line, character } }: Problem, lines: number, text: string): void {
  assert.ok(message.length > 0 && message.length < 2000, `a message: ${message.slice(0, 80)}`);
  assert.ok(Number.isInteger(line) && line >= 0 && line <= lines, `line ${line} of ${lines}`);
  assert.ok(Number.isInteger(character) && character >= 0 && character <= text.length, `character ${character}`);
}
