/** The language server's door on Node: over standard input and output, an IPC channel, a socket or a pipe, as the arguments say. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import manifest from "../../package.json" with { type: "json" };
import { builtinCatalogue } from "./builtin-catalogue.ts";
import { builtinReferences } from "./builtin-references.ts";
import { grammarFolder, nodeGrammars } from "./host/grammars.ts";
import { createNodeHost } from "./host/node.ts";
import { threadProgram } from "./host/threads.ts";
import { startServer } from "./lsp/server.ts";

const folder = grammarFolder();
startServer(createConnection(ProposedFeatures.all), {
  createHost: (trusted) => createNodeHost(trusted, threadProgram()),
  catalogue: builtinCatalogue(),
  references: builtinReferences(),
  ...(folder && { grammars: nodeGrammars(folder) }),
  version: manifest.version,
  // Put here by the bundler.
  ...(process.env.TOKENWARD_BUILD && { build: process.env.TOKENWARD_BUILD }),
});
