/** The extension's door where there is Node: the server is a program of its own. */
import type * as vscode from "vscode";
import { start, stop } from "./start.ts";

export const activate = (context: vscode.ExtensionContext): void =>
  start(context, async (...given) => (await import("./client.ts")).createClient(...given));

export const deactivate = stop;
