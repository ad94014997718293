/** A name by which code refers to a token, in the tree; the places that read it are its children. */
import * as vscode from "vscode";
import type { ProtocolReference } from "../../../../server/src/protocol.ts";
import { countOfPlaces } from "../words.ts";
import type { Node } from "./node.ts";
import { PlaceNode } from "./place-node.ts";

export class ReferenceNode implements Node {
  readonly #reference: ProtocolReference;

  constructor(reference: ProtocolReference) {
    this.#reference = reference;
  }

  item(): vscode.TreeItem {
    const { name, places } = this.#reference;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, places.length > 0 ? Collapsed : None);
    item.id = this.#id;
    const known = statusOf(this.#reference);
    item.description = [known, places.length > 0 ? countOfPlaces(places.length) : ""].filter(Boolean).join("  ");
    item.contextValue = "reference";
    item.iconPath = new vscode.ThemeIcon(this.#reference.status === "undefined" ? "question" : "symbol-variable");
    item.tooltip = [name, known].filter(Boolean).join(": ");
    item.accessibilityInformation = { label: [name, item.description].filter(Boolean).join(", ") };
    return item;
  }

  children(): readonly Node[] {
    return this.#reference.places.map(
      (place, at) => new PlaceNode({ ...place, kind: "reference", id: String(at) }, this.#id),
    );
  }

  get #id(): string {
    return `reference:${this.#reference.name}`;
  }
}

function statusOf({ status, provider = "" }: ProtocolReference): string {
  if (status === "defined") return vscode.l10n.t("in {0}", provider);
  if (status === "unused") return vscode.l10n.t("in {0}, read by nobody", provider);
  return status === "undefined" ? vscode.l10n.t("no value here") : "";
}
