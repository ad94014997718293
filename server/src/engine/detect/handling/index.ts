/** Prepares the matchers of handling rules, and looks with them at a file's facts. */
import type { HandlingRule, Matcher } from "../../handling-rule.ts";
import type { Hit } from "./hit.ts";
import { callMatch } from "./match-call.ts";
import {
  definitionMatch,
  fallbackMatch,
  type Match,
  pathMatch,
  queryMatch,
  returnsMatch,
  settingMatch,
} from "./match-code.ts";
import { compareMatch } from "./match-compare.ts";
import { commandMatch, keyMatch } from "./match-data.ts";
import { pathTest } from "./paths.ts";
import type { Scene } from "./scene.ts";

/** A rule with its matchers prepared. */
export interface PreparedRule {
  readonly rule: HandlingRule;
  /** Whether it looks at a file of this path. */
  readonly isFor: (path: string) => boolean;
  readonly look: (scene: Scene) => readonly Hit[];
}

/** @param rule in the syntax of rules/handling */
export function prepareRule(rule: HandlingRule): PreparedRule {
  const files = rule.files && pathTest(rule.files);
  const matches = rule.match.map((matcher) => ({ languages: matcher.languages, match: prepare(matcher) }));
  return {
    rule,
    isFor: (path) => files === undefined || files(path),
    look: (scene) =>
      matches.flatMap(({ languages, match }) =>
        languages === undefined || languages.includes(scene.facts.language) ? match(scene) : [],
      ),
  };
}

function prepare(matcher: Matcher): Match {
  if ("call" in matcher) return callMatch(matcher);
  if ("key" in matcher) return keyMatch(matcher);
  if ("command" in matcher) return commandMatch(matcher);
  if ("compares" in matcher) return compareMatch(matcher);
  if ("fallback" in matcher) return fallbackMatch(matcher);
  if ("query" in matcher) return queryMatch(matcher);
  if ("path" in matcher) return pathMatch(matcher);
  if ("defines" in matcher) return definitionMatch(matcher);
  return "returns" in matcher ? returnsMatch(matcher) : settingMatch(matcher);
}
