/** Matches settings, fallbacks, addresses, reads and returns. */
import type { DefinitionMatcher, Matcher, SettingMatcher } from "../../handling-rule.ts";
import type { Call, Expression, Setting } from "../../read/facts.ts";
import { type Hit, hitAt, literalsOf, saysValue } from "./hit.ts";
import { isWithin } from "./numbers.ts";
import { pathTest } from "./paths.ts";
import type { Scene } from "./scene.ts";
import { wordsOf, writtenText } from "./values.ts";

type PathTest = (path: string) => boolean;
export type Match = (scene: Scene) => Hit[];

export function settingMatch(matcher: SettingMatcher): Match {
  const names = matcher.setting && pathTest(matcher.setting);
  const values = matcher.values && pathTest(matcher.values);
  const lacks = matcher.lacks && pathTest(matcher.lacks);
  const under = matcher.under && pathTest(matcher.under);
  const among = matcher.among && pathTest(matcher.among);
  const isAround = matcher.function && pathTest(matcher.function);
  const nowhere = matcher.nowhere === undefined ? undefined : new RegExp(matcher.nowhere, "i");
  const text = matcher.text === undefined ? undefined : new RegExp(matcher.text, "i");
  const isMeant = (setting: Setting, scene: Scene): boolean => {
    if (names && !names(setting.name) && !(setting.target && pathsOf(setting.target, scene).some(names))) return false;
    if (matcher.named && !scene.isOf(matcher.named, setting.name)) return false;
    if (matcher.relations && !matcher.relations.includes(setting.relation)) return false;
    if (values && !wordsOf(setting.value, scene).some(values)) return false;
    if (text && !text.test(writtenText(setting.value, scene))) return false;
    if (under && !isUnder(setting, under, scene)) return false;
    if (among && !isAmong(setting, among, scene)) return false;
    if (isAround && !scene.isWithin(setting.scope, isAround)) return false;
    if (nowhere?.test(scene.text)) return false;
    if (matcher.shape === "other" && scene.flow.resolve(setting.value).kind === "object") return false;
    if (lacks && !isWithout(setting.value, lacks, scene)) return false;
    if (!isWithin(setting.value, matcher, scene.flow)) return false;
    return matcher.in === undefined || isIn(setting, matcher.in, scene);
  };
  const look = (setting: Setting, scene: Scene): Hit | undefined => {
    if (!isMeant(setting, scene)) return undefined;
    if (!matcher.holds) return hitAt(setting);
    const trail = scene.holds(setting.value, matcher.holds);
    return trail && hitAt(innerOf(setting.value), trail, saysValue(matcher.holds) ? literalsOf(setting.value) : []);
  };
  return (scene) => [
    ...scene.facts.settings.flatMap((setting) => look(setting, scene) ?? []),
    ...(names && values ? functionHits(names, values, scene) : []),
  ];
}

/** A literal is shown without its quotes. */
const innerOf = (value: Expression) => (value.kind === "constant" ? value.inner : value);

/** A function by its name: what is set to do something. */
const functionHits = (names: PathTest, values: PathTest, scene: Scene): Hit[] =>
  scene.facts.functions.flatMap((made) =>
    made.name !== undefined && names(made.name) && wordsOf(made, scene).some(values)
      ? [hitAt({ start: made.start, end: made.start + headOf(made) })]
      : [],
  );

const pathsOf = (target: Expression, scene: Scene): string[] => [
  scene.flow.pathOf(target),
  scene.flow.writtenPath(target),
];

function isWithout(value: Expression, lacks: PathTest, scene: Scene): boolean {
  const whole = scene.flow.resolve(value);
  return whole.kind === "object" && !whole.open && !whole.entries.some(({ name }) => lacks(name));
}

/** A function is shown by its beginning. */
const headOf = ({ start, end }: { start: number; end: number }): number => Math.min(end - start, 80);

