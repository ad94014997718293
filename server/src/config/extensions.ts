/** Reads `extends`: what a config builds on. */
import type { Position } from "../engine/document.ts";
import type { Entry, LocatedFile } from "./located.ts";
import { isPreset, presetNames } from "./presets.ts";
import { quoted } from "./quoted.ts";

/** Where a config that another one builds on is to be found. */
export type Source =
  | { readonly kind: "preset"; readonly name: string }
  /** Relative to the file that names it, with `/`. */
  | { readonly kind: "file"; readonly path: string }
  /** A package below a `node_modules`, with a path inside it where one is named. */
  | { readonly kind: "package"; readonly name: string; readonly path?: string }
  | { readonly kind: "remote"; readonly url: string; readonly sha256: string };

export interface Extension {
  readonly source: Source;
  readonly position: Position;
}

/** How a source is called in messages: as its author wrote it, without what an address may carry beside host and path. */
export function nameOf(source: Source): string {
  if (source.kind === "preset") return source.name;
  if (source.kind === "file") return source.path;
  if (source.kind === "package") return source.path === undefined ? source.name : `${source.name}/${source.path}`;
  return source.url.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/, "");
}

const WHAT = "`extends` names presets, files, npm packages, or a `url` with its `sha256`";

/** @returns in the order in which they hold: later ones over earlier ones */
export function readExtends({ at, value }: Entry, file: LocatedFile): Extension[] {
  const single = file.itemsOf(value) ? undefined : value;
  return (file.itemsOf(value) ?? [single]).flatMap((item) => {
    const source = sourceOf(item, file, at);
    return source ? [{ source, position: file.positionOf(item ?? at) }] : [];
  });
}

function sourceOf(item: unknown, file: LocatedFile, at: unknown): Source | undefined {
  const text = file.textOf(item);
  if (text !== undefined) return fromText(text, (message) => file.report(message, item));
  const entries = file.entriesOf(item);
  if (!entries) {
    file.report(WHAT, item ?? at);
    return undefined;
  }
  const said = (name: string) => file.textOf(entries.find(({ key }) => key === name)?.value);
  const [url, sha256] = [said("url"), said("sha256")];
  for (const { key, at: place } of entries)
    if (key !== "url" && key !== "sha256")
      file.report(`${quoted(key)} is not a key here; known are url and sha256`, place);
  if (url === undefined || !isFetchable(url))
    file.report("a remote config has a `url` that begins with https://", item);
  else if (sha256 === undefined || !/^[0-9a-f]{64}$/i.test(sha256))
    file.report("a remote config is pinned by its `sha256`, 64 hexadecimal digits", item);
  else return { kind: "remote", url, sha256: sha256.toLowerCase() };
  return undefined;
}

/** Nobody can read along on this machine itself; elsewhere the address would tell what is asked for. */
const isFetchable = (url: string): boolean => /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/])\S+$/.test(url);

const PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/[a-z0-9~-][a-z0-9._~-]*|[a-z0-9~-][a-z0-9._~-]*)(?:\/([\w./-]+))?$/;

function fromText(text: string, report: (message: string) => void): Source | undefined {
  if (isPreset(text)) return { kind: "preset", name: text };
  if (/^\.{1,2}\//.test(text)) return { kind: "file", path: text };
  const [, name, path] = PACKAGE.exec(text) ?? [];
  if (/^https?:/.test(text)) report("a remote config is pinned: write its `url` and its `sha256`");
  else if (name === undefined || (path ?? "").split("/").includes(".."))
    report(`${quoted(text)} is no preset (${presetNames.join(", ")}), no ./file and no package's name`);
  else return { kind: "package", name, ...(path !== undefined && { path }) };
  return undefined;
}
