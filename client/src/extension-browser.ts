/** The extension's door in a browser, as on vscode.dev and github.dev: the server is a web worker. */
import type * as vscode from "vscode";
import { createClient } from "./client-browser.ts";
import { start, stop } from "./start.ts";

export const activate = (context: vscode.ExtensionContext): void =>
  start(context, async (...given) => createClient(...given));

export const deactivate = stop;
