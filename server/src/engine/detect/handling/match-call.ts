/** Matches calls of a table by their arguments and options. */
import type { CallMatcher, LibraryCall, What } from "../../handling-rule.ts";
import type { Call, Expression } from "../../read/facts.ts";
import type { Trail } from "./flow.ts";
import { type Hit, hitAt, literalsOf } from "./hit.ts";
import { type Option, optionsOf } from "./options.ts";
import { pathTest } from "./paths.ts";
import type { Scene } from "./scene.ts";
import { wordsOf } from "./values.ts";

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
  return (scene) => {
    if (matcher.unless && scene.facts.calls.some((call) => scene.rowOf(matcher.unless!, call))) return [];
    return scene.facts.calls.flatMap((call) => {
      const roles = scene.rowOf(matcher.call, call);
      if (!roles) return [];
      const options = optionsOf(call, scene);
      const called = { call, options, scene, given: (role: string) => argumentsOf(call, roles, role, options) };
      const hit = isOpen(called) ? hitOf(called) : undefined;
      return hit ? [hit] : [];
    });
  };
}

/** What must hold of a call before its arguments are looked at. */
function conditionsOf({ beside, lacks, inside = [], absent }: CallMatcher): (called: Called) => boolean {
  const lacking = lacks && pathTest(lacks);
  const is = beside?.is && pathTest(beside.is);
  return ({ options, scene, given }) => {
    if (beside?.holds && !heldIn(given(beside.argument), beside.holds, scene)) return false;
    if (beside && is && !given(beside.argument).some((value) => wordsOf(value, scene).some(is))) return false;
    if (lacking && options.some(({ name }) => lacking(name))) return false;
    if (absent !== undefined && given(absent).length > 0) return false;
    return !inside.some((role) => given(role).some((value) => isOpaque(value, scene)));
  };
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

function argumentHit({ argument, is, named, holds, lacks }: CallMatcher): (called: Called) => Hit | undefined {
  const isWord = is && pathTest(is);
  return ({ call, scene, given }) => {
    if (argument === undefined) return hitAt(call.callee);
    for (const value of given(argument)) {
      const words = isWord || named ? wordsOf(value, scene) : [];
      if (isWord && !words.some(isWord)) continue;
      if (named && !words.some((word) => scene.isOf(named, word))) continue;
      if (!holds) return hitAt(lacks ? call.callee : inner(value));
      const trail = scene.holds(value, holds);
      if (trail)
        return hitAt(
          inner(within(value, trail)),
          trail,
          holds.includes("literal") ? hiddenIn(value, trail, scene) : [],
        );
    }
    return undefined;
  };
}

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
  return !/^(constant|list|function|template)$/.test(own.kind) && !isMaking(own);
}

/** The making of an object by named fields tells all. */
const isMaking = (value: Expression): boolean =>
  value.kind === "call" && value.arguments.some(({ name }) => name !== undefined);
