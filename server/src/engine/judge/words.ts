/** Drops values of generic rules that are an identifier or a key by another name: `password: "passwordField"`. */
import { segmentsOf } from "../detect/names.ts";
import { drop, type Judge } from "./judge.ts";

const IDENTIFIER = /^[A-Za-z][a-z]*(?:[A-Z][a-z]+)+$|^[a-z]+(?:[-_. ][a-z]+)+$|^[A-Z]+(?:_[A-Z]+)+$|^[A-Za-z]+$/;

export const words: Judge = ({ generic, suspicion, value }) => {
  if (!generic) return undefined;
  if (suspicion.name && segmentsOf(value).join("") === segmentsOf(suspicion.name).join("")) {
    return drop("words", "it repeats the name that it is given to");
  }
  if (IDENTIFIER.test(value)) return drop("words", "it is made of words alone");
  return undefined;
};
