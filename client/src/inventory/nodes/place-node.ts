/** One place of a token in the tree. */
import * as vscode from "vscode";
import type { ProtocolPlace } from "../../../../server/src/protocol.ts";
import { lineOf } from "../words.ts";
import type { Node } from "./node.ts";

export class PlaceNode implements Node {
  readonly place: ProtocolPlace;
  readonly #token: string;

  /** @param token the id of the node of its token */
  constructor(place: ProtocolPlace, token: string) {
    this.place = place;
    this.#token = token;
  }

  item(): vscode.TreeItem {
    const { path, uri, id } = this.place;
    const slash = path.lastIndexOf("/");
    const item = new vscode.TreeItem(`${path.slice(slash + 1)}:${lineOf(this.place)}`);
    item.id = `${this.#token}/${id}`;
    item.description = path.slice(0, Math.max(slash, 0));
    item.contextValue = "place";
    item.resourceUri = vscode.Uri.parse(uri);
    item.iconPath = vscode.ThemeIcon.File;
    item.tooltip = `${path}:${lineOf(this.place)}`;
    item.accessibilityInformation = { label: vscode.l10n.t("{0}, line {1}", path, lineOf(this.place)) };
    item.command = { command: "tokenward.revealPlace", title: vscode.l10n.t("Reveal"), arguments: [this] };
    return item;
  }

  children(): readonly Node[] {
    return [];
  }
}
