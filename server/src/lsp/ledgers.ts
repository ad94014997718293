/** The ledgers of the workspace's folders, kept until they change on disk. */
import type { Host } from "../host/host.ts";
import { readLedgerOf } from "../lifecycle/account.ts";
import type { Ledger } from "../lifecycle/ledger.ts";
import { accountsRoot } from "../lifecycle/root.ts";

export const isLedger = (path: string): boolean => /(?:^|\/)\.tokenward\/ledger\.jsonl$/.test(path);

interface Kept {
  readonly root: string;
  readonly ledger: Ledger | undefined;
}

export class Ledgers {
  readonly #host: Host;
  #known = new Map<string, Promise<Kept>>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** @param folder absolute */
  of(folder: string): Promise<Kept> {
    const known = this.#known.get(folder) ?? this.#read(folder);
    this.#known.set(folder, known);
    return known;
  }

  /** They are read again when they are next asked for. */
  invalidate(): void {
    this.#known = new Map();
  }

  async #read(folder: string): Promise<Kept> {
    const root = await accountsRoot(folder, this.#host);
    return { root, ledger: await readLedgerOf(root, this.#host) };
  }
}
