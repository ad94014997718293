/** Reads a configuration of secretlint (https://github.com/secretlint/secretlint#configuration), or its file of ignored paths. */
import { parseDocument } from "yaml";
import { ImportError, type Note } from "./gitleaks.ts";

export interface SecretlintConfig {
  /** Globs of our rules that are off. */
  readonly off: readonly string[];
  /** In .gitignore syntax. */
  readonly ignore: readonly string[];
  readonly notes: readonly Note[];
}

/** Every line of `.secretlintignore` is a pattern of .gitignore. */
export function readSecretlintIgnore(text: string): SecretlintConfig {
  const ignore = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return { off: [], ignore, notes: [] };
}

interface Rule {
  readonly id?: unknown;
  readonly disabled?: unknown;
  readonly options?: { readonly allows?: unknown };
  readonly allowMessageIds?: unknown;
  readonly rules?: unknown;
}

/** @param text JSON or YAML @throws ImportError */
export function readSecretlint(text: string): SecretlintConfig {
  const document = parseDocument(text);
  const { rules } = (document.errors.length > 0 ? undefined : document.toJS()) ?? {};
  if (!Array.isArray(rules)) throw new ImportError("it holds no list named `rules`");
  const notes: Note[] = [];
  const off = flattened(rules).flatMap((rule) => {
    const id = String(rule.id ?? "");
    if (Array.isArray(rule.options?.allows) && rule.options.allows.length > 0)
      notes.push({
        line: 0,
        message: `${id}: \`allows\` is left out: accept such values where they stand, or in a baseline`,
      });
    if (Array.isArray(rule.allowMessageIds) && rule.allowMessageIds.length > 0)
      notes.push({ line: 0, message: `${id}: \`allowMessageIds\` is left out: turn the rules off in .tokenward.yml` });
    if (rule.disabled !== true) return [];
    const issuer = /^@secretlint\/secretlint-rule-([a-z0-9-]+)$/.exec(id)?.[1];
    if (issuer !== undefined) return [`token/${issuer}*`];
    notes.push({ line: 0, message: `${id}: which rules of ours it stands for is not known` });
    return [];
  });
  return { off, ignore: [], notes };
}

/** Presets hold rules. */
const flattened = (rules: readonly unknown[]): Rule[] =>
  rules
    .filter((rule) => typeof rule === "object" && rule !== null)
    .flatMap((rule: Rule) => [rule, ...(Array.isArray(rule.rules) ? flattened(rule.rules) : [])]);
