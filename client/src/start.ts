/** What both doors of the extension do: starts the server and hangs the views, the status bar item and the commands on what it says. */
import * as vscode from "vscode";
import { BriefClipboard } from "./clipboard.ts";
import { registerCommands } from "./commands/index.ts";
import { Scanner } from "./commands/scan.ts";
import { Dashboard } from "./dashboard/panel.ts";
import { LinePages } from "./explain.ts";
import { InventoryStore } from "./inventory/store.ts";
import { InventoryView } from "./inventory/view.ts";
import { createLanguageStatus } from "./language-status.ts";
import { answersNotes } from "./notes.ts";
import { Playground } from "./playground.ts";
import { createReminder } from "./reminder.ts";
import { registerRulePages } from "./rule-pages.ts";
import { type RunningClient, Server } from "./server.ts";
import { createStatusItem } from "./status-item.ts";
import { createStores } from "./stores/index.ts";
import { Masks } from "./values/masks.ts";
import type { PlainMoves } from "./walkthrough.ts";

/** Outlives neither a window nor `deactivate`; VS Code gives no other way to hand one to the other. */
let running: Server | undefined;

/** Loads the language client and makes one that is not started. */
export type ClientMaker = (
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
) => Promise<RunningClient>;

export function start(context: vscode.ExtensionContext, createClient: ClientMaker): void {
  const log = vscode.window.createOutputChannel("Tokenward", { log: true });
  const server = new Server(() => createClient(context, log, stores.choice), log);
  const stores = createStores(server, context);
  server.onSecretStorage = (params) => stores.values.answer(params);
  server.onNotes = answersNotes(context.workspaceState);
  const scanner = new Scanner(server, log);
  const store = new InventoryStore(server, context.workspaceState);
  const view = new InventoryView(store);
  const media = vscode.Uri.joinPath(context.extensionUri, "media", "dashboard");
  const dashboard = new Dashboard(store, context.workspaceState, media);
  const linePages = new LinePages(server);
  const playground = new Playground(server);
  const masks = new Masks(server, context.workspaceState);
  const clipboard = new BriefClipboard(vscode.env.clipboard);
  running = server;
  context.subscriptions.push(
    log,
    store,
    view,
    dashboard,
    createStatusItem(store),
    createReminder(store, context.workspaceState),
    createLanguageStatus(server),
    registerRulePages(server),
    linePages,
    playground,
    clipboard,
    masks,
    registerCommands({
      server,
      store,
      stores,
      view,
      dashboard,
      scanner,
      linePages,
      playground,
      clipboard,
      masks,
      log,
      memory: context.globalState,
    }),
    server.onDidStart(() => scanIfWanted(scanner)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.trustGranted()),
  );
  // Whoever waits for the editor to start does not wait for the server, nor for the library that talks to it.
  setTimeout(() => void server.restart(), 0);
}

export async function stop(): Promise<void> {
  await running?.stop();
}

/** Schemes of folders that are read at no cost. */
const NEAR = ["file", "vscode-remote"];

function scanIfWanted(scanner: Scanner): void {
  const folders = vscode.workspace.workspaceFolders ?? [];
  // Each file of a repository that lies on a server is a request to it, of which there may be few: that is asked for.
  if (folders.some(({ uri }) => !NEAR.includes(uri.scheme))) return;
  if (folders.length > 0 && vscode.workspace.getConfiguration("tokenward").get("scanOnStartup")) void scanner.run();
}
