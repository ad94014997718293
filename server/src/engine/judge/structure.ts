/** Drops values whose structure says what they are, and that it is no token: paths, addresses, sentences, identifiers, versions. */
import { type Case, drop, type Judge } from "./judge.ts";

const WORD_OF_LANGUAGE =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|string|number|boolean|bool|int|str|bytes|text|object|any|void|self|this|optional|function|something|anything|same-origin|include|omit)$/i;

const shapes: readonly (readonly [RegExp, string])[] = [
  [/\\u(?!00[0-7])[0-9a-fA-F]{4}|[^\0-\x7f]\p{L}|\p{L}[^\0-\x7f]/u, "it is text in a human language"],
  [
    /^\$\w+\$rounds=|^\$(?:1|2[abxy]?|5|6|7|y|argon2\w*|pbkdf2[\w-]*|scrypt|apr1)\$|^\{(?:CRYPT|S?SHA\d*|S?MD5|PBKDF2)|^(?:pbkdf2|argon2|bcrypt|scrypt)[\w:]*\$/i,
    "it is a hash of a password",
  ],
  [
    /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+) |-----BEGIN (?:\w+ )*(?:PUBLIC KEY|CERTIFICATE)|^AAAA(?:[BC]3Nza|E2VjZHNh|I3Nr|InNr)/,
    "it is a public key or certificate",
  ],
  [
    /^(?=.*abcdefghijklmnopqrstuvwxyz)(?=.*ABCDEFGHIJKLMNOPQRSTUVWXYZ)(?=.*(?:0123456789|1234567890))/,
    "it is an alphabet",
  ],
  [/^<?!?\[CDATA\[/, "it is markup"],
  [/^x(?:-[a-z]+){2,}$/i, "it is the name of a header"],
  // A NATS nkey's first letter tells its kind, S that it is a seed.
  [/^[ACNOUX][A-Z2-7]{55}$/, "it is a public key"],
  [/^(?:sha(?:1|256|384|512)|md5)[-:=]|^SCRAM-SHA-\d+\$/i, "it is a hash"],
  [/^(?=.{64})(?:.*?\\x[0-9a-fA-F]{2}){4}/s, "it is data in bytes"],
  [/^(?=[^/]*\/)(?=[^*]*\*)[\w./*-]+$/, "it is a pattern of paths"],
  [/^[A-Za-z]+(?:[ \t]+[A-Za-z,.'!?()-]+){2,}[.!?]?$/, "it is a sentence"],
  [WORD_OF_LANGUAGE, "it is a word of the language"],
  [
    /^(?:base-?(?:16|32|58|64)(?:url)?|utf-?(?:8|16|32)\w*|ascii|latin-?1|iso-8859-\d+|sha-?(?:1|2|3|\d{3})|md[45]|[hrep]s(?:256|384|512)|aes-?(?:128|192|256)[\w-]*|argon2(?:id?|d)?|pbkdf2|x509|pkcs-?\d+|ed25519|p-?(?:256|384|521)|oauth[12]|ipv[46])[$]*$/i,
    "it names an algorithm or an encoding",
  ],
  [/^[a-z_]+(?::[\w,./-]*)?(?:\|[a-z_]+(?::[\w,./-]*)?)+$/, "it is a list of what a value must be"],
  [/^--?[A-Za-z][\w-]*=?$/, "it is a flag of a command"],
  [/^[a-z_]+(?:\.[A-Za-z_]{2}\w*)+$/, "it is the dotted name of a thing in code"],
  [/^(?:https?|wss?|ftp|file|git|ssh):\/\/[^@\s]*$/i, "it is an address without credentials"],
  [/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w./\\ -]+$|^[\w-]+(?:\/[\w.-]+)+\.[a-z]{1,5}$/, "it is a path"],
  [/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/, "it is an e-mail address"],
  [/^v?\d+(?:\.\d+){1,3}(?:[-+][\w.]+)?$/, "it is a version"],
  [/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]+)?$/, "it is a date"],
  [/^(?:[a-z]+\/[a-z0-9.+-]+)(?:;.*)?$/, "it is a media type"],
  [/^-?\d{1,15}(?:\.\d+)?$/, "it is a number"],
  [/^#[0-9a-fA-F]{3,8}$|^0x[0-9a-fA-F]{1,16}$/, "it is a number or colour"],
  [
    /^\*?\.[a-z]{2,5}$|^[\w-]+\.(?:txt|json|ya?ml|pem|key|crt|cer|pub|p12|pfx|jks|env|conf|cfg|ini|xml|html?|js|ts|py|rb|go|java|sh|md|log)$/i,
    "it is a file name",
  ],
];

const EXPRESSION = /^[\w$.:>[\]-]+\(|^[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)+$|^\w+\[/;

const PATTERN = /\[\^|\[[^\]]*\w-\w[^\]]*\]|\\[sSdDwWb][*+?){]|\(\?[:=!<]/;

/** Between the backticks of a document stands code; what stands between two pieces of code is its text. */
const isBetweenCode = ({ value, form, suspicion: { quote } }: Case): boolean =>
  quote === "`" && form !== "code" && /[ \t]/.test(value);

/** `{"name": x`: the first string of an object is a key. */
const isKey = ({ document: { text }, suspicion: { span, quote } }: Case): boolean =>
  quote?.length === 1 &&
  /^["'`]\s*:(?!:)/.test(text.slice(span.end, span.end + 40)) &&
  /[{,]\s*["'`]$/.test(text.slice(Math.max(0, span.start - 40), span.start));

/** What stands before a value, as far as it tells what the value is for, in UTF-16 code units. */
const BEFORE = 60;
const before = ({ document: { text }, suspicion: { span } }: Case): string =>
  text.slice(Math.max(0, span.start - BEFORE), span.start);

/** `form.get("totp")`, `localStorage.getItem("session")`. */
const LOOKED_UP = /\.(?:get|getlist|get_?item|pop|fetch|lookup|find|has|remove_?item|delete)\(\s*[bru]?["'`]$/i;
const PUBLIC_KEY = /\bpublic[ _-]?key["'`]?\s*[:=]\s*["'`]?$/i;
/** Strings on lines of their own are a list; a name and its value are arguments on one. */
const IN_LIST = /["'`],[ \t]*\r?\n\s*["'`]$/;
/** Between two literals stands code: `"a" + f(x) + "b"` read from the wrong quote on. */
const CODE = /^["'`]?(?:\s*\+\s*\w|[;)}\],]+.*[({=])/s;
/** Of a call's arguments the first says how: `normalize("NFKC", password)`. */
const FIRST_ARGUMENT = /\w\(\s*[bru]?["'`]$/i;
const isFirstArgument = (suspected: Case): boolean =>
  suspected.suspicion.relation === "assigned" &&
  FIRST_ARGUMENT.test(before(suspected)) &&
  /^["'`]\s*,/.test(suspected.document.text.slice(suspected.suspicion.span.end, suspected.suspicion.span.end + 20)) &&
  suspected.rarity() < RANDOM;

/** So random a value is a value wherever it stands. */
const RANDOM = 0.9;

const contexts: readonly (readonly [(suspected: Case) => boolean, string])[] = [
  [({ suspicion: { name = "" } }) => /\w@\w/.test(name), "its name is part of an address"],
  [isBetweenCode, "it is text between pieces of code"],
  [isKey, "it is the key of a value"],
  [(suspected) => PUBLIC_KEY.test(before(suspected)), "it is a public key"],
  [isFirstArgument, "it is the first of a call's arguments"],
  // Of an address that is fetched the password is judged.
  [
    (suspected) => !suspected.suspicion.judged && LOOKED_UP.test(before(suspected)),
    "it is what something is looked up by",
  ],
  [
    (suspected) => suspected.suspicion.relation === "argument" && IN_LIST.test(before(suspected)),
    "it is one of a list",
  ],
  [({ form, value, suspicion: { quote } }) => form === "code" && !!quote && CODE.test(value), "it is code"],
];

export const structure: Judge = (suspected) => {
  const { generic, value, suspicion } = suspected;
  if ((generic || suspicion.rule.chosen) && PATTERN.test(value)) return drop("structure", "it is a pattern");
  if (!generic && !suspicion.rule.chosen) return undefined;
  const context = contexts.find(([holds]) => holds(suspected));
  if (context) return drop("structure", context[1]);
  if (suspicion.rule.chosen && WORD_OF_LANGUAGE.test(value)) return drop("structure", "it is a word of the language");
  if (!generic) return undefined;
  if (suspicion.quote === undefined && EXPRESSION.test(value)) return drop("structure", "it is an expression");
  const shape = shapes.find(([regex]) => regex.test(value));
  return shape && drop("structure", shape[1]);
};
