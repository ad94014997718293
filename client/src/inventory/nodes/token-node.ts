/** A token in the tree; where it has several places they are its children. */
import * as vscode from "vscode";
import type { ProtocolToken } from "../../../../server/src/protocol.ts";
import { countOfPlaces, expiryOf, factsOf, lineOf, shortPlace } from "../words.ts";
import type { Node } from "./node.ts";
import { PlaceNode } from "./place-node.ts";
import { severityIcon } from "./severity-icon.ts";

/** Places that the tooltip lists at most; the tree has them all. */
const MOST_PLACES = 10;

export class TokenNode implements Node {
  readonly token: ProtocolToken;
  readonly #group: string;

  /** @param group the id of the group that it stands in; a token may stand in several */
  constructor(token: ProtocolToken, group: string) {
    this.token = token;
    this.#group = group;
  }

  item(): vscode.TreeItem {
    const { title, masked, places } = this.token;
    const single = places.length === 1 ? places[0] : undefined;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(title, single ? None : Collapsed);
    item.id = this.#id;
    const where = single ? shortPlace(single) : countOfPlaces(places.length);
    item.description = [where, masked, expiryOf(this.token)].filter(Boolean).join("  ");
    item.contextValue = contextOf(this.token);
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

/** By these words menus tell what applies. */
const contextOf = ({ revoke, state, entry }: ProtocolToken): string =>
  ["token", revoke && "revocable", entry && "decided", state].filter(Boolean).join(" ");

function spoken(token: ProtocolToken): string {
  const [first] = token.places;
  const place =
    first && token.places.length === 1 ? `${first.path}:${lineOf(first)}` : countOfPlaces(token.places.length);
  return [token.title, ...factsOf(token), place].join(", ");
}

function tooltipOf(token: ProtocolToken): vscode.MarkdownString {
  const places = token.places.slice(0, MOST_PLACES).map((place) => `- ${plain(`${place.path}:${lineOf(place)}`)}`);
  const facts = [token.issuer, ...factsOf(token)].join(" · ");
  const head = `**${plain(token.title)}** ${plain(token.masked)}`;
  return new vscode.MarkdownString([head, plain(token.risk), plain(facts), places.join("\n")].join("\n\n"));
}

/** Markdown that shows just this text. The editor's own way makes spaces that no line breaks at. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-!~<>|&.]/g, "\\$&");
