/** The extension comes up by itself and brings what its manifest says. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "../workbench.ts";

const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension("tokenward.tokenward");
  ok(found, "the extension is installed");
  return found;
};

describe("activation", () => {
  it("is the packaged extension", () => {
    ok(/extensions\/tokenward\.tokenward-/.test(extension().extensionPath), extension().extensionPath);
  });

  it("happens by itself", async () => {
    await until("active", () => extension().isActive);
  });

  it("registers every command of the manifest", async () => {
    const declared: string[] = extension().packageJSON.contributes.commands.map(
      ({ command }: vscode.Command) => command,
    );
    const registered = new Set(await vscode.commands.getCommands(true));
    deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });

  it("has a description and a default for every setting", () => {
    const { properties } = extension().packageJSON.contributes.configuration;
    const settings = Object.entries<{ markdownDescription: string; default: unknown }>(properties);
    for (const [name, { markdownDescription, default: value }] of settings) {
      match(markdownDescription, /^[^%].{20}/, name);
      equal(vscode.workspace.getConfiguration().inspect(name)?.defaultValue, value, name);
    }
  });
});
