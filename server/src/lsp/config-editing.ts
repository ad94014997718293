/** Helps whoever writes a team config or a rule file: what may stand where, and what it means. */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  MarkupKind,
  type Position,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Cursor, cursorAt, keyAt } from "../config/cursor.ts";
import type { Choice } from "../config/schema-nodes.ts";
import { isTeamConfig } from "./config-problems.ts";
import type { Location } from "./folders.ts";
import { rulePage } from "./rule-page.ts";
import type { Session } from "./session.ts";

/** A list of rules begins so. */
const RULES = /^rules:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*- +id: *["']?(?:token|handling)\//m;

/** Whether a document holds rules: by what it says, or by a config that extends it. */
export const isRuleFile = (session: Session, uri: string, text: string): boolean =>
  /\.ya?ml$/.test(uri) && (session.configs.isExtended(uri) || RULES.test(text));

const isOurs = (
  session: Session,
  { path }: Location,
  { uri, getText }: Pick<TextDocument, "uri" | "getText">,
): boolean => isTeamConfig(path) || isRuleFile(session, uri, getText());

/** For all but configs and rule files there is nothing to say. */
export async function configCompletions(
  session: Session,
  { textDocument, position }: CompletionParams,
): Promise<CompletionItem[]> {
  const open = session.documents.get(textDocument.uri);
  const location = open && session.locate(open.uri);
  if (!open || !location || !isOurs(session, location, { uri: open.uri, getText: () => open.getText() })) return [];
  const text = open.getText();
  const cursor = cursorAt(text, open.offsetAt(position));
  const start = { line: position.line, character: Math.max(position.character - cursor.word.length, 0) };
  const choices = await choicesAt(session, location, cursor);
  const quote = text[open.offsetAt(start) - 1] ?? "";
  const isQuoted = quote === '"' || quote === "'";
  return choices.map(({ text: label, description, kind }) => ({
    label,
    kind,
    ...(description && { documentation: { kind: MarkupKind.Markdown, value: description } }),
    textEdit: {
      range: { start, end: position },
      newText: written(label, kind !== CompletionItemKind.EnumMember, isQuoted),
    },
    filterText: label,
  }));
}

type Offered = Choice & { readonly kind: CompletionItemKind };

async function choicesAt(session: Session, location: Location, cursor: Cursor): Promise<readonly Offered[]> {
  const { keysAt, valuesAt, holdsRuleIds } = await import("../config/schema-nodes.ts");
  const { path, isValue } = cursor;
  const of = (choices: readonly Choice[], kind: CompletionItemKind): Offered[] =>
    unique(choices).map((choice) => ({ ...choice, kind }));
  // An item of a list is a value, or the first key of a map.
  if (isValue || path.at(-1) === "[]") {
    const values = of(valuesAt(path), CompletionItemKind.EnumMember);
    return isValue ? values : [...values, ...of(keysAt(path), CompletionItemKind.Property)];
  }
  if (!holdsRuleIds(path)) return of([...keysAt(path), ...valuesAt(path)], CompletionItemKind.Property);
  return of(await rulesOf(session, location), CompletionItemKind.Constant);
}

async function rulesOf({ catalogue, configs }: Session, location: Location): Promise<Choice[]> {
  const own = (await configs.for(location)).flatMap(({ ownRules }) => ownRules);
  const globs = ["*", "token/*", "handling/*", "lifecycle/*", "reference/*"].map((text) => ({
    text,
    description: undefined,
  }));
  const rules = [...own, ...catalogue.rules, ...catalogue.handling.rules, ...catalogue.told];
  return [...globs, ...rules.map(({ id, title }) => ({ text: id, description: title }))];
}

const unique = (choices: readonly Choice[]): Choice[] => [
  ...new Map(choices.map((each) => [each.text, each])).values(),
];

/** A star at the beginning is an alias to YAML. */
function written(label: string, isKey: boolean, isQuoted: boolean): string {
  const name = label.startsWith("*") && !isQuoted ? `"${label}"` : label;
  return isKey && !isQuoted ? `${name}: ` : name;
}

/** What the key under the pointer means, as Markdown; undefined where there is none. */
export async function configHover(
  session: Session,
  uri: string,
  position: Position,
): Promise<{ readonly page: string; readonly range: Range } | undefined> {
  const open = session.documents.get(uri);
  const location = open && session.locate(uri);
  if (!open || !location || !isOurs(session, location, { uri, getText: () => open.getText() })) return undefined;
  const key = keyAt(open.getText(), open.offsetAt(position));
  if (!key) return undefined;
  const { meaningOf, holdsRuleIds } = await import("../config/schema-nodes.ts");
  const name = key.path.at(-1)!;
  const rule = holdsRuleIds(key.path.slice(0, -1)) ? session.catalogue.anyRule(name) : undefined;
  const page = rule ? `**${rule.title}**\n\n${rulePage(rule)}` : meaningOf(key.path);
  if (page === undefined) return undefined;
  const range = { start: open.positionAt(key.start), end: open.positionAt(key.start + name.length) };
  return { page, range };
}
