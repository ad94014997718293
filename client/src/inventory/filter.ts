/** Which tokens a filter leaves: those that every word of it applies to; `key:value` asks for one fact, any other word for any. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";
import { daysUntil } from "./dates.ts";

/** @param filter words in any order and case, quoted where they hold spaces; an empty one leaves all */
export function matches(token: ProtocolToken, filter: string): boolean {
  return wordsOf(filter).every((word) => applies(word, token));
}

/** A word of the filter that asks for one fact. */
export const fact = (key: FactKey, value: string): string => {
  const word = `${key}:${value}`;
  return /[\s"]/.test(word) ? `"${word.replaceAll('"', "")}"` : word;
};

function wordsOf(filter: string): string[] {
  return Array.from(filter.toLowerCase().matchAll(/"([^"]*)"?|\S+/g), ([word, quoted]) => quoted ?? word);
}

type Ask = (token: ProtocolToken, value: string) => boolean;

const asks = {
  severity: (token, value) => token.severity === value,
  confidence: (token, value) => token.confidence === value,
  state: (token, value) => token.state === value,
  issuer: (token, value) => token.issuer.toLowerCase() === value,
  rule: (token, value) => token.ruleId.includes(value),
  path: (token, value) => token.places.some(({ path }) => path.toLowerCase().includes(value)),
  folder: (token, value) =>
    token.places.some(({ path }) => (value === "." ? !path.includes("/") : path.toLowerCase().startsWith(`${value}/`))),
  owner: (token, value) => token.owner?.toLowerCase() === value,
  environment: (token, value) => token.environments?.some((name) => name.toLowerCase() === value) ?? false,
  scope: (token, value) => token.scope?.toLowerCase() === value,
  pci: (token, value) => token.pciDss.includes(value),
  /** In days: `age:>365`, `age:<30`, `age:30..90`. */
  age: ({ ageDays }, value) => ageDays !== undefined && isWithin(ageDays, value),
  /** In days from now, less than none where it has expired. */
  expires: ({ expires }, value) => expires !== undefined && isWithin(daysUntil(expires), value),
  is: ({ overdue, inHistory, tracked, due }, value) =>
    (value === "due" && due === true) ||
    (value === "overdue" && overdue === true) ||
    (value === "tracked" && tracked === true) ||
    (value === "history" && inHistory === true),
} satisfies Readonly<Record<string, Ask>>;

type FactKey = keyof typeof asks;

function applies(word: string, token: ProtocolToken): boolean {
  const at = word.indexOf(":");
  const ask: Ask | undefined = Object.hasOwn(asks, word.slice(0, at)) ? asks[word.slice(0, at) as FactKey] : undefined;
  if (at > 0 && ask) return ask(token, word.slice(at + 1));
  return factsOf(token).join("\n").toLowerCase().includes(word);
}

/** @param asked `>n`, `<n`, `n..m` (with n, without m) or `n` */
function isWithin(days: number, asked: string): boolean {
  const [, sign, first, last] = /^([<>]?)(-?\d+)(?:\.\.(-?\d+))?$/.exec(asked) ?? [];
  if (first === undefined) return false;
  const limit = Number(first);
  if (last !== undefined) return days >= limit && days < Number(last);
  return sign === "<" ? days < limit : sign === ">" ? days > limit : days === limit;
}

function factsOf(token: ProtocolToken): string[] {
  const { title, issuer, ruleId, masked, severity, confidence, state, owner, scope, environments, places } = token;
  const known = [title, issuer, ruleId, masked, severity, confidence, state, owner, scope, ...(environments ?? [])];
  return [...known.filter((said) => said !== undefined), ...places.map(({ path }) => path)];
}
