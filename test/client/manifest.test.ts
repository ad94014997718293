/** The manifest of the extension says everything in translatable words and names only what there is. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultSettings } from "../../server/src/protocol.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string): string => readFileSync(join(root, name), "utf8");

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
}

describe("the manifest", () => {
  const text = read("package.json");
  const manifest = JSON.parse(text);
  const words: Record<string, string> = JSON.parse(read("package.nls.json"));
  const { contributes } = manifest;
  const commands: string[] = contributes.commands.map(({ command }: Entry) => command);

  it("uses every word of package.nls.json, and no other", () => {
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map((found) => found[1]!));
    deepEqual([...used].sort(), Object.keys(words).sort());
  });

  it("has no text of its own where people read", () => {
    for (const { title, category } of contributes.commands) {
      match(title, /^%.+%$/);
      equal(category, "Tokenward");
    }
    for (const setting of Object.values<Record<string, unknown>>(contributes.configuration.properties)) {
      match(String(setting.markdownDescription), /^%.+%$/);
    }
  });

  it("offers in menus and welcome texts only commands that there are", () => {
    const offered = Object.values<Entry[]>(contributes.menus)
      .flat()
      .flatMap(({ command }) => command ?? []);
    const linked = Object.values(words).flatMap((said) =>
      [...said.matchAll(/command:(tokenward\.(?!inventory)\w+)/g)].map((found) => found[1]!),
    );
    deepEqual(
      [...offered, ...linked].filter((command) => !commands.includes(command)),
      [],
    );
  });

  it("has the settings that the server heeds, with the same defaults", () => {
    const { properties } = contributes.configuration;
    for (const [name, value] of Object.entries(defaultSettings))
      equal(properties[`tokenward.${name}`]?.default, value, name);
  });

  it("says for every setting what it is for, where it may be set and in which order", () => {
    const settings = Object.values<Record<string, unknown>>(contributes.configuration.properties);
    deepEqual(
      settings.map(({ order }) => order),
      settings.map((_, at) => at + 1),
    );
    for (const { scope } of settings) ok(["resource", "window"].includes(String(scope)));
  });

  it("names pictures that exist", () => {
    const pictures = [...text.matchAll(/"(media\/[\w/.-]+)"/g)].map((found) => found[1]!);
    ok(pictures.length > 5);
    deepEqual(
      pictures.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it("starts by itself, but never before the editor has", () => {
    deepEqual(manifest.activationEvents, ["onStartupFinished"]);
  });
});
