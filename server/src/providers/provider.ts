/** What a provider is: a place where values may rest, asked in the same few ways whatever stands behind it. */
import type { Secret } from "../engine/secret.ts";
import type { Host, Outside } from "../host/host.ts";

/** Where a provider is to work. */
export interface Surroundings {
  readonly host: Pick<Host, "files" | "git" | "outside">;
  /** The folder of the project, absolute: its settings of the provider are looked for here. */
  readonly folder: string;
  /** What the project is called in a store that several share. */
  readonly project: string;
  /** Where in the store the project's values rest, as `Provider.at` says; without it, where they usually would. */
  readonly at?: string;
}

/** What a look at the store says of it; nothing is asked of the person, and nothing changed. */
export type Probe =
  | { readonly state: "ready"; readonly at: string }
  /** Values can be read and not put there. */
  | { readonly state: "read-only"; readonly at: string; readonly remedy: string }
  /** `remedy`: what to do, in a sentence. */
  | { readonly state: "absent" | "signed-out" | "unset"; readonly remedy: string };

/** A provider opened for one project. Names are those of environment variables. Failures are `ProviderError`s. */
export interface Store {
  probe(): Promise<Probe>;
  names(): Promise<readonly string[]>;
  /** Undefined where nothing rests under the name. */
  get(name: string): Promise<Secret | undefined>;
  /** Puts the value there, in the place of another one; what was there before may stay as an older version. */
  put(name: string, value: Secret): Promise<void>;
  /** Takes the name out; nothing where it is not there. */
  remove(name: string): Promise<void>;
}

/** A sign in a project that it already uses the provider. */
export interface Evidence {
  /** Relative to the folder. */
  readonly file: string;
  /** What has to stand in the file; without it, being there is enough. */
  readonly text?: RegExp;
}

export interface Provider {
  /** As in `--provider ID` and `policy.provider`. */
  readonly id: string;
  readonly title: string;
  /** How values lie there when nobody uses them. */
  readonly atRest: "plain" | "encrypted";
  /** In a sentence: what it means to choose it. */
  readonly meaning: string;
  /** What `at` is here: "mount/path". */
  readonly at: string;
  readonly evidence: readonly Evidence[];
  open(surroundings: Surroundings): Store;
}

/** What went wrong and what to do about it, in words that hold no value. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}

/** @throws ProviderError where there is nothing outside the editor */
export function outsideOf({ host }: Pick<Surroundings, "host">): Outside {
  if (!host.outside) throw new ProviderError("Stores cannot be reached from a browser.");
  return host.outside;
}
