/** A group of tokens in the tree: a severity, an issuer or a file. */
import * as vscode from "vscode";
import type { Group } from "../grouping.ts";
import { countOfTokens } from "../words.ts";
import type { Node } from "./node.ts";
import { severityIcon } from "./severity-icon.ts";
import { TokenNode } from "./token-node.ts";

export class GroupNode implements Node {
  readonly #group: Group;

  constructor(group: Group) {
    this.#group = group;
  }

  item(): vscode.TreeItem {
    const { key, grouping, tokens } = this.#group;
    const label = grouping === "severity" ? severityGroup(key) : key;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.#id;
    item.description = String(tokens.length);
    item.contextValue = "group";
    item.iconPath = iconOf(this.#group);
    item.tooltip = `${label}: ${countOfTokens(tokens.length)}`;
    item.accessibilityInformation = { label: item.tooltip };
    return item;
  }

  children(): readonly Node[] {
    return this.#group.tokens.map((token) => new TokenNode(token, this.#id));
  }

  get #id(): string {
    return `${this.#group.grouping}:${this.#group.key}`;
  }
}

function severityGroup(severity: string): string {
  if (severity === "error") return vscode.l10n.t("Errors");
  return severity === "warning" ? vscode.l10n.t("Warnings") : vscode.l10n.t("Information");
}

function iconOf({ grouping, key }: Group): vscode.ThemeIcon {
  if (grouping === "severity") return severityIcon(key);
  return new vscode.ThemeIcon(grouping === "issuer" ? "organization" : "file");
}
