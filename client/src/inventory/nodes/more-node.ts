/** The last entry of a long group: shows more of it. */
import * as vscode from "vscode";
import { countOfTokens } from "../words.ts";
import type { Node } from "./node.ts";

export class MoreNode implements Node {
  readonly #group: string;
  readonly #left: number;

  /** @param group the id of its group's node */
  constructor(group: string, left: number) {
    this.#group = group;
    this.#left = left;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t("Show more ({0} left)", countOfTokens(this.#left)));
    item.id = `${this.#group}/more`;
    item.iconPath = new vscode.ThemeIcon("ellipsis");
    item.command = { command: "tokenward.showMore", title: vscode.l10n.t("Show More"), arguments: [this.#group] };
    return item;
  }

  children(): readonly Node[] {
    return [];
  }
}