/** Whether the setting belongs to a call of the table, or to what such a call made. */
function isIn(setting: Setting, table: string, scene: Scene): boolean {
  const { target } = setting;
  if (target?.kind === "member") {
    const path = scene.flow.pathOf(target.of);
    return scene.row(table, path) !== undefined || scene.row(table, path.replace(/\(\)$/, "")) !== undefined;
  }
  let owner: Call | Setting | undefined = ownerOf(setting, scene);
  for (let steps = 0; owner && steps < 6; steps++) {
    if ("callee" in owner) return scene.rowOf(table, owner) !== undefined;
    if (owner.target && scene.row(table, scene.flow.pathOf(owner.target))) return true;
    owner = handedTo(owner, scene) ?? ownerOf(owner, scene);
  }
  return false;
}

function isUnder(setting: Setting, names: PathTest, scene: Scene): boolean {
  const whole = scene.facts.owners.get(setting);
  if (whole?.kind !== "object") return false;
  const holder = scene.facts.holders.get(whole);
  if (!holder) return false;
  if (!("callee" in holder)) return names(holder.name);
  return holder.arguments.some(({ name, value }) => name !== undefined && value === whole && names(name));
}

/** Whether what it is part of has an entry of these names too. */
function isAmong(setting: Setting, names: PathTest, scene: Scene): boolean {
  const whole = scene.facts.owners.get(setting);
  if (!whole) return false;
  const others = whole.kind === "object" ? whole.entries : whole.arguments;
  return others.some(({ name, value }) => name !== undefined && value !== setting.value && names(name));
}

function ownerOf(setting: Setting, scene: Scene): Call | Setting | undefined {
  const owner = scene.facts.owners.get(setting);
  return owner?.kind === "object" ? scene.facts.holders.get(owner) : owner;
}

/** An object that a variable holds is handed to the call that takes the variable. */
function handedTo({ target, relation }: Setting, scene: Scene): Call | undefined {
  if (relation !== "assigned" || target?.kind !== "name") return undefined;
  return scene.facts.calls.find((call) => call.arguments.some(({ value }) => handsOver(value, target.name)));
}

const handsOver = (value: Expression, name: string): boolean =>
  value.kind === "other"
    ? value.parts.length === 1 && handsOver(value.parts[0]!, name)
    : value.kind === "name" && value.name === name;

/** A variable of the environment, and a literal where it is not set. */
export function fallbackMatch({ fallback }: Extract<Matcher, { fallback: string }>): Match {
  const sensitive = (value: Expression, scene: Scene): boolean => {
    const variable = scene.variableOf(value);
    return variable !== undefined && scene.isOf(fallback, variable);
  };
  const hit = (literal: Expression | undefined, scene: Scene): Hit[] => {
    const own = literal && scene.flow.resolve(literal);
    if (!literal || !own || !scene.isValue(own)) return [];
    return [
      hitAt(literal.kind === "constant" ? literal.inner : literal, own === literal ? [] : [own], literalsOf(own)),
    ];
  };
  return (scene) => [
    ...scene.facts.operations.flatMap(({ operator, operands }) => {
      if (operator !== "||" || !operands[0] || !read(operands[0]).some((part) => sensitive(part, scene))) return [];
      return hit(operands.at(-1), scene);
    }),
    ...scene.facts.calls.flatMap((call) => {
      const roles = scene.rowOf("falls-back", call);
      if (!roles) return [];
      const [of] = roles.of ?? [];
      const tried = typeof of === "number" ? call.arguments[of]?.value : receiverOf(call);
      const [at] = roles.fallback ?? [];
      const isRead = (part: Expression): boolean | undefined => sensitive(part, scene) || undefined;
      if (!tried || typeof at !== "number" || !scene.flow.find(tried, isRead)) return [];
      return hit(call.arguments[at]?.value, scene);
    }),
    ...scene.facts.settings.flatMap(({ value }) => {
      if (value.kind !== "choice" || !value.alternatives.some((part) => sensitive(part, scene))) return [];
      return value.alternatives.flatMap((part) => (part.kind === "constant" ? hit(part, scene) : []));
    }),
    ...scene.facts.settings.flatMap((setting) => {
      // A literal given after the variable was: by a condition, whichever way that is written.
      if (setting.relation !== "assigned" || setting.value.kind !== "constant" || !setting.target) return [];
      const { target } = setting;
      if (target.kind !== "name") return [];
      const before = scene.facts.settings.some(
        (other) =>
          other.end <= setting.start &&
          other.scope === setting.scope &&
          other.target?.kind === "name" &&
          other.target.name === target.name &&
          sensitive(other.value, scene),
      );
      return before ? hit(setting.value, scene) : [];
    }),
    ...scene.facts.calls.flatMap((call) => {
      const roles = scene.row("environment", scene.flow.pathOf(call.callee));
      const place = roles?.fallback?.[0];
      const isFallback = (name: string | undefined): boolean =>
        name === "default" || (name !== undefined && name === place);
      if (!sensitive(call, scene)) return [];
      return hit(
        call.arguments.find(({ name }) => isFallback(name))?.value ??
          (typeof place === "number" ? call.arguments[place]?.value : undefined),
        scene,
      );
    }),
  ];
}

