/** `tokenward run -- COMMAND`: reads the stores and hands their values to that one child, by its environment and nothing else. */

import type { Secret } from "../engine/secret.ts";
import { runEnvironment } from "../providers/dotenv.ts";
import { providerOf } from "../providers/index.ts";
import { openProvider, registerOf } from "../providers/project.ts";
import { ProviderError } from "../providers/provider.ts";
import { storeTexts } from "./store-files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface RunOptions {
  /** All values of this provider, beside those that `.tokenward/stores.json` names. */
  readonly provider?: string;
}

/**
 * Variables that are set already stay as they are, as dotenv and Compose have it.
 * @param variables the environment that the child would have anyway
 * @returns the child's exit status
 */
export async function runCommand(
  words: readonly string[],
  options: RunOptions,
  variables: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const [command, ...args] = words;
  if (command === undefined) throw new CommandError("say what to run: tokenward run -- node app.js");
  const isFree = (name: string): boolean => variables[name] === undefined;
  const files = await fromFiles(terminal);
  // What dotenvx encrypted is no value yet.
  const encrypted = files?.DOTENV_PUBLIC_KEY === undefined ? {} : { provider: "dotenvx" };
  const stores = await fromStores({ ...encrypted, ...options }, isFree, terminal).catch((error: Error) => {
    throw error instanceof ProviderError ? new CommandError(error.message) : error;
  });
  if (!files && !stores)
    throw new CommandError(
      "there is no .env in this folder, and no store has values for it; `tokenward fix` makes one, or change to the folder that has it",
    );
  const own = Object.entries({ ...files, ...stores }).filter(([name]) => isFree(name));
  return terminal.spawn(command, args, Object.fromEntries(own));
}

async function fromFiles({ host, workingDirectory }: Terminal): Promise<Record<string, string> | undefined> {
  const texts = await storeTexts(host.files, workingDirectory);
  return texts.length > 0 ? runEnvironment(texts) : undefined;
}

/** Those of the folder and of the folders above it, up to the repository's; the nearest one wins. */
async function fromStores(
  { provider: id }: RunOptions,
  isFree: (name: string) => boolean,
  { host, workingDirectory }: Terminal,
): Promise<Record<string, string> | undefined> {
  const root = (await host.git.root(workingDirectory)) ?? workingDirectory;
  const values: Record<string, string> = {};
  let found = false;
  for (const inside of foldersBetween(root, workingDirectory)) {
    const { names } = await registerOf(host, `${root}/${inside}`.replace(/\/$/, ""));
    for (const of of new Set(Object.values(names))) {
      found = true;
      const wanted = Object.keys(names).filter((name) => names[name] === of && isFree(name));
      if (wanted.length === 0) continue;
      Object.assign(values, await valuesOf(of, inside, root, wanted, host));
    }
  }
  if (id === undefined) return found ? values : undefined;
  const inside = workingDirectory === root ? "" : `${workingDirectory.slice(root.length + 1)}/`;
  return { ...values, ...(await valuesOf(id, inside, root, undefined, host)) };
}

/** The outermost first, each with `/` behind it. */
function foldersBetween(root: string, folder: string): string[] {
  const steps = folder.slice(root.length).split(/[\\/]/).filter(Boolean);
  return ["", ...steps.map((_, at) => `${steps.slice(0, at + 1).join("/")}/`)];
}

/** @param wanted all that are there, where it is undefined */
async function valuesOf(
  id: string,
  inside: string,
  root: string,
  wanted: readonly string[] | undefined,
  host: Terminal["host"],
): Promise<Record<string, string>> {
  const provider = providerOf(id);
  if (id === "editor")
    throw new CommandError(
      `${wanted?.join(", ")} rests in the editor's secret storage: run this in a terminal of the editor, which hands it over`,
    );
  if (!provider) throw new CommandError(`there is no provider "${id}" in this version`);
  const { store } = await openProvider(provider, host, root, inside);
  const values: Record<string, string> = {};
  for (const name of wanted ?? (await store.names())) {
    const value: Secret | undefined = await store.get(name);
    if (!value) throw new CommandError(`${name} is not in ${provider.title}, where .tokenward/stores.json says it is`);
    values[name] = value.reveal();
  }
  return values;
}
