/** The playground of rules: what the rules that are being written, and all others, make of a text, line by line. */
import * as l10n from "@vscode/l10n";
import type { TeamRule } from "../config/team-rules.ts";
import { explainLine } from "../engine/explain.ts";
import type { PlaygroundParams, PlaygroundResult } from "../protocol.ts";
import type { PlacedConfig } from "../workspace/configs.ts";
import { teamSetOf } from "../workspace/team/set.ts";
import { linePage } from "./explain.ts";
import type { Session } from "./session.ts";

/** Each line is explained by itself. */
const MOST_LINES = 200;

export async function playground(session: Session, { rules, text }: PlaygroundParams): Promise<PlaygroundResult> {
  const set = teamSetOf(rules === undefined ? [] : await configsWith(session, rules.uri));
  const document = { path: "playground.txt", text };
  const more = set && (await session.teams.suspicionsIn(document, set));
  const catalogue = await session.teams.catalogueOf(set);
  const lines = text.split(/\r\n|\r|\n/);
  const parts = lines.slice(0, MOST_LINES).flatMap((line, at) => {
    const explanation =
      line.trim() === "" ? undefined : explainLine(document, catalogue, { line: at }, new Date(), more);
    if (!explanation) return [];
    const looked = new Set(explanation.suspicions.map(({ rule }) => rule.id));
    const missed = (set?.rules ?? []).filter(({ id }) => !looked.has(id)).flatMap((rule) => missOf(rule, line));
    return [[`# ${l10n.t("Line {0}", at + 1)}`, linePage(explanation), ...missed].join("\n\n")];
  });
  if (lines.length > MOST_LINES) parts.push(l10n.t("Only the first {0} lines are explained.", MOST_LINES));
  return { markdown: parts.length > 0 ? parts.join("\n\n") : l10n.t("Write or paste a text beside this page.") };
}

/** A rule of the team's own that a word on the line calls for, and that suspects nothing there. */
function missOf({ id, title, trigger, pattern }: TeamRule, line: string): string[] {
  const words = trigger.kind === "near" ? trigger.words : pattern.anchors.map(({ literal }) => literal);
  const word = words.find((each) => line.toLowerCase().includes(each));
  if (word === undefined) return [];
  return [l10n.t("{0} ({1}) is called by “{2}”, and its pattern matches nothing here.", title, `\`${id}\``, word)];
}

/** The configs that hold where the rules are written, and these last. */
async function configsWith(session: Session, uri: string): Promise<readonly PlacedConfig[]> {
  const location = session.locate(uri);
  const text = session.documents.get(uri)?.getText();
  const written = text === undefined ? [] : await session.configs.read(location, text);
  return [...(await session.configs.for(location)), ...written];
}
