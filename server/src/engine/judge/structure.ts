/** Drops values whose structure says what they are, and that it is no token: paths, addresses, sentences, identifiers, versions. */
import { drop, type Judge } from "./judge.ts";

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^[A-Za-z]+(?:[ \t]+[A-Za-z,.'!?()-]+){2,}[.!?]?$/, "it is a sentence"],
  [/^(?:true|false|null|nil|none|undefined|yes|no|on|off|string|number|boolean|bool|int|str|bytes|text|object|any|void|self|this|optional)$/i, "it is a word of the language"],
  [/^(?:https?|wss?|ftp|file|git|ssh):\/\/[^@\s]*$/i, "it is an address without credentials"],
  [/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w./\\ -]+$|^[\w-]+(?:\/[\w.-]+)+\.[a-z]{1,5}$/, "it is a path"],
  [/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/, "it is an e-mail address"],
  [/^v?\d+(?:\.\d+){1,3}(?:[-+][\w.]+)?$/, "it is a version"],
  [/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]+)?$/, "it is a date"],
  [/^(?:[a-z]+\/[a-z0-9.+-]+)(?:;.*)?$/, "it is a media type"],
  [/^-?\d+(?:\.\d+)?$/, "it is a number"],
  [/^#[0-9a-fA-F]{3,8}$/, "it is a colour"],
  [/^[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)+(?:\(.*)?$/, "it is an expression"],
  [/^[A-Za-z_$][\w$.]*\(.*$/, "it is a call"],
];

export const structure: Judge = ({ generic, value }) => {
  if (!generic) return undefined;
  const shape = shapes.find(([regex]) => regex.test(value));
  return shape && drop("structure", shape[1]);
};
