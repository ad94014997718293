/** Drops values that somebody wrote to stand for a token: `<your-token>`, `xxxx`, `changeme`, `abcdef123456`. */
import { overlaps } from "../document.ts";
import type { Verdict } from "../finding.ts";
import { type Case, doubt, drop, holdsSeries, type Judge, TYPED_KEY } from "./judge.ts";

const FILLED_IN = /(?:^|[-_])[xX]{3,}$|^<[^>]*>$|^\[[^\]]*\]$|^\{[^}]*\}$|^\.{2,}$|^[*•xX#?_.-]{3,}$/;
/** A piece of a rule's example (rules/README.md, "Templates"). */
const TEMPLATE = /\{(?:[A-Za-z0-9]+|\[[^\]]+\]):\d+(?:-\d+)?\}|\{uuid\}|\{jwt\}/g;
/** How far such a piece may reach out of the value, in UTF-16 code units. */
const TEMPLATE_REACH = 40;

function standsInTemplate({ document: { text }, suspicion: { span } }: Case): boolean {
  const from = Math.max(0, span.start - TEMPLATE_REACH);
  const around = text.slice(from, span.end + TEMPLATE_REACH);
  // A value may end where the piece begins: braces end bare words.
  const touching = { start: span.start - 1, end: span.end + 1 };
  return Array.from(around.matchAll(TEMPLATE)).some(({ index, 0: piece }) =>
    overlaps({ start: from + index, end: from + index + piece.length }, touching),
  );
}

const WORDS =
  /your[-_ ]?(?:own|api|token|key|secret|password|access|client|account|project|org)|(?:^|[-_ ])(?:your|my)[-_ ]|placeholder|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)|insert[-_ ]|todo|fixme|dummy|sample|example|redacted|censored|not[-_ ]?(?:a[-_ ]?)?real|some[-_ ]?(?:api|token|key|secret|password)|goes[-_ ]?here|to[-_ ]?be[-_ ]?(?:set|filled|replaced)|fake|foobar|lorem/i;
const MASK = /([*•xX.])\1{4,}/;
const ONE_CHARACTER = /(.)\1{7,}/;
const SPELLED = /deadbeef(?:deadbeef|cafe)/i;
/** `a1b2c3d4...`: shortened for the reader. */
const SHORTENED = /(?:\.{3}|\u2026)$/;

/** A run of the placeholder's words proves it only where it makes up most of the value: real tokens hold chance words. */
function mostlyWords(value: string): boolean {
  const match = WORDS.exec(value);
  return match !== null && (match[0].length * 4 >= value.length || /^[A-Za-z_ .-]+$/.test(value));
}

/** Some formats hold a long run of one character by nature, so a run proves nothing unless it is most of the value. */
const mostlyOneCharacter = (value: string): boolean =>
  (ONE_CHARACTER.exec(value)?.[0].length ?? 0) * 2.5 >= value.length;

const repeats = (value: string): boolean => /^(.{1,8}?)\1{2,}.{0,7}$/.test(value);

/** In values as long as this a series may be chance, in UTF-16 code units. */
const LONG = 48;

/** In the very format of an issuer it may be somebody's test double, and as well a token changed for a document. Long ones are keys that somebody typed: weak, and in use. */
function seriesIn({ value, generic, suspicion: { rule, confidence } }: Case): Verdict | undefined {
  const own = !generic && rule.breadth === 0;
  if (own && confidence === "high") return doubt("placeholder", "it holds a series of characters");
  return own || value.length >= TYPED_KEY ? undefined : drop("placeholder", "it is a series of characters");
}

/** A URL's host that nobody can own (RFC 2606), right behind its password. */
const RESERVED_HOST = /^@(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu)|example|test|invalid)(?![\w-])/;
/** Passwords shorter than this are only made for the sentence, in UTF-16 code units. */
const SHORT = 6;

const isAtReservedHost = ({ document: { text }, suspicion: { span, judged = span } }: Case): boolean =>
  RESERVED_HOST.test(text.slice(judged.end, judged.end + 80));

export const placeholder: Judge = (suspected) => {
  const {
    value,
    suspicion: { rule },
  } = suspected;
  const prefixed = rule.trigger.kind === "anchor" && rule.breadth === 0;
  if (!prefixed && FILLED_IN.test(value)) return drop("placeholder", "it is a place to fill in");
  if (standsInTemplate(suspected)) return drop("placeholder", "it is a template of an example");
  if (MASK.test(value) || mostlyOneCharacter(value))
    return drop("placeholder", "it is masked or made of one character");
  if (repeats(value)) return drop("placeholder", "it repeats itself");
  if (SHORTENED.test(value)) return drop("placeholder", "it is shortened");
  if (SPELLED.test(value)) return drop("placeholder", "it spells words in hexadecimal digits");
  if (holdsSeries(value) && value.length < LONG) return seriesIn(suspected);
  if (value.length < SHORT && isAtReservedHost(suspected))
    return drop("placeholder", "its host is reserved for examples");
  if (mostlyWords(value)) return drop("placeholder", "its words say that it stands for a token");
  return undefined;
};
