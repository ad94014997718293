/** What a call is given besides its plain arguments: by name, in objects, by calls of its chain, by what is set on what it made. */
import type { Call, Expression, FunctionFact } from "../../read/facts.ts";
import type { Scene } from "./scene.ts";
import type { Option } from "./uses.ts";

export function optionsOf(call: Call, scene: Scene): readonly Option[] {
  return scene.kept(call, () => [...given(call, scene), ...chained(call, scene), ...set(call, scene)]);
}

function given(call: Call, scene: Scene): Option[] {
  return call.arguments.flatMap(({ name, value }) => {
    const inside = [
      ...entriesOf(value, scene, 0),
      ...(value.kind === "name" ? setOn(value.name, scene) : []),
      ...(value.kind === "function" ? setIn(value, scene) : []),
    ];
    return name === undefined ? inside : [{ name, value, at: value }, ...inside];
  });
}

/** The entries of an object and of the objects in it. */
function entriesOf(value: Expression, scene: Scene, depth: number): Option[] {
  const whole = scene.flow.resolve(spread(value));
  if (whole.kind === "call")
    return depth < 2 && whole.arguments.some(({ name }) => name !== undefined) ? namedOf(whole, scene, depth) : [];
  if (whole.kind !== "object" || depth > 2) return [];
  return whole.entries.flatMap((entry) => [
    { name: entry.name, value: entry.value, at: entry },
    ...entriesOf(entry.value, scene, depth + 1),
  ]);
}

/** What is unpacked into the arguments: `**options`, `...options`. */
const spread = (value: Expression): Expression =>
  value.kind === "other" && value.parts.length === 1 ? value.parts[0]! : value;

const namedOf = (call: Call, scene: Scene, depth: number): Option[] =>
  call.arguments.flatMap(({ name, value }) => [
    ...(name === undefined ? [] : [{ name, value, at: value }]),
    ...entriesOf(value, scene, depth + 1),
  ]);

/** The calls that its receiver came from, and those that are made on what it gives. */
function chained(call: Call, scene: Scene): Option[] {
  return [...before(call, scene), ...behind(call, scene)].flatMap((link) => {
    const name = link.callee.kind === "member" ? link.callee.name : link.callee.kind === "name" ? link.callee.name : "";
    const [first] = link.arguments;
    return [{ name, value: first?.value, at: link }, ...namedByText(link), ...given(link, scene)];
  });
}

const LONGEST = 24;

function before(call: Call, scene: Scene): Call[] {
  const links: Call[] = [];
  let { callee } = call;
  while (callee.kind === "member" && links.length < LONGEST) {
    const of = scene.flow.resolve(callee.of);
    if (of.kind !== "call") break;
    links.push(of);
    callee = of.callee;
  }
  return links;
}

function behind(call: Call, scene: Scene): Call[] {
  const links: Call[] = [];
  for (let next = scene.callBehind(call); next && links.length < LONGEST; next = scene.callBehind(next))
    links.push(next);
  return links;
}

/** What is called or set on the variable that holds what the call made. */
function set(call: Call, scene: Scene): Option[] {
  const target = scene.uses.targets.get(call);
  return target?.kind === "name" || target?.kind === "member" ? setOn(target.name, scene) : [];
}

/** `.header("Authorization", a)` gives a under that name. */
function namedByText(link: Call): Option[] {
  const [key, given] = link.arguments;
  if (key?.value.kind !== "constant" || key.value.type !== "text" || !given) return [];
  return [{ name: key.value.value, value: given.value, at: link }];
}

/** What a function that is handed over sets: `.apply { secure = true }`, `o => { o.secure = true }`. */
const setIn = (made: FunctionFact, scene: Scene): Option[] =>
  scene.facts.settings
    .filter(({ scope, relation }) => scope === made && relation === "assigned")
    .map((setting) => ({ name: setting.name, value: setting.value, at: setting }));

function setOn(name: string, scene: Scene): Option[] {
  const calls = (scene.uses.callsOn.get(name) ?? []).map(
    (other): Option => ({
      name: other.callee.kind === "member" ? other.callee.name : "",
      value: other.arguments[0]?.value,
      at: other,
    }),
  );
  const members = (scene.uses.setOn.get(name) ?? []).map((other) => ({
    name: other.name,
    value: other.value,
    at: other,
  }));
  return [...calls, ...members];
}
