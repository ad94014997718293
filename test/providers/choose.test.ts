/** Without a word from anybody: the team's policy, what is used already, what the files tell, `.env`. */
import assert from "node:assert/strict";
import { chooseProvider, evident } from "../../server/src/providers/choose.ts";
import { MemoryFiles, memoryHost } from "../workspace/memory-host.ts";

const host = (texts: Readonly<Record<string, string>>) =>
  memoryHost(new MemoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text]))));

const chosen = async (texts: Readonly<Record<string, string>>, policy?: string): Promise<string> =>
  (await chooseProvider(host(texts), "/w", policy)).provider.id;

describe("the choice of a provider", () => {
  it("is .env where nothing speaks for another", async () => {
    for (const texts of [{}, { ".env": "A=1\n" }]) assert.equal(await chosen(texts), "dotenv");
  });

  it("is the team's", async () => {
    assert.equal(await chosen({ ".sops.yaml": "", "api/a.js": "" }, "vault"), "vault");
  });

  it("is not .env where the team wants one that is not known here", async () => {
    await assert.rejects(chosen({}, "editor"), /"editor", which cannot be used here/);
  });

  it("is the one that holds values already", async () => {
    const register = '{"version": 1, "stores": {}, "names": {"A": "aws"}}';
    assert.equal(await chosen({ ".tokenward/stores.json": register, ".sops.yaml": "" }), "aws");
  });

  it("is the one that the files tell of", async () => {
    const signs: Readonly<Record<string, Record<string, string>>> = {
      sops: { ".sops.yaml": "creation_rules: []\n", ".env": "A=1\n" },
      dotenvx: { ".env": 'DOTENV_PUBLIC_KEY="02ab"\nA=encrypted:x\n' },
      doppler: { "doppler.yaml": "setup: []\n" },
      infisical: { ".infisical.json": "{}" },
      "1password": { ".env": "A=op://dev/acme/token\n" },
    };
    for (const [id, texts] of Object.entries(signs)) assert.equal(await chosen(texts), id);
  });

  it("is no cloud for a hint alone, which is told all the same", async () => {
    const texts = { "package.json": '{ "dependencies": { "@aws-sdk/client-secrets-manager": "^3.0.0" } }' };
    assert.equal(await chosen(texts), "dotenv");
    assert.deepEqual(
      (await evident(host(texts), "/w")).map(({ provider, file }) => [provider.id, file]),
      [["aws", "package.json"]],
    );
  });
});
