/** The tokens as the server last told them, with the person's grouping, order and filter: every view shows this and keeps nothing itself. */
import * as vscode from "vscode";
import {
  type InventoryResult,
  inventory,
  type ProtocolReference,
  type ProtocolToken,
  type ReferencesResult,
  references,
} from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";
import { matches } from "./filter.ts";
import { type Grouping, groupings } from "./grouping.ts";
import { type Sorting, sorted, sortings } from "./sorting.ts";

/** `unscanned`: only open documents are known; `clean`: everything is known and there is nothing. */
export type Phase = "stopped" | "scanning" | "unscanned" | "clean" | "found";

const NOTHING: InventoryResult = { scanning: false, complete: false, tokens: [] };
const GROUPING_KEY = "tokenward.grouping";
const SORTING_KEY = "tokenward.sorting";

export class InventoryStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #listening: vscode.Disposable;
  #result = NOTHING;
  #filter = "";
  #fetching = false;
  #stale = false;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#listening = server.onDidChange(() => void this.#refresh());
  }

  get phase(): Phase {
    const { scanning, complete, tokens } = this.#result;
    if (this.#server.state === "stopped") return "stopped";
    if (scanning || this.#server.state === "starting") return "scanning";
    if (tokens.length > 0) return "found";
    return complete ? "clean" : "unscanned";
  }

  /** Whether the whole workspace was scanned. */
  get complete(): boolean {
    return this.#result.complete;
  }

  get all(): readonly ProtocolToken[] {
    return this.#result.tokens;
  }

  /** The good tokens, asked for when they are to be shown. */
  async references(): Promise<readonly ProtocolReference[]> {
    if (this.#server.state !== "running") return [];
    const asked = this.#server.request<ReferencesResult>(references, {});
    return (await asked.catch((): ReferencesResult => ({ references: [] }))).references;
  }

  /** As the server has it now, for whoever cannot wait to be told. */
  async current(): Promise<readonly ProtocolToken[]> {
    return (await this.#fetch()).tokens;
  }

  /** Those that the filter leaves, in the person's order. */
  get shown(): readonly ProtocolToken[] {
    const left = this.all.filter((token) => matches(token, this.#filter));
    return sorted(left, this.sorting);
  }

  get filter(): string {
    return this.#filter;
  }

  setFilter(filter: string): void {
    this.#filter = filter.trim();
    this.#changed.fire();
  }

  get grouping(): Grouping {
    const kept = this.#memory.get<Grouping>(GROUPING_KEY);
    return kept && groupings.includes(kept) ? kept : "severity";
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    await this.#memory.update(GROUPING_KEY, grouping);
    this.#changed.fire();
  }

  get sorting(): Sorting {
    const kept = this.#memory.get<Sorting>(SORTING_KEY);
    return kept && sortings.includes(kept) ? kept : "severity";
  }

  async setSorting(sorting: Sorting): Promise<void> {
    await this.#memory.update(SORTING_KEY, sorting);
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  /** One question at a time: news that come meanwhile make one more, however many they are. */
  async #refresh(): Promise<void> {
    this.#stale = true;
    if (this.#fetching) return;
    this.#fetching = true;
    while (this.#stale) {
      this.#stale = false;
      this.#result = await this.#fetch();
      this.#changed.fire();
    }
    this.#fetching = false;
  }

  async #fetch(): Promise<InventoryResult> {
    if (this.#server.state !== "running") return NOTHING;
    // A server that goes down meanwhile says so by its state, which is asked for next.
    return this.#server.request<InventoryResult>(inventory, {}).catch(() => NOTHING);
  }
}
