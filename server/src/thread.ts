/** The door of threads: what the command line and the language server start beside themselves to scan. */
import { builtinCatalogue } from "./builtin-catalogue.ts";
import { builtinReferences } from "./builtin-references.ts";
import { grammarFolder, nodeGrammars } from "./host/grammars.ts";
import { threadHashes } from "./host/node.ts";
import { contentHash } from "./host/node-cache.ts";
import { nodeFiles } from "./host/node-files.ts";
import { ownThread } from "./host/threads.ts";
import { isSetup } from "./lsp/large/messages.ts";
import { serveDocuments } from "./lsp/large/serve.ts";
import { serveScans } from "./workspace/pool/serve.ts";
import { isTeamSetup } from "./workspace/team/messages.ts";

const thread = ownThread();
const catalogue = builtinCatalogue();
if (thread && isSetup(thread.setup)) serveDocuments(thread, catalogue);
else if (thread && isTeamSetup(thread.setup))
  import("./workspace/team/serve.ts").then(({ serveTeam }) => serveTeam(thread));
else if (thread)
  serveScans(thread, {
    catalogue,
    references: builtinReferences,
    grammars: () => nodeGrammars(grammarFolder() ?? ""),
    hashes: threadHashes,
    read: nodeFiles.reader(),
    hash: contentHash,
  });
