/** A token in the tree; where it has several places they are its children. */
import * as vscode from "vscode";
import type { ProtocolToken } from "../../../../server/src/protocol.ts";
import { confidenceOf, countOfPlaces, lineOf, severityOf } from "../words.ts";
import type { Node } from "./node.ts";
import { PlaceNode } from "./place-node.ts";
import { severityIcon } from "./severity-icon.ts";

export class TokenNode implements Node {
  readonly token: ProtocolToken;
  readonly #group: string;

  /** @param group the id of the group that it stands in; a token may stand in several */
  constructor(token: ProtocolToken, group: string) {
    this.token = token;
    this.#group = group;
  }

  item(): vscode.TreeItem {
    const { title, masked, places, revoke } = this.token;
    const single = places.length === 1 ? places[0] : undefined;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(title, single ? None : Collapsed);
    item.id = this.#id;
    item.description = `${masked}  ${single ? `${single.path}:${lineOf(single)}` : countOfPlaces(places.length)}`;
    item.contextValue = revoke ? "token revocable" : "token";
    item.iconPath = severityIcon(this.token.severity);
    item.tooltip = tooltipOf(this.token);
    item.accessibilityInformation = { label: spoken(this.token) };
    if (single) item.command = { command: "tokenward.revealPlace", title: vscode.l10n.t("Reveal"), arguments: [this] };
    return item;
  }

  children(): readonly Node[] {
    const { places } = this.token;
    return places.length > 1 ? places.map((place) => new PlaceNode(place, this.#id)) : [];
  }

  get #id(): string {
    return `${this.#group}/${this.token.fingerprint}`;
  }
}

function spoken(token: ProtocolToken): string {
  const places =
    token.places.length === 1
      ? `${token.places[0]!.path}:${lineOf(token.places[0]!)}`
      : countOfPlaces(token.places.length);
  return [token.title, severityOf(token), confidenceOf(token), places].join(", ");
}

function tooltipOf(token: ProtocolToken): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown("**").appendText(token.title).appendMarkdown("** ");
  text.appendText(token.masked).appendMarkdown("\n\n").appendText(token.risk).appendMarkdown("\n\n");
  text.appendText(
    [token.issuer, severityOf(token), confidenceOf(token), countOfPlaces(token.places.length)].join(" · "),
  );
  return text;
}
