/** Completions: the keys of configs and rule files, and names of variables. */
import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { configCompletions } from "./config-editing.ts";
import type { Session } from "./session.ts";
import { variableCompletions } from "./variables/completion.ts";

/** Asked of every document that is typed in: nearly always there is nothing to say. */
export async function completions(session: Session, params: CompletionParams): Promise<CompletionItem[]> {
  const ofConfig = await configCompletions(session, params);
  return ofConfig.length > 0 ? ofConfig : variableCompletions(session, params);
}
