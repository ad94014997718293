/** The table of commands. */
import * as vscode from "vscode";
import type { LinePages } from "../explain.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { Server } from "../server.ts";
import { copyMasked } from "./copy-masked.ts";
import { explainRule } from "./explain-rule.ts";
import { askForFilter } from "./filter.ts";
import { openRevocation } from "./open-revocation.ts";
import { revealPlace } from "./reveal-place.ts";
import type { Scanner } from "./scan.ts";
import { showAdvice } from "./show-advice.ts";

export interface CommandContext {
  readonly server: Server;
  readonly store: InventoryStore;
  readonly scanner: Scanner;
  readonly linePages: LinePages;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered of the person, in every workspace. */
  readonly memory: vscode.Memento;
}

/** @returns disposing of it takes the commands away */
export function registerCommands({
  server,
  store,
  scanner,
  linePages,
  log,
  memory,
}: CommandContext): vscode.Disposable {
  const table: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
    scanWorkspace: () => scanner.run(),
    stopScan: () => scanner.stop(),
    restartServer: () => server.restart(),
    showOutput: () => log.show(),
    groupBySeverity: () => store.setGrouping("severity"),
    groupByIssuer: () => store.setGrouping("issuer"),
    groupByFile: () => store.setGrouping("file"),
    filter: () => askForFilter(store),
    clearFilter: () => store.setFilter(""),
    revealPlace: (argument) => revealPlace(argument, store),
    copyMasked: (argument) => copyMasked(argument, store),
    openRevocation: (argument) => openRevocation(argument, store),
    showAdvice: (advice, command) => showAdvice(advice, command, memory),
    explainRule: (argument) => explainRule(argument, store),
    explain: (argument) => linePages.show(argument),
  };
  return vscode.Disposable.from(
    ...Object.entries(table).map(([name, run]) => vscode.commands.registerCommand(`tokenward.${name}`, run)),
  );
}
