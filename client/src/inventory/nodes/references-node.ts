/** The good tokens in the tree: the names that code reads and stores have, below the groups of tokens. */
import * as vscode from "vscode";
import type { ProtocolReference } from "../../../../server/src/protocol.ts";
import type { Node } from "./node.ts";
import { ReferenceNode } from "./reference-node.ts";

export class ReferencesNode implements Node {
  readonly #references: readonly ProtocolReference[];

  constructor(references: readonly ProtocolReference[]) {
    this.#references = references;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t("References"), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = "references";
    item.description = String(this.#references.length);
    item.contextValue = "references";
    item.iconPath = new vscode.ThemeIcon("references");
    item.tooltip = vscode.l10n.t("Names that code reads from the environment, and those that a store has");
    item.accessibilityInformation = { label: `${item.label}: ${this.#references.length}` };
    return item;
  }

  children(): readonly Node[] {
    return this.#references.map((reference) => new ReferenceNode(reference));
  }
}
