/** Drops values whose structure says what they are, and that it is no token: paths, addresses, sentences, identifiers, versions. */
import { drop, type Judge } from "./judge.ts";

const shapes: readonly (readonly [RegExp, string])[] = [
  [/\\u(?!00[0-7])[0-9a-fA-F]{4}|[^\0-\x7f]\p{L}|\p{L}[^\0-\x7f]/u, "it is text in a human language"],
  [
    /^\$\w+\$rounds=|^\$(?:1|2[abxy]?|5|6|7|y|argon2\w*|pbkdf2[\w-]*|scrypt|apr1)\$|^\{(?:CRYPT|S?SHA\d*|S?MD5|PBKDF2)|^(?:pbkdf2|argon2|bcrypt|scrypt)[\w:]*\$/i,
    "it is a hash of a password",
  ],
  [
    /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+) |-----BEGIN (?:\w+ )*(?:PUBLIC KEY|CERTIFICATE)|^AAAA[BC]3Nza/,
    "it is a public key or certificate",
  ],
  [
    /^(?=.*abcdefghijklmnopqrstuvwxyz)(?=.*ABCDEFGHIJKLMNOPQRSTUVWXYZ)(?=.*(?:0123456789|1234567890))/,
    "it is an alphabet",
  ],
  [/^<?!?\[CDATA\[/, "it is markup"],
  [/^x(?:-[a-z]+){2,}$/i, "it is the name of a header"],
  [/^(?:sha(?:1|256|384|512)|md5)[-:=]/i, "it is a hash"],
  [/^[A-Za-z]+(?:[ \t]+[A-Za-z,.'!?()-]+){2,}[.!?]?$/, "it is a sentence"],
  [
    /^(?:true|false|null|nil|none|undefined|yes|no|on|off|string|number|boolean|bool|int|str|bytes|text|object|any|void|self|this|optional|function|something|anything|same-origin|include|omit)$/i,
    "it is a word of the language",
  ],
  [
    /^(?:base-?(?:16|32|58|64)(?:url)?|utf-?(?:8|16|32)\w*|sha-?(?:1|2|3|\d{3})|md[45]|[hrep]s(?:256|384|512)|aes-?(?:128|192|256)[\w-]*|argon2(?:id?|d)?|pbkdf2|x509|pkcs-?\d+|ed25519|p-?(?:256|384|521)|oauth[12]|ipv[46])$/i,
    "it names an algorithm or an encoding",
  ],
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

export const structure: Judge = ({ generic, value, suspicion }) => {
  if ((generic || suspicion.rule.chosen) && PATTERN.test(value)) return drop("structure", "it is a pattern");
  if (!generic) return undefined;
  if (suspicion.quote === undefined && EXPRESSION.test(value)) return drop("structure", "it is an expression");
  const shape = shapes.find(([regex]) => regex.test(value));
  return shape && drop("structure", shape[1]);
};
