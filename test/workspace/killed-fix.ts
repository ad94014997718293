/** The program of killed.test.ts: fixes a folder, and ends without a word at the N-th thing that it does to the world. */
import { builtinCatalogue } from "../../server/src/builtin-catalogue.ts";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import { fixCommand } from "../../server/src/commands/fix.ts";
import type { Host } from "../../server/src/host/host.ts";
import { createNodeHost } from "../../server/src/host/node.ts";

const [, , provider = "", killAt = ""] = process.argv;
let deeds = 0;

/** Half of the points lie before a deed, half behind it. */
async function deed<T>(work: () => Promise<T>): Promise<T> {
  if (++deeds === Number(killAt)) process.kill(process.pid, "SIGKILL");
  const result = await work();
  if (++deeds === Number(killAt)) process.kill(process.pid, "SIGKILL");
  return result;
}

function killing(host: Host): Host {
  const { files, notes, outside } = host;
  return {
    ...host,
    files: { ...files, write: (path, text) => deed(() => files.write(path, text)) },
    notes: {
      ...notes!,
      write: (name, text) => deed(() => notes!.write(name, text)),
      remove: (name) => deed(() => notes!.remove(name)),
    },
    outside: {
      ...outside!,
      run: (call) => deed(() => outside!.run(call)),
      ask: (call) => (call.method === "GET" ? outside!.ask(call) : deed(() => outside!.ask(call))),
    },
  };
}

const options = {
  config: true,
  ignore: true,
  minConfidence: "medium",
  progress: false,
  threads: 1,
  cache: false,
  dryRun: false,
  yes: true,
  unsafe: true,
  provider,
} as const;
void fixCommand([], options, builtinCatalogue(), builtinReferences(), {
  host: killing(createNodeHost(() => true)),
  workingDirectory: process.cwd(),
  version: "0.0.0",
  color: false,
  interactive: false,
  out: () => {},
  err: (text) => void process.stderr.write(text),
  input: async () => "",
  answer: async () => "",
  hidden: async () => "",
  spawn: async () => 0,
}).then((status) => process.stdout.write(`${deeds} deeds, status ${status}\n`));
