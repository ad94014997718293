/** The extension's door: starts the server and hangs the views, the status bar item and the commands on what it says. */
import * as vscode from "vscode";
import { BriefClipboard } from "./clipboard.ts";
import { registerCommands } from "./commands/index.ts";
import { Scanner } from "./commands/scan.ts";
import { Dashboard } from "./dashboard/panel.ts";
import { LinePages } from "./explain.ts";
import { InventoryStore } from "./inventory/store.ts";
import { InventoryView } from "./inventory/view.ts";
import { createLanguageStatus } from "./language-status.ts";
import { Playground } from "./playground.ts";
import { createReminder } from "./reminder.ts";
import { registerRulePages } from "./rule-pages.ts";
import { Server } from "./server.ts";
import { createStatusItem } from "./status-item.ts";
import { createStores } from "./stores/index.ts";
import { Masks } from "./values/masks.ts";

/** Outlives neither a window nor `deactivate`; VS Code gives no other way to hand one to the other. */
let running: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Tokenward", { log: true });
  const server = new Server(async () => (await import("./client.ts")).createClient(context, log, stores.choice), log);
  const stores = createStores(server, context);
  server.onSecretStorage = (params) => stores.values.answer(params);
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
  setImmediate(() => void server.restart());
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}

function scanIfWanted(scanner: Scanner): void {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 0 && vscode.workspace.getConfiguration("tokenward").get("scanOnStartup")) void scanner.run();
}
