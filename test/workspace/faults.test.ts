/** Whatever call to a provider's other side fails, before it arrives or after, a moved value is in the code or in the store. */
import assert from "node:assert/strict";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import type { Host, ProgramCall, WebCall } from "../../server/src/host/host.ts";
import { providerOf } from "../../server/src/providers/index.ts";
import type { Surroundings } from "../../server/src/providers/provider.ts";
import { carryOut } from "../../server/src/workspace/transaction.ts";
import type { Started } from "../providers/backends/backend.ts";
import { fakedBackends } from "../providers/backends/faked.ts";
import { realBackends } from "../providers/backends/real.ts";
import { MemoryFiles, memoryHost } from "./memory-host.ts";
import { MemoryNotes } from "./memory-notes.ts";

const value = new Secret(mint("ghp_{alnum:36}", seededRandom(3)).text);

/** One of each kind: an encrypted file, a program, a server. */
const kinds = [
  ["dotenvx", realBackends],
  ["bitwarden", fakedBackends],
  ["infisical", fakedBackends],
] as const;

const ENOUGH = 4;

/** Counts what is done to the world, and fails at one of the points before and behind each. */
class Faults {
  points = 0;
  readonly #failAt: number;

  constructor(failAt: number) {
    this.#failAt = failAt;
  }

  async deed<T>(work: () => Promise<T>, fault: () => T): Promise<T> {
    if (++this.points === this.#failAt) return fault();
    const result = await work();
    return ++this.points === this.#failAt ? fault() : result;
  }

  around({ host, ...rest }: Surroundings): Surroundings {
    const { outside, files } = host;
    const full = (): never => {
      throw new Error("the disk is full");
    };
    return {
      ...rest,
      host: {
        ...host,
        files: {
          ...files,
          read: (path) => files.read(path),
          write: (path, text) => this.deed(() => files.write(path, text), full),
        },
        ...(outside && {
          outside: {
            ...outside,
            run: (call: ProgramCall) =>
              this.deed(
                () => outside.run(call),
                () => ({ silence: "slow" }) as const,
              ),
            ask: (call: WebCall) =>
              this.deed(
                () => outside.ask(call),
                () => ({ silence: "slow" }) as const,
              ),
          },
        }),
      },
    };
  }
}

describe("a move whose store fails", () => {
  for (const [id, backends] of kinds)
    it(`loses nothing at any call (${id})`, async function () {
      this.timeout(60_000);
      const provider = providerOf(id)!;
      const started: Started = await backends.find((backend) => backend.id === id)!.start();
      try {
        let failAt = 1;
        for (let reached = true; reached; failAt++) {
          const faults = new Faults(failAt);
          const sound = provider.open(started.surroundings);
          const store = provider.open(faults.around(started.surroundings));
          let inCode = true;
          const edit = async () => {
            inCode = false;
            return "done" as const;
          };
          const host: Host = { ...memoryHost(new MemoryFiles({})), notes: new MemoryNotes() };
          const put = { folder: "", at: { provider, store, at: "here" }, name: "A", value, files: ["a.js"] };
          const outcome = await carryOut({ base: "/w", puts: [put], edit }, host).catch((error: Error) => error);
          const kept = (await sound.get("A"))?.equals(value) ?? false;
          assert.ok(inCode || kept, `lost at point ${failAt}`);
          assert.equal(inCode, outcome !== "done", `point ${failAt}: ${outcome}`);
          if (outcome instanceof Error) assert.ok(!value.standsIn(String(outcome.stack)));
          await sound.remove("A");
          reached = faults.points >= failAt;
        }
        assert.ok(failAt > ENOUGH, `${failAt} points`);
      } finally {
        await started.stop();
      }
    });
});
