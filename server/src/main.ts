/** The language server's door on Node: over standard input and output, an IPC channel, a socket or a pipe, as the arguments say. */
import { join } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import manifest from "../../package.json" with { type: "json" };
import { builtinCatalogue } from "./builtin-catalogue.ts";
import { builtinReferences } from "./builtin-references.ts";
import { nodeGrammars } from "./host/grammars.ts";
import { createNodeHost } from "./host/node.ts";
import { startServer } from "./lsp/server.ts";

startServer(createConnection(ProposedFeatures.all), {
  createHost: createNodeHost,
  catalogue: builtinCatalogue(),
  references: builtinReferences(),
  grammars: nodeGrammars(join(import.meta.dirname, "grammars")),
  version: manifest.version,
});
