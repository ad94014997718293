/** The language server's door in a web worker: it talks to the page that started it. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import manifest from "../../package.json" with { type: "json" };
import { builtinCatalogue } from "./builtin-catalogue.ts";
import { builtinReferences } from "./builtin-references.ts";
import { createBrowserHost } from "./host/browser.ts";
import { grammarsAt } from "./host/browser-grammars.ts";
import { startServer } from "./lsp/server.ts";

const worker = globalThis as never;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(worker),
  new BrowserMessageWriter(worker),
);
startServer(connection, {
  createHost: createBrowserHost,
  diskless: true,
  grammarsAt,
  catalogue: builtinCatalogue(),
  references: builtinReferences(),
  version: manifest.version,
});
