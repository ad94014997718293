/** Shows where a token stands, with its value selected. */
import * as vscode from "vscode";
import type { ProtocolPlace } from "../../../server/src/protocol.ts";
import { PlaceNode } from "../inventory/nodes/place-node.ts";
import type { InventoryStore } from "../inventory/store.ts";
import { lineOf } from "../inventory/words.ts";
import { pickToken } from "./pick-token.ts";

/** @param argument an entry of the tree; of a token with several places one is picked */
export async function revealPlace(argument: unknown, store: InventoryStore): Promise<void> {
  const place =
    argument instanceof PlaceNode ? argument.place : await pickPlace((await pickToken(argument, store))?.places ?? []);
  if (!place) return;
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(place.uri, true), { selection });
}

async function pickPlace(places: readonly ProtocolPlace[]): Promise<ProtocolPlace | undefined> {
  if (places.length < 2) return places[0];
  const items = places.map((place) => ({ label: `${place.path}:${lineOf(place)}`, place }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which place?") }))?.place;
}
