/** The program of killed-server.test.ts: the language server, which ends without a word at the N-th note that it writes or removes. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { builtinCatalogue } from "../../server/src/builtin-catalogue.ts";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import type { Notes } from "../../server/src/host/host.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { startServer } from "../../server/src/lsp/server.ts";

const killAt = Number(process.argv[2]);
let deeds = 0;

/** Half of the points lie before a deed, half behind it. */
async function deed(work: () => Promise<void>): Promise<void> {
  if (++deeds === killAt) process.kill(process.pid, "SIGKILL");
  await work();
  if (++deeds === killAt) process.kill(process.pid, "SIGKILL");
}

const killing = (notes: Notes): Notes => ({
  ...notes,
  write: (name, text) => deed(() => notes.write(name, text)),
  remove: (name) => deed(() => notes.remove(name)),
});

startServer(createConnection(ProposedFeatures.all), {
  createHost: (trusted) => {
    const host = createNodeHost(trusted);
    return { ...host, notes: killing(host.notes!) };
  },
  catalogue: builtinCatalogue(),
  references: builtinReferences(),
  version: "0.0.0-test",
});
