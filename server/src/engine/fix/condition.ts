/** Circumstances of a place in a text, and whether a condition of rules/references.yml holds there. */
import type { ConditionData, ReasonData, SignData } from "./data.ts";

export interface Sign {
  readonly file: string;
  readonly text: RegExp;
  readonly call: boolean;
}

/** A condition with its patterns compiled; all that is given must hold. */
export interface Condition {
  readonly forms?: readonly string[];
  readonly bracket?: string;
  readonly patterns: readonly { readonly on: keyof Circumstances; readonly regex: RegExp; readonly holds: boolean }[];
  readonly files?: readonly Sign[];
}

export interface Reason extends Condition {
  readonly reason: string;
}

/** What is known of a place; absent strings are not known, and conditions on them do not hold. */
export interface Circumstances {
  readonly form?: string;
  readonly bracket?: string;
  readonly before?: string;
  readonly after?: string;
  readonly beforeBracket?: string;
  readonly inside?: string;
  readonly keys?: string;
  readonly path: string;
  readonly text: string;
  /** Looks a sign up; absent before the files are read. */
  readonly has?: (sign: Sign) => boolean;
}

export const compileSign = ({ file, text, call }: SignData): Sign => ({
  file,
  text: new RegExp(text, "m"),
  call: call ?? false,
});

export function compileCondition(data: ConditionData): Condition {
  const pattern = (on: keyof Circumstances, source: string | undefined, holds: boolean) =>
    source === undefined ? [] : [{ on, regex: new RegExp(source, on === "text" ? "m" : ""), holds }];
  return {
    ...(data.forms && { forms: data.forms }),
    ...(data.bracket !== undefined && { bracket: data.bracket }),
    patterns: [
      ...pattern("path", data.path, true),
      ...pattern("path", data.unlessPath, false),
      ...pattern("before", data.before, true),
      ...pattern("before", data.unlessBefore, false),
      ...pattern("after", data.after, true),
      ...pattern("beforeBracket", data.beforeBracket, true),
      ...pattern("inside", data.inside, true),
      ...pattern("inside", data.unlessInside, false),
      ...pattern("keys", data.keys, true),
      ...pattern("keys", data.unlessKeys, false),
      ...pattern("text", data.text, true),
      ...pattern("text", data.unlessText, false),
    ],
    ...(data.files && { files: data.files.map(compileSign) }),
  };
}

export const compileReason = (data: ReasonData): Reason => ({ ...compileCondition(data), reason: data.reason });

export function holds(condition: Condition, at: Circumstances): boolean {
  const { forms, bracket, patterns, files } = condition;
  if (forms && !forms.includes(at.form ?? "")) return false;
  if (bracket !== undefined && bracket !== at.bracket) return false;
  const fits = patterns.every(({ on, regex, holds }) => {
    const text = at[on];
    return typeof text === "string" && regex.test(text) === holds;
  });
  return fits && (files ?? []).every((sign) => at.has?.(sign) ?? false);
}
