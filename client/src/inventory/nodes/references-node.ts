/** The good tokens in the tree: the names that code reads and stores have, below the groups of tokens. */
import * as vscode from "vscode";
import type { ProtocolReference } from "../../../../server/src/protocol.ts";
import type { Node } from "./node.ts";
import { ReferenceNode } from "./reference-node.ts";

export class ReferencesNode implements Node {
  readonly #asked: () => Promise<readonly ProtocolReference[]>;

  /** @param asked when it is opened */
  constructor(asked: () => Promise<readonly ProtocolReference[]>) {
    this.#asked = asked;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t("References"), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = "references";
    item.contextValue = "references";
    item.iconPath = new vscode.ThemeIcon("references");
    item.tooltip = vscode.l10n.t("Names that code reads from the environment, and those that a store has");
    return item;
  }

  async children(): Promise<readonly Node[]> {
    return (await this.#asked()).map((reference) => new ReferenceNode(reference));
  }
}
