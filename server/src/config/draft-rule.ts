/** Drafts a rule from one value: what of it is fixed becomes the pattern's beginning, what is random becomes classes. The value itself stays out. */

/** A value's fixed beginning: words and joints, before what looks random. */
const PREFIX = /^(?:(?:[a-z]{2,10}|[A-Z]{2,10})[-_.:]){1,3}/;
/** Random parts, each with what joins it to the next. */
const PART = /[A-Za-z0-9]+|[^A-Za-z0-9]+/g;

interface Class {
  /** In a template of examples. */
  readonly name: string;
  /** In a pattern. */
  readonly set: string;
  readonly test: RegExp;
}

/** The narrowest first. */
const classes: readonly Class[] = [
  { name: "digit", set: "[0-9]", test: /^[0-9]+$/ },
  { name: "hex", set: "[0-9a-f]", test: /^[0-9a-f]{8,}$/ },
  { name: "loweralnum", set: "[a-z0-9]", test: /^[a-z0-9]+$/ },
  { name: "upperalnum", set: "[A-Z0-9]", test: /^[A-Z0-9]+$/ },
  { name: "alnum", set: "[A-Za-z0-9]", test: /./ },
];

/**
 * @param value as it stands in the code, without its quotes
 * @param issuer in kebab-case; becomes part of the id and the name that the fix offers
 * @returns a rule file, YAML; undefined where the value has no beginning of its own to find it by
 */
export function draftRule(value: string, issuer: string): string | undefined {
  const prefix = PREFIX.exec(value)?.[0] ?? "";
  const rest = value.slice(prefix.length);
  if (prefix.length < 3 || prefix.length > rest.length || rest.length < 8 || rest.length > 200) return undefined;
  const parts = isBase64url(rest) ? [whole(rest.length)] : [...rest.matchAll(PART)].map(([part]) => partOf(part));
  const pattern = parts.map(({ regex }) => regex).join("");
  const template = parts.map(({ minted }) => minted).join("");
  const first = parts[0]!;
  const short = [first.short, ...parts.slice(1).map(({ minted }) => minted)].join("");
  const name = `${issuer.toUpperCase().replaceAll("-", "_")}_KEY`;
  return `rules:
  - id: token/${issuer}-key
    title: ${issuer} key
    issuer: ${issuer}
    risk: Whoever holds it acts as the account.
    severity: error
    confidence: high
    keywords: ['${prefix.toLowerCase()}']
    pattern: '\\b${escaped(prefix)}${pattern}${isBase64url(rest) ? "" : "\\b"}'
    env: ${name}
    sources: [https://example.org/where-the-format-is-described]
    examples:
      - 'key = "[[${prefix}${template}]]"'
      - '${name}=[[${prefix}${template}]]'
    nonExamples:
      - '${prefix}${short}'
      - '${prefix}<your-key>'
`;
}

/** Joints at random are part of the value's letters, and not of its form. */
function isBase64url(rest: string): boolean {
  if (!/^[\w-]+$/.test(rest) || !/[-_]/.test(rest)) return false;
  const lengths = rest.split(/[-_]/).map(({ length }) => length);
  return lengths.length > 3 || lengths.some((length) => length < 4);
}

const whole = (length: number) => ({
  regex: `[\\w-]{${length}}`,
  minted: `{base64url:${length}}`,
  short: `{base64url:${length - 1}}`,
});

function partOf(part: string): { regex: string; minted: string; short: string } {
  if (!/[A-Za-z0-9]/.test(part)) return { regex: escaped(part), minted: part, short: part };
  const { name, set } = classes.find(({ test }) => test.test(part))!;
  const short = `{${name}:${Math.max(part.length - 1, 1)}}`;
  return { regex: `${set}{${part.length}}`, minted: `{${name}:${part.length}}`, short };
}

const escaped = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replaceAll("\\/", "/")
    .replaceAll("'", "''");
