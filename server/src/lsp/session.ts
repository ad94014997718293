/** One client's session: everything that lasts between two messages is held here, and nowhere else. */
import type { Connection, InitializeParams, WorkspaceFolder } from "vscode-languageserver";
import type { Catalogue } from "../engine/catalogue.ts";
import type { References } from "../engine/fix/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Files, Host } from "../host/host.ts";
import type { InitializationOptions, InventoryResult } from "../protocol.ts";
import { openCatalogue } from "../workspace/team/open-catalogue.ts";
import { TeamScans } from "../workspace/team/team-scans.ts";
import { Baselines } from "./baselines.ts";
import { type ClientFeatures, clientFeatures } from "./capabilities.ts";
import { Debouncer } from "./debouncer.ts";
import { DiskFindings } from "./disk-findings.ts";
import { OpenDocuments } from "./documents.ts";
import { readingElsewhere } from "./elsewhere.ts";
import { describeFailure } from "./failure.ts";
import { Fingerprints } from "./fingerprints.ts";
import { Folders, type Location } from "./folders.ts";
import { Handlings } from "./handlings.ts";
import { HiddenFiles } from "./hidden-files.ts";
import { Histories } from "./histories.ts";
import { Aside } from "./large/aside.ts";
import { LargeScans } from "./large/large-scans.ts";
import { Ledgers } from "./ledgers.ts";
import { overlaid } from "./overlay.ts";
import { Reports } from "./reports.ts";
import { RuleTrials } from "./rule-trials.ts";
import { Scans } from "./scans.ts";
import { SettingsStore } from "./settings.ts";
import { TeamConfigs } from "./team-configs.ts";
import { Names } from "./variables/names.ts";

/** What a server is made of; the doors put it together. */
export interface ServerParts {
  /** Makes the host; it asks for trust again each time that it needs to know. */
  createHost(trusted: () => boolean): Host;
  readonly catalogue: Catalogue;
  readonly references: References;
  /** Without them handling rules look at nothing that needs a grammar. */
  readonly grammars?: Grammars;
  /** Of Tokenward, told to the client. */
  readonly version: string;
  /** Tells this build from every other; without it no results are kept for the next scan. */
  readonly build?: string;
}

export class Session {
  readonly connection: Connection;
  readonly catalogue: Catalogue;
  readonly references: References;
  /** Of Tokenward. */
  readonly version: string;
  readonly build: string | undefined;
  readonly features: ClientFeatures;
  readonly host: Host;
  /** The host's files below what is open in the editor. */
  readonly files: Files;
  readonly documents = new OpenDocuments();
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly configs: TeamConfigs;
  /** What runs the teams' own rules. */
  readonly teams: TeamScans;
  readonly trials: RuleTrials;
  readonly baselines: Baselines;
  readonly hidden: HiddenFiles;
  readonly scans: Scans;
  readonly handlings: Handlings;
  readonly reports: Reports;
  readonly disk = new DiskFindings();
  readonly histories = new Histories();
  readonly fingerprints: Fingerprints;
  readonly ledgers: Ledgers;
  /** The names of variables, by folder. */
  readonly names: Names;
  /** The inventory as it was last asked for; undefined where something changed since. */
  inventory: Promise<InventoryResult> | undefined;
  /** Whether the client was asked to tell of every file. */
  watching = false;
  /** What the inventory was last told of each open document. */
  readonly places = new Map<string, string>();
  /** What the client was told is not looked at, by document. */
  readonly unseen = new Map<string, string>();
  readonly debouncer = new Debouncer();
  /** Ends the workspace scan that runs. */
  scan: AbortController | undefined;
  /** Whether programs may be run in the workspace. A client that does not say so has not been asked. */
  trusted: boolean;
  /** When what crashes left behind is settled: moves wait for it, for it may take a value out of a store. */
  settled: Promise<void> = Promise.resolve();
  /** The id of the provider that the person chose. */
  provider: string | undefined;

  readonly #large: LargeScans;
  /** Told of a large document of which more is known than was said. */
  onNews: (uri: string) => void = () => {};

  constructor(connection: Connection, params: InitializeParams, parts: ServerParts) {
    this.connection = connection;
    const { catalogue, learn } = openCatalogue(parts.catalogue);
    this.catalogue = catalogue;
    this.references = parts.references;
    this.version = parts.version;
    this.build = parts.build;
    this.features = clientFeatures(params);
    this.trusted = (params.initializationOptions as Partial<InitializationOptions> | undefined)?.trusted === true;
    const { provider } = (params.initializationOptions ?? {}) as Partial<InitializationOptions>;
    this.provider = typeof provider === "string" ? provider : undefined;
    this.host = parts.createHost(() => this.trusted);
    this.files = overlaid(this.host.files, this.documents);
    this.folders = new Folders(workspaceFolders(params));
    this.settings = new SettingsStore(connection, this.features);
    this.configs = new TeamConfigs(this.files, readingElsewhere(connection, this.documents, this.features), {
      version: parts.version,
      trusted: () => this.trusted,
      builtinId: (id) => parts.catalogue.anyRule(id)?.id,
      onOwnRules: learn,
      ...(this.host.fetch && { fetch: this.host.fetch }),
      ...(this.host.cache && { cache: this.host.cache }),
    });
    this.teams = new TeamScans(catalogue, this.host.threads);
    this.trials = new RuleTrials(parts.catalogue, this.host.threads);
    this.hidden = new HiddenFiles(this.host.git);
    this.#large = new LargeScans(
      this.documents,
      this.catalogue,
      new Aside(this.host.threads, this.catalogue),
      this.debouncer,
      (uri) => this.onNews(uri),
    );
    this.scans = new Scans(this.documents, this.catalogue, this.#large, this.teams);
    this.handlings = new Handlings(this.catalogue, parts.grammars);
    this.reports = new Reports(toHex(this.host.random(4)));
    this.ledgers = new Ledgers(this.host);
    this.names = new Names(this.references);
    this.fingerprints = new Fingerprints(this.host, this.catalogue);
    this.baselines = new Baselines({
      host: { ...this.host, files: this.files },
      configs: this.configs,
      fingerprints: this.fingerprints,
      warn: (message) => connection.console.warn(message),
    });
  }

  /** Where an open document belongs: a notebook's cell belongs where its notebook does. */
  locate(uri: string): Location {
    return this.folders.locate(this.documents.fileUri(uri));
  }

  /** What to do with the failure of something that nobody waits for. */
  readonly failed =
    (what: string): ((error: unknown) => void) =>
    (error) =>
      this.connection.console.error(describeFailure(what, error));

  dispose(): void {
    this.debouncer.cancelAll();
    this.scan?.abort();
    this.histories.end();
    this.#large.dispose();
    this.teams.end();
    this.names.end();
  }
}

/** Clients before LSP 3.6 name one folder, as `rootUri`. */
function workspaceFolders({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  return workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: "" }] : []);
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
