/** Finds the token that a command is meant for: the entry of the tree that it was called on, else the one that is picked from a list. */
import * as vscode from "vscode";
import type { ProtocolToken } from "../../../server/src/protocol.ts";
import { TokenNode } from "../inventory/nodes/token-node.ts";
import type { InventoryStore } from "../inventory/store.ts";
import { countOfPlaces, lineOf } from "../inventory/words.ts";

/**
 * @param argument what the command was called with
 * @param suits leaves out of the list what the command can do nothing with
 * @returns undefined where nothing was picked
 */
export async function pickToken(
  argument: unknown,
  store: InventoryStore,
  suits: (token: ProtocolToken) => boolean = () => true,
): Promise<ProtocolToken | undefined> {
  if (argument instanceof TokenNode) return argument.token;
  const tokens = store.all.filter(suits);
  if (tokens.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Tokenward knows no token that this applies to"), 5000);
    return undefined;
  }
  const placeHolder = vscode.l10n.t("Which token?");
  const picked = await vscode.window.showQuickPick(tokens.map(toItem), {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.token;
}

function toItem(token: ProtocolToken): vscode.QuickPickItem & { token: ProtocolToken } {
  const [first, ...others] = token.places;
  const place = first ? `${first.path}:${lineOf(first)}` : "";
  const detail = others.length > 0 ? `${place} (${countOfPlaces(token.places.length)})` : place;
  return { label: token.title, description: token.masked, detail, token };
}
