/** Checks the form of a rule against rules/schema.json. */
import { Ajv } from "ajv";
import { quoted } from "./quoted.ts";
import type { Validate } from "./rule-file.ts";

/** What is used of rules/schema.json. */
export interface RuleSchema {
  readonly definitions: Readonly<Record<string, object>> & { readonly tokenRule: object };
}

export function ruleValidator({ definitions }: RuleSchema, kind: "tokenRule" | "handlingRule" = "tokenRule"): Validate {
  const ajv = new Ajv({ allErrors: true, strict: false });
  const check = ajv.compile({ ...definitions[kind], definitions });
  return (rule) => {
    if (check(rule)) return [];
    const { id } = (rule ?? {}) as { id?: unknown };
    const name = typeof id === "string" && quoted(id) !== quoted("") ? id : "a rule without id";
    return (check.errors ?? []).map(
      (error) =>
        `${name}: ${error.instancePath.slice(1) || "it"} ${error.message ?? "is not valid"}${extra(error.params)}`,
    );
  };
}

const extra = (params: Record<string, unknown>): string =>
  "additionalProperty" in params ? ` (${quoted(String(params.additionalProperty))})` : "";
