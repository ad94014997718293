/** A store in memory that fails when it is told to, for tests of moves. */
import { Secret } from "../../server/src/engine/secret.ts";
import { providerOf } from "../../server/src/providers/index.ts";
import type { OpenStore } from "../../server/src/providers/project.ts";
import { type Probe, ProviderError, type Store } from "../../server/src/providers/provider.ts";

export type StoreFault = "get" | "put-before" | "put-after" | "read-back" | "other-value" | "remove";

export class MemoryStore implements Store {
  readonly values = new Map<string, Secret>();
  readonly #fault: StoreFault | undefined;
  #puts = 0;

  constructor(fault?: StoreFault) {
    this.#fault = fault;
  }

  get opened(): OpenStore {
    return { provider: providerOf("vault")!, store: this, at: "secret/test" };
  }

  async probe(): Promise<Probe> {
    return { state: "ready", at: "memory" };
  }

  async names(): Promise<readonly string[]> {
    return [...this.values.keys()];
  }

  async get(name: string): Promise<Secret | undefined> {
    if (this.#fault === "get") throw new ProviderError("cannot read");
    if (this.#fault === "read-back" && this.#puts > 0) throw new ProviderError("cannot read");
    if (this.#fault === "other-value" && this.#puts > 0) return new Secret("something else");
    return this.values.get(name);
  }

  async put(name: string, value: Secret): Promise<void> {
    if (this.#fault === "put-before") throw new ProviderError("cannot put");
    this.#puts++;
    this.values.set(name, value);
    if (this.#fault === "put-after") throw new ProviderError("cannot put");
  }

  async remove(name: string): Promise<void> {
    if (this.#fault === "remove") throw new ProviderError("cannot remove");
    this.values.delete(name);
  }
}
