/** One contract for all providers, each tried against what is real here, else against a fake of the documented protocol. */
import assert from "node:assert/strict";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import type { ProgramCall, WebCall } from "../../server/src/host/host.ts";
import { providerOf, providers } from "../../server/src/providers/index.ts";
import { ProviderError, type Store, type Surroundings } from "../../server/src/providers/provider.ts";
import { type Backend, programAt, type Started } from "./backends/backend.ts";
import { fakedBackends } from "./backends/faked.ts";
import { realBackends } from "./backends/real.ts";

const random = seededRandom(5);
const minted = (template: string): string => mint(template, random).text;

/** By what is hard about them. */
const values: Readonly<Record<string, string>> = {
  token: minted("ghp_{alnum:36}"),
  signs: `${minted("{alnum:8}")} p$w"'\\ \`x\` \${Y} #%&<>|;`,
  lines: `-----BEGIN THING-----\n${minted("{base64:64}\\n{base64:64}").replaceAll("\\n", "\n")}\n-----END THING-----\n`,
  letters: `${minted("{alnum:8}")} ä ß 漢字 🔑`,
  long: minted("{base64:9000}"),
};

for (const backend of [...realBackends, ...fakedBackends]) {
  describe(`provider ${backend.id}, with ${backend.what}`, () => contract(backend));
}

describe("the contract", () => {
  it("is tried on every provider", () => {
    const tried = new Set([...realBackends, ...fakedBackends].map(({ id }) => id));
    assert.deepEqual([...tried].sort(), providers.map(({ id }) => id).sort());
  });
});

interface Calls {
  readonly programs: ProgramCall[];
  readonly web: WebCall[];
}

function contract({ id, needs, refuses = [], kinds = Object.keys(values), inside, start }: Backend): void {
  let started: Started | undefined;
  const calls: Calls = { programs: [], web: [] };
  const open = (surroundings: Surroundings): Store => providerOf(id)!.open(surroundings);
  const store = (): Store => open(watched(started!.surroundings, calls));

  before(async function () {
    const missing = needs.filter((program) => programAt(program) === undefined);
    if (missing.length > 0) {
      console.log(`      not installed, so not tried: ${missing.join(", ")} (npx tsx scripts/stores.ts)`);
      this.skip();
    }
    started = await start();
  });
  after(() => started?.stop());

  it("is ready, and says where values rest", async () => {
    const probe = await store().probe();
    assert.equal(probe.state, "ready", JSON.stringify(probe));
    assert.ok(probe.state === "ready" && probe.at.length > 0);
  });

  it("holds nothing at first", async () => {
    assert.deepEqual(await store().names(), []);
    assert.equal(await store().get("NOT_THERE"), undefined);
    await store().remove("NOT_THERE");
  });

  it("gives back what was put, byte for byte, or refuses it and keeps nothing", async () => {
    for (const kind of kinds) {
      const value = values[kind]!;
      const name = `TEST_${kind.toUpperCase()}`;
      const putting = store().put(name, new Secret(value));
      if (refuses.includes(kind)) {
        await assert.rejects(putting, (error) => error instanceof ProviderError && !error.message.includes(value));
        assert.equal(await store().get(name), undefined);
      } else {
        await putting;
        assert.equal((await store().get(name))?.equals(new Secret(value)), true, kind);
      }
    }
  });

  it("lists what was put", async () => {
    const kept = kinds.filter((kind) => !refuses.includes(kind));
    assert.deepEqual([...(await store().names())].sort(), kept.map((kind) => `TEST_${kind.toUpperCase()}`).sort());
  });

  it("replaces a value, and leaves the others", async () => {
    const value = new Secret(minted("ghp_{alnum:36}"));
    await store().put("TEST_TOKEN", value);
    assert.equal((await store().get("TEST_TOKEN"))?.equals(value), true);
    assert.equal((await store().get("TEST_LINES"))?.equals(new Secret(values.lines!)), true);
  });

  it("takes one out, and it can be put again", async () => {
    await store().remove("TEST_TOKEN");
    assert.equal(await store().get("TEST_TOKEN"), undefined);
    assert.ok(!(await store().names()).includes("TEST_TOKEN"));
    const value = new Secret(values.token!);
    await store().put("TEST_TOKEN", value);
    assert.equal((await store().get("TEST_TOKEN"))?.equals(value), true);
  });

  it("handed no value over in an argument, a variable, an address or a header", () => {
    for (const { input: _, ...call } of calls.programs) holdsNoValue(call);
    for (const { body: _, ...call } of calls.web) holdsNoValue(call);
    if (!inside) assert.ok(calls.programs.length + calls.web.length > 0);
  });

  it("reaches nothing from a folder that is not trusted", async function () {
    if (inside) this.skip();
    const { host, ...rest } = started!.surroundings;
    const silent = {
      run: async () => ({ silence: "untrusted" }) as const,
      ask: async () => ({ silence: "untrusted" }) as const,
    };
    const stranger = open({ ...rest, host: { ...host, outside: { ...host.outside!, ...silent } } });
    assert.ok(["absent", "signed-out", "unset"].includes((await stranger.probe()).state));
    await assert.rejects(stranger.put("TEST_TOKEN", new Secret(values.token!)), ProviderError);
  });

  it("says what to do where its program or server is missing, without the value", async function () {
    if (inside) this.skip();
    const { host, ...rest } = started!.surroundings;
    const silent = {
      run: async () => ({ silence: "missing" }) as const,
      ask: async () => ({ silence: "unreachable" }) as const,
    };
    const lost = open({ ...rest, host: { ...host, outside: { ...host.outside!, ...silent } } });
    const probe = await lost.probe();
    assert.ok(probe.state !== "ready" && probe.remedy.length > 20, JSON.stringify(probe));
    await assert.rejects(lost.put("TEST_TOKEN", new Secret(values.token!)), (error) => {
      assert.ok(error instanceof ProviderError && error.message.length > 10);
      return !error.message.includes(values.token!);
    });
  });

  it("quotes no value when a program fails and quotes it", async function () {
    if (inside) this.skip();
    const { host, ...rest } = started!.surroundings;
    const quoting = {
      run: async ({ input = "" }: ProgramCall) => ({
        status: 1,
        stdout: "",
        stderr: `cannot take ${input}\nbad ${input}`,
      }),
      ask: async ({ body = "" }: WebCall) => ({ status: 500, body: `cannot take ${body}` }),
    };
    const broken = open({ ...rest, host: { ...host, outside: { ...host.outside!, ...quoting } } });
    for (const value of Object.values(values))
      await assert.rejects(broken.put("TEST_TOKEN", new Secret(value)), (error) => {
        const message = String((error as Error).stack);
        return value.split("\n").every((line) => line.length < 12 || !message.includes(line));
      });
  });
}

function holdsNoValue(call: object): void {
  const text = JSON.stringify(call);
  for (const [kind, value] of Object.entries(values)) {
    assert.ok(!text.includes(JSON.stringify(value).slice(1, -1)), kind);
    assert.ok(!text.includes(encodeURIComponent(value)), kind);
  }
}

function watched(surroundings: Surroundings, calls: Calls): Surroundings {
  const { outside } = surroundings.host;
  if (!outside) return surroundings;
  const noted = {
    ...outside,
    run: (call: ProgramCall) => {
      calls.programs.push(call);
      return outside.run(call);
    },
    ask: (call: WebCall) => {
      calls.web.push(call);
      return outside.ask(call);
    },
  };
  return { ...surroundings, host: { ...surroundings.host, outside: noted } };
}
