/** Finds the text of a config that another one extends: a file, a package below `node_modules`, or a pinned remote one. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Source } from "../config/extensions.ts";
import type { CacheFolder, Files } from "../host/host.ts";

/** A config's text, and where it is from. */
export interface Found {
  /** Absolute path, or address. */
  readonly file: string;
  readonly text: string;
  /** The folder that its own relative files count from; empty for a remote one, which has none. */
  readonly origin: string;
}

export interface LocatorOptions {
  /** Asked each time: untrusted workspaces fetch nothing and read nothing outside themselves. They are trusted where it is absent. */
  readonly trusted?: () => boolean;
  /** Gets a remote config's bytes; absent where there is no network. */
  readonly fetch?: (url: string) => Promise<Uint8Array>;
  /** Keeps remote configs, by their hash. */
  readonly cache?: Pick<CacheFolder, "read" | "write">;
}

/** @returns the text, or why there is none, in words for the author of the config that asks for it */
export type Locator = (source: Exclude<Source, { kind: "preset" }>, origin: string) => Promise<Found | string>;

/** Larger ones are none, in bytes. */
const LARGEST = 1e6;

/** @param root absolute folder of the workspace */
export function locatorOf(files: Files, root: string, options: LocatorOptions): Locator {
  const trusted = options.trusted ?? (() => true);
  const text = async (file: string): Promise<string | undefined> => {
    const bytes = await files.read(file).catch(() => undefined);
    return bytes && bytes.length <= LARGEST ? new TextDecoder().decode(bytes) : undefined;
  };
  const isOpen = (path: string): boolean => trusted() || `${path}/`.startsWith(`${root}/`);

  const file = async (path: string): Promise<Found | string> => {
    if (!isOpen(path)) return "it lies outside the folder, which is read once the workspace is trusted";
    const found = await text(path);
    return found === undefined ? "there is no such file" : { file: path, text: found, origin: folderOf(path) };
  };

  const inPackage = async (
    { name, path }: Extract<Source, { kind: "package" }>,
    origin: string,
  ): Promise<Found | string> => {
    for (const folder of foldersAbove(origin)) {
      const place = `${folder}/node_modules/${name}`;
      const manifest = isOpen(place) ? await text(`${place}/package.json`) : undefined;
      if (manifest === undefined) continue;
      for (const candidate of path === undefined ? mainFiles(manifest) : [path, `${path}.yml`]) {
        const found = await text(`${place}/${candidate}`);
        if (found !== undefined)
          return { file: `${place}/${candidate}`, text: found, origin: folderOf(`${place}/${candidate}`) };
      }
      return path === undefined
        ? "the package holds no tokenward.yml, and its package.json names none as `tokenward`"
        : `the package holds no ${path}`;
    }
    return `no node_modules here or above holds it; a file is named ./${name}`;
  };

  return async (source, origin) => {
    if (source.kind === "remote") return remote(source, options, trusted);
    if (origin === "") return "a remote config extends presets and remote configs only";
    return source.kind === "file" ? file(joined(origin, source.path)) : inPackage(source, origin);
  };
}

/** What a package calls its config, relative to it. */
function mainFiles(manifest: string): string[] {
  const usual = ["tokenward.yml", ".tokenward.yml"];
  try {
    const { tokenward } = JSON.parse(manifest) as { tokenward?: unknown };
    const isInside =
      typeof tokenward === "string" && !tokenward.split("/").includes("..") && !tokenward.startsWith("/");
    return isInside ? [tokenward.replace(/^\.\//, ""), ...usual] : usual;
  } catch {
    return usual;
  }
}

async function remote(
  { url, sha256: pin }: Extract<Source, { kind: "remote" }>,
  { fetch, cache }: LocatorOptions,
  trusted: () => boolean,
): Promise<Found | string> {
  if (!trusted()) return "it is fetched once the workspace is trusted";
  const found = (bytes: Uint8Array): Found => ({ file: url, text: new TextDecoder().decode(bytes), origin: "" });
  const name = `config-${pin}`;
  const kept = await cache?.read(name);
  if (kept && "bytes" in kept && isPinned(kept.bytes, pin)) return found(kept.bytes);
  if (!fetch) return "nothing can be fetched here";
  let bytes: Uint8Array;
  try {
    bytes = await fetch(url);
  } catch {
    return "it could not be fetched";
  }
  if (bytes.length > LARGEST) return `it is larger than ${LARGEST / 1e6} MB`;
  if (!isPinned(bytes, pin)) return `its hash is ${bytesToHex(sha256(bytes))}, and not the one that it is pinned by`;
  await cache?.write(name, bytes);
  return found(bytes);
}

const isPinned = (bytes: Uint8Array, pin: string): boolean => bytesToHex(sha256(bytes)) === pin;

const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");

/** The folder and those above it, innermost first. */
function foldersAbove(folder: string): string[] {
  const above = [folder];
  for (let at = folderOf(folder); at !== above.at(-1); at = folderOf(at)) above.push(at);
  return above;
}

/** @param path relative, with `/` */
function joined(folder: string, path: string): string {
  const steps = folder.split(/[\\/]/);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join(folder.includes("\\") && !folder.includes("/") ? "\\" : "/");
}
