/** A store as commands use it that put values there without any code to change: generate and rotate. */
import type { Secret } from "../engine/secret.ts";
import { dotenv } from "../providers/dotenv.ts";
import { openProvider, type ProviderHost, requireReady } from "../providers/project.ts";
import { type Provider, ProviderError } from "../providers/provider.ts";
import { REGISTER, withName } from "../providers/register.ts";
import { dotenvStore, StoreError } from "./dotenv-store.ts";

/** Failures are `ProviderError`s, in words that hold no value. */
export interface Target {
  /** The provider's. */
  readonly id: string;
  readonly title: string;
  get(name: string): Promise<Secret | undefined>;
  /** Puts it there, in the place of another one, and reads it back. */
  put(name: string, value: Secret): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * @param folder the project's, absolute
 * @throws ProviderError where nothing can be put there now
 */
export async function openTarget(provider: Provider, host: ProviderHost, folder: string): Promise<Target> {
  const { id, title } = provider;
  const { store, at } = await openProvider(provider, host, folder);
  if (id === "dotenv") {
    const file = dotenvStore(folder, host);
    return {
      id,
      title,
      get: file.get,
      put: (...put) => inWords(file.put(...put)),
      remove: (name) => store.remove(name),
    };
  }
  await requireReady({ provider, store, at });
  return {
    id,
    title,
    get: (name) => store.get(name),
    put: async (name, value) => {
      await store.put(name, value);
      if (!(await store.get(name))?.equals(value))
        throw new ProviderError(`${title} does not give back what was put there.`);
      await register(host, folder, (text) => withName(text, name, id, at));
    },
    remove: (name) => store.remove(name),
  };
}

/** The path of the file that the values lie in, relative to the folder; undefined where that is no file of the project. */
export const fileOfTarget = (id: string): string | undefined => (id === "dotenv" ? dotenv.file : undefined);

async function inWords(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw error instanceof StoreError ? new ProviderError(error.message) : error;
  }
}

async function register(
  { files }: ProviderHost,
  folder: string,
  change: (text: string | undefined) => string,
): Promise<void> {
  const before = await files.read(`${folder}/${REGISTER}`);
  await files.write(`${folder}/${REGISTER}`, change(before && new TextDecoder().decode(before)));
}
