/** Drops values of generic rules that are an identifier or a key by another name: `password: "passwordField"`. */
import { segmentsOf } from "../names.ts";
import { drop, type Judge } from "./judge.ts";

export const words: Judge = ({ generic, suspicion, value }) => {
  if (!generic) return undefined;
  if (suspicion.name && segmentsOf(value).join("") === segmentsOf(suspicion.name).join("")) {
    return drop("words", "it repeats the name that it is given to");
  }
  return undefined;
};
