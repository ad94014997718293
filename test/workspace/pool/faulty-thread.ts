/** A scanning thread that fails at files of certain names: the tests' way to what the product must survive. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import type { FileReader } from "../../../server/src/host/host.ts";
import { threadHashes } from "../../../server/src/host/node.ts";
import { nodeFiles } from "../../../server/src/host/node-files.ts";
import { ownThread } from "../../../server/src/host/threads.ts";
import { serveScans } from "../../../server/src/workspace/pool/serve.ts";

const faults: Readonly<Record<string, () => void>> = {
  exit: () => process.exit(3),
  memory: () => {
    for (const kept: string[][] = []; ; ) kept.push(Array.from({ length: 1e5 }, (_, at) => `${at}`));
  },
  forever: () => {
    for (;;);
  },
};

function failing(read: FileReader): FileReader {
  return (path) => {
    faults[/\.(\w+)$/.exec(path)?.[1] ?? ""]?.();
    return read(path);
  };
}

const thread = ownThread();
if (thread) {
  // faulty.ts puts it there: reading the rules' sources takes longer than all the tests.
  const catalogue = JSON.parse(readFileSync(join(__dirname, "catalogue.json"), "utf8"));
  serveScans(thread, {
    catalogue: createCatalogue(catalogue),
    references: () => {
      throw new Error("no test asks whether findings can be fixed");
    },
    grammars: () => {
      throw new Error("no test asks for handling rules");
    },
    hashes: threadHashes,
    read: failing(nodeFiles.reader()),
  });
}
