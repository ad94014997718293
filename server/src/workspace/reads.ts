/** The references of many files: which names the code reads, which a store defines, which nobody reads. */
import type { Catalogue } from "../engine/catalogue.ts";
import { LineIndex, type Range } from "../engine/document.ts";
import { canRead, type References, readsOf } from "../engine/fix/index.ts";
import type { Host } from "../host/host.ts";
import { runEnvironment } from "../providers/dotenv.ts";
import { registerOf } from "../providers/project.ts";
import { decode } from "./decode.ts";
import { type PlanRequest, plan } from "./plan.ts";

/** One place that reads a name. */
interface ReadPlace {
  /** As the plan names it. */
  readonly path: string;
  readonly range: Range;
}

/** A name by which code refers to a token. */
export interface Reference {
  readonly name: string;
  /** Absent where what reads it has a store of its own, as a pipeline has. */
  readonly status?: "defined" | "undefined" | "unused";
  /** The provider that holds it. */
  readonly provider?: string;
  readonly places: readonly ReadPlace[];
}

/** Larger files are generated, or data, in bytes. */
const LARGEST = 1e6;
/** What reads these has its own store, of which nothing is known here. */
const OWN_STORES = new Set([
  "github-actions",
  "gitlab-ci",
  "bitbucket-pipelines",
  "azure-pipelines",
  "circleci",
  "jenkins",
  "kubernetes",
  "terraform",
  "continue",
  "cloudformation",
  "cloudformation-json",
  "vscode-mcp",
  "vscode-launch",
]);

export interface ReadTools {
  readonly catalogue: Catalogue;
  readonly references: References;
  /** Looks at every text on the way. */
  also?(path: string, text: string): void;
}

/** What reads say together, by name. */
interface Known {
  readonly places: ReadPlace[];
  isEnvironment: boolean;
}

/**
 * Names that look sensitive, and those that a store has; sorted.
 * @param folder whose stores count, absolute
 */
export async function referencesIn(
  request: PlanRequest,
  folder: string,
  host: Pick<Host, "files">,
  tools: ReadTools,
): Promise<Reference[]> {
  const defined = await definedIn(folder, host);
  const known = new Map<string, Known>();
  for await (const planned of plan(request, host.files)) {
    if (!("path" in planned) || planned.size > LARGEST) continue;
    if (!tools.also && !canRead(planned.name, tools.references)) continue;
    const bytes = await host.files.read(planned.path);
    if (bytes) collect(planned.name, bytes, known, (name) => defined.has(name) || isSensitive(name, tools), tools);
  }
  const read = [...known].map(([name, { places, isEnvironment }]): Reference => {
    const provider = defined.get(name);
    const status = provider ? "defined" : "undefined";
    return { name, ...(provider && { provider }), ...((provider || isEnvironment) && { status }), places };
  });
  const unused = [...defined].flatMap(([name, provider]): Reference[] =>
    known.has(name) || !isSensitive(name, tools) ? [] : [{ name, status: "unused", provider, places: [] }],
  );
  return [...read, ...unused].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isSensitive = (name: string, { catalogue }: { readonly catalogue: Catalogue }): boolean =>
  catalogue.classifyName(name) !== undefined;

function collect(
  path: string,
  bytes: Uint8Array,
  known: Map<string, Known>,
  isWanted: (name: string) => boolean,
  { references, also }: ReadTools,
): void {
  const decoded = decode(bytes);
  if ("reason" in decoded) return;
  const { text } = decoded;
  also?.(path, text);
  const lines = new LineIndex(text);
  for (const { name, span, row } of readsOf({ path, text }, references)) {
    if (!isWanted(name)) continue;
    const entry = known.get(name) ?? { places: [], isEnvironment: false };
    entry.places.push({ path, range: lines.rangeOf(span) });
    entry.isEnvironment ||= !OWN_STORES.has(row);
    known.set(name, entry);
  }
}

const FILES = [".env", ".env.local"];

/** By name: the provider that holds it. Values are looked at for being there, and dropped. */
async function definedIn(folder: string, host: Pick<Host, "files">): Promise<ReadonlyMap<string, string>> {
  const defined = new Map<string, string>();
  for (const file of FILES) {
    const bytes = await host.files.read(`${folder}/${file}`);
    if (!bytes) continue;
    for (const [name, value] of Object.entries(runEnvironment([new TextDecoder().decode(bytes)])))
      if (value !== "") defined.set(name, "dotenv");
  }
  for (const [name, provider] of Object.entries((await registerOf(host, folder)).names)) defined.set(name, provider);
  return defined;
}
