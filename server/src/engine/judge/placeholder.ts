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

/** The issuer's own literal stands in it. */
const hasOwnPrefix = ({ suspicion: { rule } }: Case): boolean => rule.trigger.kind === "anchor" && rule.breadth === 0;

/** In values as long as this a series may be chance, in UTF-16 code units. */
const LONG = 48;

/** In the very format of an issuer it may be somebody's test double, and as well a token changed for a document. Long ones are keys that somebody typed: weak, and in use. */
function seriesIn({ value, generic, suspicion: { rule, confidence } }: Case): Verdict | undefined {
  const own = !generic && rule.breadth === 0;
  // A checksum tells by itself whether the value is made up; the same ground counts once.
  if (own && confidence === "high")
    return rule.checksum ? undefined : doubt("placeholder", "it holds a series of characters");
  return own || value.length >= TYPED_KEY ? undefined : drop("placeholder", "it is a series of characters");
}

/** The shortest piece that is typed again and again to fill a format, in UTF-16 code units; shorter ones are masks. */
const TYPED_PIECE = /^(.{5,8}?)\1{2,}.{0,7}$/;

/** What is dull behind an issuer's own prefix has the very format: a mask is written in crosses, a test double or a changed token in anything. */
function dullIn(suspected: Case): Verdict | undefined {
  const { value, generic, suspicion } = suspected;
  if (MASK.test(value)) return drop("placeholder", "it is masked or made of one character");
  const sure = hasOwnPrefix(suspected) && suspicion.confidence === "high";
  if (mostlyOneCharacter(value))
    return sure
      ? doubt("placeholder", "it holds a long run of one character")
      : drop("placeholder", "it is masked or made of one character");
  if (SPELLED.test(value))
    return sure
      ? doubt("placeholder", "it spells words in hexadecimal digits")
      : drop("placeholder", "it spells words in hexadecimal digits");
  if (!repeats(value)) return undefined;
  if (sure) return doubt("placeholder", "it repeats itself");
  return !generic && TYPED_PIECE.test(value) ? seriesIn(suspected) : drop("placeholder", "it repeats itself");
}

/** A URL's host that nobody can own (RFC 2606), right behind its password. */
const RESERVED_HOST = /^@(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu)|example|test|invalid)(?![\w-])/;
/** Passwords shorter than this are only made for the sentence, in UTF-16 code units. */
const SHORT = 6;

const isAtReservedHost = ({ document: { text }, suspicion: { span, judged = span } }: Case): boolean =>
  RESERVED_HOST.test(text.slice(judged.end, judged.end + 80));

export const placeholder: Judge = (suspected) => {
  const { value } = suspected;
  if (!hasOwnPrefix(suspected) && FILLED_IN.test(value)) return drop("placeholder", "it is a place to fill in");
  if (standsInTemplate(suspected)) return drop("placeholder", "it is a template of an example");
  const dull = dullIn(suspected);
  if (dull?.outcome === "drop") return dull;
  if (SHORTENED.test(value)) return drop("placeholder", "it is shortened");
  if (mostlyWords(value)) return drop("placeholder", "its words say that it stands for a token");
  if (dull) return dull;
  if (holdsSeries(value) && value.length < LONG) return seriesIn(suspected);
  if (value.length < SHORT && isAtReservedHost(suspected))
    return drop("placeholder", "its host is reserved for examples");
  return undefined;
};
