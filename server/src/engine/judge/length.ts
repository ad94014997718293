/** Drops values of generic rules that are too short to be a token of their kind. */
import type { NameClass } from "../rule.ts";
import { drop, type Judge } from "./judge.ts";

const shortest: Readonly<Record<NameClass, number>> = { password: 4, token: 6, key: 8 };

export const length: Judge = ({ suspicion: { rule }, value }) =>
  rule.trigger.kind === "name" && value.length < shortest[rule.trigger.nameClass]
    ? drop("length", "it is too short")
    : undefined;
