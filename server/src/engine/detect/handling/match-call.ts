/** Matches calls of a table by their arguments and options. */
import type { CallMatcher, LibraryCall, What } from "../../handling-rule.ts";
import { segmentsOf } from "../../names.ts";
import type { Call, Expression, FunctionFact } from "../../read/facts.ts";
import type { Trail } from "./flow.ts";
import { type Hit, hitAt, literalsOf, saysValue } from "./hit.ts";
import { isWithin } from "./numbers.ts";
import { optionsOf } from "./options.ts";
import { pathTest } from "./paths.ts";
import type { Scene } from "./scene.ts";
import type { Option } from "./uses.ts";
import { wordsOf, writtenText } from "./values.ts";

/** A call of the table, with what it is given. */
interface Called {
  readonly call: Call;
  readonly options: readonly Option[];
  readonly scene: Scene;
  /** The values that it is given in a role. */
  readonly given: (role: string) => readonly Expression[];
}

/** Prepared once for a rule. */
export function callMatch(matcher: CallMatcher): (scene: Scene) => Hit[] {
  const isOpen = conditionsOf(matcher);
  const asked = argumentHit(matcher);
  const option = matcher.option ? optionHit(matcher.option) : matcher.falsely && falseHit(matcher.falsely);
  const hitOf = (called: Called): Hit | undefined => {
    const hit = asked(called);
    return option ? hit && option(called) : hit;
  };
  const nowhere = matcher.nowhere === undefined ? undefined : new RegExp(matcher.nowhere, "i");
  return (scene) => {
    if (nowhere?.test(scene.text)) return [];
    if (matcher.unless && scene.callsIn(matcher.unless).length > 0) return [];
    return scene.callsIn(matcher.call).flatMap(({ call, roles }) => {
      const options = optionsOf(call, scene);
      const called = { call, options, scene, given: (role: string) => argumentsOf(call, roles, role, options) };
      const hit = isOpen(called) ? hitOf(called) : undefined;
      return hit ? [hit] : [];
    });
  };
}

/** What must hold of a call before its arguments are looked at. */
function conditionsOf(matcher: CallMatcher): (called: Called) => boolean {
  const { beside, lacks, inside = [], absent, within: of, spares } = matcher;
  const lacking = lacks && pathTest(lacks);
  const is = beside?.is && pathTest(beside.is);
  const isAround = matcher.function && pathTest(matcher.function);
  const sparing = spares && new RegExp(spares.text, "i");
  return ({ call, options, scene, given }) => {
    if (of !== undefined && !isInside(call.scope, of, scene)) return false;
    if (isAround && !scene.isWithin(call.scope, isAround)) return false;
    if (beside?.holds && !heldIn(given(beside.argument), beside.holds, scene)) return false;
    if (beside && is && !given(beside.argument).some((value) => wordsOf(value, scene).some(is))) return false;
    if (beside?.named && !isNamed(given(beside.argument), beside.named, scene)) return false;
    if (lacking && options.some(({ name }) => lacking(name))) return false;
    if (spares && sparing && given(spares.argument).some((value) => sparing.test(writtenText(value, scene))))
      return false;
    if (absent !== undefined && given(absent).length > 0) return false;
    return !inside.some((role) => given(role).some((value) => isOpaque(value, scene)));
  };
}

const isNamed = (values: readonly Expression[], set: string, scene: Scene): boolean =>
  values.some((value) => wordsOf(value, scene).some((word) => scene.isOf(set, word)));

const MAKING = /^_*(?:gen|generate|create|make|new|random|rand|build|get|issue|produce|mk)/i;

/** Whether the function, or one around it, has a name of the set. */
function isInside(scope: FunctionFact | undefined, set: string, scene: Scene): boolean {
  for (let at = scope; at; at = at.scope) {
    const name = scene.flow.nameOf(at);
    if (name !== undefined && MAKING.test(name) && scene.isOf(set, name)) return true;
  }
  return false;
}

function optionHit({ names, values }: NonNullable<CallMatcher["option"]>): (called: Called) => Hit | undefined {
  const [isName, isValue] = [pathTest(names), pathTest(values)];
  return ({ options, scene }) => {
    const found = options.find(
      ({ name, value }) => isName(name) && (value ? wordsOf(value, scene) : [""]).some(isValue),
    );
    return found && hitAt(found.at);
  };
}

