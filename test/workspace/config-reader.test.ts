/** What a config extends: presets, files, packages and pinned remote configs, found without running anything, each fault told where it is asked for. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { levelOf } from "../../server/src/config/levels.ts";
import type { CacheFolder } from "../../server/src/host/host.ts";
import { ConfigTree, type TreeOptions } from "../../server/src/workspace/configs.ts";
import { rulingsFor, Surroundings } from "../../server/src/workspace/surroundings.ts";
import { acmeRule } from "../acme-rule.ts";
import { MemoryFiles } from "./memory-host.ts";

const own = { ...acmeRule, examples: ["[[acme_{base62:36}]]", "[[acme_{base62:36}]]"], nonExamples: ["a", "b"] };

const read = (files: Readonly<Record<string, string>>, options: TreeOptions = {}, path = "/w/a.ts") =>
  new ConfigTree(new MemoryFiles(files), "/w", options).configsFor(path);
const namesOf = async (configs: ReturnType<typeof read>): Promise<string[]> => (await configs).map(({ file }) => file);
const faultsOf = async (configs: ReturnType<typeof read>): Promise<string[]> =>
  (await configs).at(-1)!.problems.map(({ message, position }) => `${position.line}: ${message}`);

describe("what a config extends", () => {
  it("holds beneath it, in its order, and counts its paths from the config's own folder", async () => {
    const configs = await read({
      "/w/.tokenward.yml":
        "extends: [strict, ./rules/base.yml, '@acme/tokens', 'plain/web']\nrules: { token/a: info }\n",
      "/w/rules/base.yml": "extends: ./more.yml\nignore: [gen/]\n",
      "/w/rules/more.yml": "rules: { token/a: off }\n",
      "/node_modules/@acme/tokens/package.json": '{ "tokenward": "./config/main.yml" }',
      "/node_modules/@acme/tokens/config/main.yml": "rules: { token/b: off }\n",
      "/w/node_modules/plain/package.json": "{}",
      "/w/node_modules/plain/web.yml": "rules: { token/c: off }\n",
    });
    assert.deepEqual(
      configs.map(({ file }) => file),
      [
        "strict",
        "/w/rules/more.yml",
        "/w/rules/base.yml",
        "/node_modules/@acme/tokens/config/main.yml",
        "/w/node_modules/plain/web.yml",
        "/w/.tokenward.yml",
      ],
    );
    assert.ok(configs.every(({ folder, problems }) => folder === "/w" && problems.length === 0));
    assert.deepEqual(
      ["token/a", "token/b", "token/c", "token/d"].map((id) => levelOf(id, configs)),
      ["info", "off", "off", "error"],
    );
  });

  it("holds in each folder of the chain", async () => {
    const files = {
      "/w/.tokenward.yml": "extends: strict\n",
      "/w/src/.tokenward.yml": "extends: recommended\nrules: { token/a: off }\n",
    };
    assert.deepEqual(await namesOf(read(files, {}, "/w/src/x/a.ts")), [
      "strict",
      "/w/.tokenward.yml",
      "recommended",
      "/w/src/.tokenward.yml",
    ]);
    assert.equal(levelOf("token/b", await read(files, {}, "/w/src/a.ts")), "on");
  });

  const faults: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
    "a file that is not there": [
      { "/w/.tokenward.yml": "\nextends: ./none.yml" },
      /^1: \.\/none\.yml: there is no such/,
    ],
    "a package that is not there": [{ "/w/.tokenward.yml": "\nextends: none" }, /^1: none: no node_modules/],
    "a package without a config": [
      { "/w/.tokenward.yml": "\nextends: p", "/w/node_modules/p/package.json": '{"tokenward":"../../x"}' },
      /^1: p: the package holds no tokenward\.yml/,
    ],
    "a circle": [
      { "/w/.tokenward.yml": "\nextends: ./b.yml", "/w/b.yml": "extends: ./.tokenward.yml" },
      /^1: \.\/b\.yml:1:10: \.\/\.tokenward\.yml: it extends this file/,
    ],
    "a fault further in": [
      { "/w/.tokenward.yml": "\nextends: ./b.yml", "/w/b.yml": "odd: 1" },
      /^1: \.\/b\.yml:1:1: "odd" is not a key/,
    ],
  };
  for (const [what, [files, message]] of Object.entries(faults))
    it(`tells of ${what} where it is asked for`, async () => {
      const [fault, ...rest] = await faultsOf(read(files));
      assert.match(fault!, message);
      assert.deepEqual(rest, []);
    });

  it("comes to an end however deep and wide it is", async () => {
    const deep = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`/w/c${at}.yml`, `extends: [./c${at + 1}.yml, ./c${at + 2}.yml]`]),
    );
    const configs = await read({ "/w/.tokenward.yml": "extends: ./c0.yml", ...deep });
    assert.ok(configs.length > 8 && configs.length <= 80);
    assert.ok(configs.some(({ problems }) => problems.some(({ message }) => /more than/.test(message))));
  });

  it("stays inside the folder where the workspace is not trusted", async () => {
    const files = {
      "/w/.tokenward.yml": "extends: [../out.yml, p, ./in.yml]",
      "/w/in.yml": "",
      "/out.yml": "",
      "/node_modules/p/package.json": "{}",
      "/node_modules/p/tokenward.yml": "",
    };
    assert.deepEqual(await namesOf(read(files)), [
      "/out.yml",
      "/node_modules/p/tokenward.yml",
      "/w/in.yml",
      "/w/.tokenward.yml",
    ]);
    const untrusted = read(files, { trusted: () => false });
    assert.deepEqual(await namesOf(untrusted), ["/w/in.yml", "/w/.tokenward.yml"]);
    assert.match((await faultsOf(untrusted))[0]!, /trusted/);
  });
});

describe("a remote config", () => {
  const body = "rules: { token/a: off }\n";
  const pin = createHash("sha256").update(body).digest("hex");
  const files = (sha256 = pin) => ({
    "/w/.tokenward.yml": `extends: { url: "https://example.org/a.yml", sha256: "${sha256}" }`,
  });
  const kept = new Map<string, Uint8Array>();
  const cache: Pick<CacheFolder, "read" | "write"> = {
    read: async (name) => {
      const bytes = kept.get(name);
      return bytes && { bytes };
    },
    write: async (name, bytes) => void kept.set(name, bytes),
  };
  let asked: string[] = [];
  const fetch = async (url: string): Promise<Uint8Array> => {
    asked.push(url);
    return Buffer.from(body);
  };
  beforeEach(() => {
    kept.clear();
    asked = [];
  });

  it("is fetched once, checked, and kept", async () => {
    for (let time = 0; time < 2; time++) assert.equal(levelOf("token/a", await read(files(), { fetch, cache })), "off");
    assert.deepEqual(asked, ["https://example.org/a.yml"]);
  });

  it("is fetched again where what was kept is another", async () => {
    kept.set(`config-${pin}`, Buffer.from("rules: { token/a: error }"));
    assert.equal(levelOf("token/a", await read(files(), { fetch, cache })), "off");
    assert.equal(asked.length, 1);
  });

  it("is left out where its hash is another, and the hash is told", async () => {
    const configs = read(files("0".repeat(63).concat("a")), { fetch, cache });
    assert.equal(levelOf("token/a", await configs), undefined);
    assert.match((await faultsOf(configs))[0]!, new RegExp(`its hash is ${pin}`));
    assert.equal(kept.size, 0);
  });

  it("is not asked for where the workspace is not trusted, nor where there is no network", async () => {
    assert.match((await faultsOf(read(files(), { fetch, cache, trusted: () => false })))[0]!, /trusted/);
    assert.deepEqual(asked, []);
    assert.match((await faultsOf(read(files())))[0]!, /nothing can be fetched/);
    const failing = async () => Promise.reject(new Error("no"));
    assert.match((await faultsOf(read(files(), { fetch: failing })))[0]!, /could not be fetched/);
  });

  it("names no files, which would be this machine's", async () => {
    const local = "extends: ./etc.yml\n";
    const configs = read(files(createHash("sha256").update(local).digest("hex")), {
      fetch: async () => Buffer.from(local),
    });
    assert.match((await faultsOf(configs))[0]!, /extends presets and remote configs only/);
  });
});

describe("a config", () => {
  it("says which versions it is written for", async () => {
    const unmet = await read({ "/w/.tokenward.yml": 'requires: ">=9"' }, { version: "0.1.0" });
    assert.match(unmet[0]!.unmet!, /requires Tokenward >=9, and this is 0\.1\.0/);
    const met = await read({ "/w/.tokenward.yml": 'requires: ">=0.1 <1"' }, { version: "0.1.0" });
    assert.deepEqual([met[0]!.unmet, met[0]!.problems], [undefined, []]);
    assert.match((await faultsOf(read({ "/w/.tokenward.yml": "requires: soon" })))[0]!, /no range of versions/);
  });

  it("calls rules by their former ids too", async () => {
    const builtinId = (id: string) => (id === "token/old" || id === "token/new" ? "token/new" : undefined);
    const configs = await read({ "/w/.tokenward.yml": "rules: { token/old: off }" }, { builtinId });
    assert.equal(levelOf("token/new", configs), "off");
  });

  it("holds rules of its own, and so does a rule file that it extends", async () => {
    const learned: string[] = [];
    const files = {
      "/w/.tokenward.yml": stringify({ extends: "./acme.yml", ownRules: [own, { ...own, id: "token/github-pat" }] }),
      "/w/acme.yml": stringify({ rules: [{ ...own, id: "token/acme-two" }, { id: "token/half" }] }),
    };
    const builtinId = (id: string) => (id === "token/github-pat" ? id : undefined);
    const configs = await read(files, { builtinId, onOwnRules: (rules) => learned.push(...rules.map(({ id }) => id)) });
    assert.deepEqual(learned, ["token/acme-two", "token/acme-key"]);
    const faults = configs.at(-1)!.problems.map(({ message }) => message);
    assert.ok(faults.some((fault) => /^\.\/acme\.yml:\d+:\d+: token\/half: /.test(fault)));
    assert.ok(faults.some((fault) => /^token\/github-pat: there is a built-in rule/.test(fault)));
    const { team } = await new Surroundings(new ConfigTree(new MemoryFiles(files), "/w", { builtinId })).of("/w/a");
    assert.deepEqual(
      team?.rules.map(({ id }) => id),
      ["token/acme-two", "token/acme-key"],
    );
  });

  it("may say other things of some files, the last of them deciding", async () => {
    const text =
      "rules: { token/a: error }\noverrides:\n  - { files: 'test/', rules: { token/a: off } }\n  - { files: '*.snap', rules: { token/a: info } }\n";
    const tree = new ConfigTree(new MemoryFiles({ "/w/.tokenward.yml": text }), "/w");
    const surroundings = new Surroundings(tree);
    const levelAt = async (path: string) => levelOf("token/a", (await surroundings.of(path)).levels);
    assert.deepEqual(await Promise.all(["/w/a.ts", "/w/test/a.ts", "/w/test/a.snap", "/w/a.snap"].map(levelAt)), [
      "error",
      "off",
      "info",
      "info",
    ]);
    assert.equal((await surroundings.of("/w/a.ts")).levels, (await surroundings.of("/w/b.ts")).levels);
    const { layers } = rulingsFor(await tree.configsFor("/w/a.ts"))("/w/test/a.snap");
    assert.deepEqual(
      layers[0]!.rules.map(({ position }) => position.line),
      [0, 2, 3],
    );
  });

  it("may be the only one, or none, with a preset beneath", async () => {
    const files = { "/w/.tokenward.yml": "rules: { token/a: off }", "/x/other.yml": "rules: { token/b: off }" };
    assert.deepEqual(await namesOf(read(files, { only: "/x/other.yml" })), ["/x/other.yml"]);
    assert.equal((await read(files, { only: "/x/other.yml" }))[0]!.folder, "/w");
    assert.deepEqual(await namesOf(read(files, { only: null, preset: "strict" })), ["strict"]);
    assert.deepEqual(await namesOf(read(files, { preset: "strict" })), ["strict", "/w/.tokenward.yml"]);
  });
});
