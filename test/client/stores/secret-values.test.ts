/** The secret storage holds what each folder put there, also when many ask at once. */
import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { SecretValues } from "../../../client/src/stores/secret-values.ts";

/** Slow, so that writes that do not wait for each other lose one. */
class SlowSecrets {
  readonly texts = new Map<string, string>();
  readonly #listeners: ((event: { key: string }) => void)[] = [];

  async get(key: string): Promise<string | undefined> {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return this.texts.get(key);
  }

  async store(key: string, text: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.texts.set(key, text);
    for (const listener of this.#listeners) listener({ key });
  }

  onDidChange(listener: (event: { key: string }) => void): { dispose(): void } {
    this.#listeners.push(listener);
    return { dispose: () => {} };
  }
}

const [folder, other] = ["file:///w/a", "file:///w/b"];

describe("values in the secret storage", () => {
  let secrets: SlowSecrets;
  let values: SecretValues;
  beforeEach(() => {
    secrets = new SlowSecrets();
    values = new SecretValues(secrets as unknown as vscode.SecretStorage);
  });

  it("are put, got, listed and removed", async () => {
    await values.answer({ action: "put", folder, name: "A", value: "1" });
    assert.deepEqual(await values.answer({ action: "get", folder, name: "A" }), { value: "1" });
    assert.deepEqual(await values.answer({ action: "names", folder }), { names: ["A"] });
    await values.answer({ action: "remove", folder, name: "A" });
    assert.deepEqual([await values.answer({ action: "get", folder, name: "A" }), await values.of(folder)], [{}, {}]);
  });

  it("are each folder's own", async () => {
    await values.answer({ action: "put", folder, name: "A", value: "1" });
    assert.deepEqual(await values.answer({ action: "names", folder: other }), { names: [] });
  });

  it("do not lose one of many that are put at once", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `N${at}`);
    await Promise.all(names.map((name) => values.answer({ action: "put", folder, name, value: name })));
    assert.deepEqual(Object.keys(await values.of(folder)), names);
  });

  it("go on after one that failed", async () => {
    secrets.texts.set(`values ${folder}`, "{");
    await assert.rejects(values.answer({ action: "names", folder }));
    assert.deepEqual(await values.answer({ action: "names", folder: other }), { names: [] });
  });

  it("tell when they changed", async () => {
    let told = 0;
    values.onDidChange(folder, () => told++);
    await values.answer({ action: "put", folder: other, name: "A", value: "1" });
    await values.answer({ action: "put", folder, name: "A", value: "1" });
    assert.equal(told, 1);
  });

  it("know no name that objects have by themselves", async () => {
    assert.deepEqual(await values.answer({ action: "get", folder, name: "constructor" }), {});
  });
});
