/** A provider opened for one folder of a project: where its values rest, and what is known of it by now. */
import type { Secret } from "../engine/secret.ts";
import type { Host } from "../host/host.ts";
import { type Provider, ProviderError, type Store } from "./provider.ts";
import { REGISTER, type Register, readRegister } from "./register.ts";

export interface OpenStore {
  readonly provider: Provider;
  readonly store: Store;
  /** As the register keeps it. */
  readonly at: string;
}

export type ProviderHost = Pick<Host, "files" | "git" | "outside">;

export async function registerOf(host: Pick<Host, "files">, folder: string): Promise<Register> {
  const bytes = await host.files.read(`${folder}/${REGISTER}`);
  return readRegister(bytes && new TextDecoder().decode(bytes));
}

/**
 * @param root the workspace folder, absolute
 * @param inside the folder of a package in it, with `/` behind it; "" for the workspace folder itself
 */
export async function openProvider(
  provider: Provider,
  host: ProviderHost,
  root: string,
  inside = "",
): Promise<OpenStore> {
  const folder = folderAt(root, inside);
  const { stores } = await registerOf(host, folder);
  const known = stores[provider.id]?.at;
  const project = projectName(root, inside);
  const store = provider.open({ host, folder, project, ...(known !== undefined && { at: known }) });
  const probe = known === undefined ? await store.probe() : undefined;
  const at = known ?? (probe && "at" in probe ? probe.at : project);
  return { provider, store, at };
}

/** @throws ProviderError that says what to do where values cannot be put there */
export async function requireReady({ provider, store }: OpenStore): Promise<void> {
  const probe = await store.probe();
  if (probe.state !== "ready") throw new ProviderError(`${provider.title} cannot be used: ${probe.remedy}`);
}

/** All that the store holds for the project; a few are asked for at once. */
export async function valuesIn(store: Store, wanted?: (name: string) => boolean): Promise<ReadonlyMap<string, Secret>> {
  const names = (await store.names()).filter((name) => wanted?.(name) ?? true);
  const values = new Map<string, Secret>();
  const next = names.values();
  const worker = async (): Promise<void> => {
    for (const name of next) {
      const value = await store.get(name);
      if (value) values.set(name, value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, names.length) }, worker));
  return values;
}

const AT_ONCE = 4;

const folderAt = (root: string, inside: string): string =>
  inside === "" ? root : `${root}/${inside.replace(/\/$/, "")}`;

/** Made of what all stores allow in names. */
const projectName = (root: string, inside = ""): string =>
  [root.split(/[\\/]/).filter(Boolean).at(-1) ?? "project", ...inside.split("/")]
    .map((part) => part.replace(/[^\w.-]+/g, "-"))
    .filter(Boolean)
    .join("-");
