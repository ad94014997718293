/** A group of tokens in the tree: a severity, an issuer, a file, an age ... */
import * as vscode from "vscode";
import type { Group } from "../grouping.ts";
import { countOfTokens, labelOf } from "../words.ts";
import { MoreNode } from "./more-node.ts";
import type { Node } from "./node.ts";
import { severityIcon } from "./severity-icon.ts";
import { TokenNode } from "./token-node.ts";

/** The editor asks for all children at once: this many are shown at first, and with every further step. */
export const STEP = 500;
/** With more tokens in all, groups come closed. */
const MANY = 1000;

export class GroupNode implements Node {
  readonly id: string;
  readonly #group: Group;
  readonly #total: number;
  readonly #most: number;

  /**
   * @param total tokens of all groups
   * @param most tokens that it shows
   */
  constructor(group: Group, total: number, most = STEP) {
    this.id = `${group.grouping}:${group.key}`;
    this.#group = group;
    this.#total = total;
    this.#most = most;
  }

  item(): vscode.TreeItem {
    const { tokens } = this.#group;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const label = labelOf(this.#group);
    const item = new vscode.TreeItem(label, this.#total > MANY ? Collapsed : Expanded);
    item.id = this.id;
    item.description = String(tokens.length);
    item.contextValue = "group";
    item.iconPath = iconOf(this.#group);
    item.tooltip = `${label}: ${countOfTokens(tokens.length)}`;
    item.accessibilityInformation = { label: item.tooltip };
    return item;
  }

  children(): readonly Node[] {
    const { tokens } = this.#group;
    const shown: Node[] = tokens.slice(0, this.#most).map((token) => new TokenNode(token, this.id));
    return tokens.length > this.#most ? [...shown, new MoreNode(this.id, tokens.length - this.#most)] : shown;
  }
}

function iconOf({ grouping, key }: Group): vscode.ThemeIcon {
  if (grouping === "severity") return severityIcon(key);
  const icons = {
    issuer: "organization",
    file: "file",
    owner: "account",
    age: "history",
    expiry: "watch",
    state: "pulse",
    environment: "server-environment",
  };
  return new vscode.ThemeIcon(icons[grouping]);
}
