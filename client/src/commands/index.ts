/** The table of commands. */
import * as vscode from "vscode";
import type { BriefClipboard } from "../clipboard.ts";
import type { Dashboard } from "../dashboard/panel.ts";
import type { LinePages } from "../explain.ts";
import { groupings } from "../inventory/grouping.ts";
import { sortings } from "../inventory/sorting.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { InventoryView } from "../inventory/view.ts";
import type { Playground } from "../playground.ts";
import type { Server } from "../server.ts";
import { chooseProvider, removeStored, type Stores, toggleHandOver } from "../stores/index.ts";
import type { Masks } from "../values/masks.ts";
import { copyMasked } from "./copy-masked.ts";
import { explainRule } from "./explain-rule.ts";
import { exportReport } from "./export-evidence.ts";
import { askForFilter } from "./filter.ts";
import { openRevocation } from "./open-revocation.ts";
import { revealPlace } from "./reveal-place.ts";
import { generateToken, rotateToken } from "./rotate.ts";
import { ruleFromSelection } from "./rule-from-selection.ts";
import type { Scanner } from "./scan.ts";
import { acceptToken, markRevoked, markRotated, removeEntry, showRotation } from "./set-state.ts";
import { showAdvice } from "./show-advice.ts";
import { copyValue, revealValue } from "./show-value.ts";
import { showWhyRule } from "./why-rule.ts";

export interface CommandContext {
  readonly server: Server;
  readonly store: InventoryStore;
  readonly stores: Stores;
  readonly view: InventoryView;
  readonly dashboard: Dashboard;
  readonly scanner: Scanner;
  readonly linePages: LinePages;
  readonly playground: Playground;
  readonly clipboard: BriefClipboard;
  readonly masks: Masks;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered of the person, in every workspace. */
  readonly memory: vscode.Memento;
}

/** @returns disposing of it takes the commands away */
export function registerCommands({
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
  memory,
}: CommandContext): vscode.Disposable {
  const table: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
    scanWorkspace: () => scanner.run(),
    stopScan: () => scanner.stop(),
    restartServer: () => server.restart(),
    showOutput: () => log.show(),
    ...Object.fromEntries(groupings.map((by) => [`groupBy${capital(by)}`, () => store.setGrouping(by)])),
    ...Object.fromEntries(sortings.map((by) => [`sortBy${capital(by)}`, () => store.setSorting(by)])),
    showMore: (group) => view.showMore(group),
    showDashboard: () => dashboard.show(),
    filter: () => askForFilter(store),
    clearFilter: () => store.setFilter(""),
    revealPlace: (argument) => revealPlace(argument, store),
    copyMasked: (argument) => copyMasked(argument, store),
    openRevocation: (argument) => openRevocation(argument, store),
    markRevoked: (argument) => markRevoked(argument, store, server),
    markRotated: (argument) => markRotated(argument, store, server),
    acceptToken: (argument) => acceptToken(argument, store, server),
    removeEntry: (argument) => removeEntry(argument, store, server),
    showRotation: (argument) => showRotation(argument, store, server),
    exportEvidence: () => exportReport(server),
    generateToken: () => generateToken(server),
    rotateToken: (argument) => rotateToken(argument, store, server),
    revealValue: (argument) => revealValue(argument, { store, server, clipboard }),
    copyValue: (argument) => copyValue(argument, { store, server, clipboard }),
    showValues: () => masks.show(true),
    hideValues: () => masks.show(false),
    showAdvice: (advice, command) => showAdvice(advice, command, memory),
    moveToStore: (argument) => stores.mover.move(argument),
    chooseProvider: () => chooseProvider(stores),
    toggleHandOver: () => toggleHandOver(stores),
    removeStored: () => removeStored(stores),
    explainRule: (argument) => explainRule(argument, store),
    explain: (argument) => linePages.show(argument),
    whyRule: (argument) => showWhyRule(argument, server),
    playground: () => playground.open(),
    ruleFromSelection: () => ruleFromSelection(server),
  };
  return vscode.Disposable.from(
    ...Object.entries(table).map(([name, run]) => vscode.commands.registerCommand(`tokenward.${name}`, run)),
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
