/** The view "Tokens": the tree, its badge and its messages. */
import * as vscode from "vscode";
import { group } from "./grouping.ts";
import { GroupNode } from "./nodes/group-node.ts";
import type { Node } from "./nodes/node.ts";
import type { InventoryStore } from "./store.ts";
import { countOfTokens } from "./words.ts";

const VIEW = "tokenward.inventory";

/** Shows the store in the tree until disposed of; tells menus and welcome texts by context keys how things are. */
export function createTreeView(store: InventoryStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView<Node>(VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => node.item(),
      getChildren: (node) => [...(node ? node.children() : roots(store))],
    },
  });
  const listening = store.onDidChange(() => {
    update(view, store);
    changed.fire(undefined);
  });
  update(view, store);
  return vscode.Disposable.from(view, changed, listening);
}

const roots = (store: InventoryStore): GroupNode[] =>
  group(store.shown, store.grouping).map((each) => new GroupNode(each));

function update(view: vscode.TreeView<Node>, store: InventoryStore): void {
  const { all, shown, filter, phase, grouping } = store;
  // The property may only be left out, not be undefined, in the types of this version; at run time undefined takes it away.
  (view as { badge: vscode.ViewBadge | undefined }).badge =
    all.length > 0 ? { value: all.length, tooltip: countOfTokens(all.length) } : undefined;
  view.description = filter;
  view.message =
    filter && all.length > 0
      ? vscode.l10n.t('{0} of {1} match "{2}"', shown.length, countOfTokens(all.length), filter)
      : "";
  setContext("phase", phase);
  setContext("grouping", grouping);
  setContext("filtered", filter !== "");
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", `tokenward.${key}`, value);
}
