/** The view "Tokens": the tree, its badge and its messages. */
import * as vscode from "vscode";
import { group } from "./grouping.ts";
import { GroupNode, STEP } from "./nodes/group-node.ts";
import type { Node } from "./nodes/node.ts";
import { ReferencesNode } from "./nodes/references-node.ts";
import type { InventoryStore } from "./store.ts";
import { countOfTokens } from "./words.ts";

const VIEW = "tokenward.inventory";

/** Shows the store in the tree until disposed of; tells menus and welcome texts by context keys how things are. */
export class InventoryView implements vscode.Disposable {
  readonly #store: InventoryStore;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #listening: vscode.Disposable;
  /** How many tokens a group shows, where that is more than at first. */
  readonly #most = new Map<string, number>();

  constructor(store: InventoryStore) {
    this.#store = store;
    this.#view = vscode.window.createTreeView<Node>(VIEW, {
      showCollapseAll: true,
      canSelectMany: true,
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getTreeItem: (node) => node.item(),
        getChildren: async (node) => [...(await (node ? node.children() : this.#roots()))],
      },
    });
    this.#listening = store.onDidChange(() => this.#update());
    this.#update();
  }

  /** @param id of a group's node */
  showMore(id: unknown): void {
    if (typeof id !== "string") return;
    this.#most.set(id, (this.#most.get(id) ?? STEP) + STEP);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    vscode.Disposable.from(this.#view, this.#changed, this.#listening).dispose();
  }

  #roots(): Node[] {
    const { shown, grouping, complete } = this.#store;
    const groups = group(shown, grouping).map(
      (each) => new GroupNode(each, shown.length, this.#most.get(`${each.grouping}:${each.key}`)),
    );
    // Without any token the welcome text stands there.
    return complete && groups.length > 0 ? [...groups, new ReferencesNode(() => this.#store.references())] : groups;
  }

  #update(): void {
    const { all, filter, phase, grouping, sorting } = this.#store;
    // The property may only be left out, not be undefined, in the types of this version; at run time undefined takes it away.
    (this.#view as { badge: vscode.ViewBadge | undefined }).badge =
      all.length > 0 ? { value: all.length, tooltip: countOfTokens(all.length) } : undefined;
    this.#view.description = filter;
    this.#view.message =
      filter && all.length > 0
        ? vscode.l10n.t('{0} of {1} match "{2}"', this.#store.shown.length, countOfTokens(all.length), filter)
        : "";
    setContext("phase", phase);
    setContext("grouping", grouping);
    setContext("sorting", sorting);
    setContext("filtered", filter !== "");
    this.#changed.fire(undefined);
  }
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", `tokenward.${key}`, value);
}
