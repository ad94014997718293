/** Code lenses of rules that are being written: how many of a rule's examples and near misses hold. */
import * as l10n from "@vscode/l10n";
import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { isRuleFile } from "./config-editing.ts";
import { isTeamConfig } from "./config-problems.ts";
import type { Session } from "./session.ts";

export async function codeLenses(session: Session, { textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
  const open = session.documents.get(uri);
  if (!open) return [];
  const text = open.getText();
  if (!isTeamConfig(session.locate(uri).path) && !isRuleFile(session, uri, text)) return [];
  const trial = await session.trials.of(uri, text);
  return (trial?.tried ?? []).map(({ id, position, passed, count }) => ({
    range: { start: position, end: position },
    // A lens without a command shows nothing; one with an empty name shows its title.
    command: { title: trial?.off.get(id) ?? l10n.t("{0} of {1} pass", passed, count), command: "" },
  }));
}