function falseHit(names: readonly string[]): (called: Called) => Hit | undefined {
  const isName = pathTest(names);
  return (called) => {
    const found = called.options.find(
      ({ name, value }) => isName(name) && value && wordsOf(value, called.scene).some((word) => /^false$/i.test(word)),
    );
    return found && hitAt(found.at);
  };
}

function argumentHit(matcher: CallMatcher): (called: Called) => Hit | undefined {
  const { argument, is, named, except, called, holds, lacks } = matcher;
  const text = matcher.text === undefined ? undefined : new RegExp(matcher.text, "i");
  const isWord = is && pathTest(is);
  return ({ call, scene, given }) => {
    if (argument === undefined) return hitAt(call.callee);
    for (const value of given(argument)) {
      const words = isWord || named || except ? wordsOf(value, scene) : [];
      if (isWord && !words.some(isWord)) continue;
      if (named && !words.some((word) => scene.isOf(named, word) && isTelling(value, word, scene))) continue;
      if (except && words.some((word) => scene.isOf(except, word))) continue;
      if (text && !text.test(writtenText(value, scene))) continue;
      if (called !== undefined && !isCalled(value, called, scene) && !isInside(call.scope, called, scene)) continue;
      if (!isWithin(value, matcher, scene.flow)) continue;
      if (!holds) return hitAt(lacks ? call.callee : inner(value));
      const trail = scene.holds(value, holds);
      if (trail)
        return hitAt(inner(within(value, trail)), trail, saysValue(holds) ? hiddenIn(value, trail, scene) : []);
    }
    return undefined;
  };
}

/** A variable that is called `key` or `name` may hold any name: one of several words, or a constant, says more. */
const isTelling = (value: Expression, word: string, scene: Scene): boolean =>
  (value.kind !== "name" && value.kind !== "member") ||
  scene.flow.resolve(value).kind === "constant" ||
  segmentsOf(word.slice(word.lastIndexOf(".") + 1)).length > 1 ||
  !/[a-z]/.test(word.slice(word.lastIndexOf(".") + 1));

const isCalled = (value: Expression, set: string, scene: Scene): boolean =>
  (value.kind === "name" || value.kind === "member") && scene.isOf(set, value.name);

/** A literal is shown without its quotes. */
const inner = (value: Expression) => (value.kind === "constant" ? value.inner : value);

/** Where the value itself stands in the argument, that place. */
function within(value: Expression, [first]: Trail): Expression {
  return first && first.start >= value.start && first.end <= value.end ? first : value;
}

const hiddenIn = (value: Expression, trail: Trail, scene: Scene) => [
  ...literalsOf(value),
  ...literalsOf(scene.flow.resolve(value)),
  ...trail.flatMap(literalsOf),
];

function argumentsOf(
  call: Call,
  roles: LibraryCall["roles"],
  role: string,
  options: readonly Option[],
): readonly Expression[] {
  if (role === "any") return call.arguments.map(({ value }) => value);
  const plain = call.arguments.filter(({ name }) => name === undefined);
  return (roles[role] ?? []).flatMap((place) => {
    if (typeof place === "number") return plain[place] ? [plain[place].value] : [];
    return options.flatMap(({ name, value }) => (value && name.toLowerCase() === place.toLowerCase() ? [value] : []));
  });
}

function heldIn(values: readonly Expression[], whats: readonly What[], scene: Scene): Trail | undefined {
  for (const value of values) {
    const trail = scene.holds(value, whats);
    if (trail) return trail;
  }
  return undefined;
}

/** Whether the file does not tell what stands in it. */
function isOpaque(value: Expression, scene: Scene): boolean {
  const own = scene.flow.resolve(value);
  if (own.kind === "object") return own.open;
  // A sum is no object; what `||` gives may be.
  if (own.kind === "operation") return /^(\|\||&&)$/.test(own.operator);
  return !/^(constant|list|function|template)$/.test(own.kind) && !isMaking(own);
}

/** The making of an object by named fields tells all. */
const isMaking = (value: Expression): boolean =>
  value.kind === "call" && value.arguments.some(({ name }) => name !== undefined);