const receiverOf = ({ callee }: Call): Expression | undefined => (callee.kind === "member" ? callee.of : undefined);

/** Through what only rewrites the variable: `process.env.A?.trim() || "b"`. */
const read = (value: Expression): readonly Expression[] => {
  if (value.kind === "operation") return value.operands.flatMap(read);
  return value.kind === "call" && value.callee.kind === "member" ? [value, value.callee.of] : [value];
};

const PARAMETER = /[?&]([\w.-]+)=$/;
const FORMATTED = /[?&]([\w.-]+)=(?:%[sv]|\{\w*\}|\$\{?\w)/;

/** An address with a value of such a name in its query. */
export function queryMatch({ query }: Extract<Matcher, { query: string }>): Match {
  return (scene) => [
    ...scene.facts.templates.flatMap((template) =>
      template.parts.some((part, at) => {
        const next = template.parts[at + 1];
        if (part.kind !== "constant" || !next || next.kind === "constant") return false;
        const name = (PARAMETER.exec(part.value) ?? FORMATTED.exec(part.value))?.[1];
        return name !== undefined && scene.isOf(query, name);
      })
        ? [hitAt(template)]
        : [],
    ),
    ...scene.facts.calls.flatMap((call) =>
      [call.callee.kind === "member" ? call.callee.of : undefined, ...call.arguments.map(({ value }) => value)].flatMap(
        (value) => {
          if (value?.kind !== "constant" || call.arguments.length === 0) return [];
          const name = FORMATTED.exec(value.value)?.[1];
          return name !== undefined && scene.isOf(query, name) ? [hitAt(call)] : [];
        },
      ),
    ),
  ];
}

/** What is read by one of these paths. */
export function pathMatch({ path, named }: Extract<Matcher, { path: readonly string[] }>): Match {
  const test = pathTest(path);
  return (scene) =>
    scene.facts.members.flatMap((member) =>
      (!named || scene.isOf(named, member.name)) && test(scene.flow.pathOf(member)) ? [hitAt(member)] : [],
    );
}

/** A function of such a name that returns such a value. */
export function returnsMatch({ returns, holds }: Extract<Matcher, { returns: string }>): Match {
  return (scene) =>
    scene.facts.functions.flatMap((made) => {
      const name = made.name ?? scene.facts.settings.find(({ value }) => value === made)?.name;
      if (name === undefined || !scene.isOf(returns, name)) return [];
      for (const value of made.returns) {
        const trail = scene.holds(value, holds);
        if (trail) return [hitAt(value, trail)];
      }
      return [];
    });
}

/** A function of such a name in which nothing of the kind is called or read. */
export function definitionMatch({ defines, without, nowhere }: DefinitionMatcher): Match {
  const [isMeant, found] = [new RegExp(defines, "i"), new RegExp(without, "i")];
  const other = nowhere === undefined ? undefined : new RegExp(nowhere, "i");
  return (scene) => {
    const { functions, members } = scene.facts;
    if (other && functions.some(({ name = "" }) => other.test(name))) return [];
    return functions.flatMap((made) => {
      if (made.name === undefined || made.empty || !isMeant.test(made.name)) return [];
      if (members.some(({ start, end, name }) => start >= made.start && end <= made.end && found.test(name))) return [];
      return [hitAt({ start: made.start, end: made.start + headOf(made) })];
    });
  };
}
