/** What every entry of the tree is. */
import type * as vscode from "vscode";

export interface Node {
  /** Made anew at every call: labels follow the editor's language and theme. */
  item(): vscode.TreeItem;
  children(): readonly Node[] | Promise<readonly Node[]>;
}
