/** Every custom message between client and server, typed; all of the server that the client may import. */
import type { Range } from "./engine/document.ts";
import type { InventoryToken, Place } from "./engine/inventory.ts";
import type { LedgerFacts } from "./protocol-accounts.ts";

export * from "./protocol-accounts.ts";

//#region Client to server

/** Scans all workspace folders; reports work-done progress with `workDoneToken` and stops when cancelled. */
export const scanWorkspace = "tokenward/scanWorkspace";
export interface ScanWorkspaceParams {
  readonly workDoneToken?: string | number;
}
export interface ScanWorkspaceResult {
  readonly files: number;
  readonly skipped: number;
  readonly tokens: number;
  readonly milliseconds: number;
  readonly cancelled: boolean;
}

/** The tokens known by now, in open documents and scanned files. No parameters. */
export const inventory = "tokenward/inventory";
export interface InventoryResult {
  readonly scanning: boolean;
  /** Whether the whole workspace was scanned since the server started. */
  readonly complete: boolean;
  readonly tokens: readonly ProtocolToken[];
}

/** The good tokens: names that code reads or a store has, sorted; read when they are first asked for. No parameters. */
export const references = "tokenward/references";
export interface ReferencesResult {
  readonly references: readonly ProtocolReference[];
}
/** A name by which code refers to a token. */
export interface ProtocolReference {
  readonly name: string;
  /** Absent where it cannot be told. */
  readonly status?: "defined" | "undefined" | "unused";
  /** The provider that has a value for it. */
  readonly provider?: string;
  readonly places: readonly Pick<ProtocolPlace, "uri" | "path" | "range">[];
}
/** An inventory entry whose places are documents' addresses instead of paths. */
export interface ProtocolToken extends Omit<InventoryToken, "places"> {
  readonly places: readonly ProtocolPlace[];
  /** The page where it is revoked. */
  readonly revoke?: string;
  /** What somebody who holds it can do. */
  readonly risk: string;
  /** Requirements of PCI DSS that it relates to. */
  readonly pciDss: readonly string[];
  /** Somebody is to be reminded of it: a day has passed, or will soon. */
  readonly due?: true;
  /** The environment variable that a store has it under, or would. */
  readonly env?: string;
  /** What the ledger tells of it, where it has an entry. */
  readonly entry?: LedgerFacts;
}
export interface ProtocolPlace extends Omit<Place, "path" | "range"> {
  readonly uri: string;
  /** For display: relative to its workspace folder, with the folder's name in front where there are several. */
  readonly path: string;
  readonly range: Range;
}

/** One rule in words, as the hover tells it but without a value: a markdown page, or null where there is no such rule. */
export const explainRule = "tokenward/explainRule";
export interface ExplainRuleParams {
  readonly ruleId: string;
}
export interface ExplainRuleResult {
  readonly title: string;
  readonly markdown: string;
}

/** One line of an open document: what was suspected there and what became of it, a markdown page without a value; null where there is no such line. */
export const explainLine = "tokenward/explainLine";
export interface ExplainLineParams {
  readonly textDocument: { readonly uri: string };
  /** Zero-based. */
  readonly line: number;
}
export interface ExplainLineResult {
  readonly title: string;
  readonly markdown: string;
}

/** Why a rule is on, at this severity, in a document: a markdown page; null where there is no such rule. */
export const whyRule = "tokenward/whyRule";
export interface WhyRuleParams {
  readonly textDocument: { readonly uri: string };
  readonly ruleId: string;
}
export interface WhyRuleResult {
  readonly title: string;
  readonly markdown: string;
}

/** What rules make of a text, line by line: a markdown page without a value. */
export const playground = "tokenward/playground";
export interface PlaygroundParams {
  readonly text: string;
  /** The open rule file or config whose rules are tried beside all others. */
  readonly rules?: { readonly uri: string };
}
export interface PlaygroundResult {
  readonly markdown: string;
}

/** A rule file drafted from what is selected in an open document; null where nothing can be made of it. */
export const draftRule = "tokenward/draftRule";
export interface DraftRuleParams {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
  /** In kebab-case. */
  readonly issuer: string;
}
export interface DraftRuleResult {
  /** YAML; the selected value is not in it. */
  readonly text: string;
}

/** Where values stand in an open document, for editors to mask them; null for documents that are not open. */
export const values = "tokenward/values";
export interface ValuesParams {
  readonly textDocument: { readonly uri: string };
}
export interface ValuesResult {
  /** Of the document that the ranges are of. */
  readonly version: number;
  readonly ranges: readonly Range[];
}

/** The providers, and what can be done with each for a document's folder. */
export const listProviders = "tokenward/providers";
export interface ListProvidersParams {
  readonly uri: string;
}
export interface ProviderState {
  readonly id: string;
  readonly title: string;
  readonly atRest: "plain" | "encrypted";
  /** What it means to choose it, in a sentence. */
  readonly meaning: string;
  readonly state: "ready" | "read-only" | "absent" | "signed-out" | "unset";
  /** What to do where it is not ready, in a sentence. */
  readonly remedy?: string;
  /** The file of the project that tells of it. */
  readonly evidence?: string;
  /** Whether values go there without anybody naming it. */
  readonly chosen: boolean;
}

/** Moves values into a store: put, read back, then the edit, which the client is asked to apply. Fails with a sentence for the person. */
export const moveToStore = "tokenward/moveToStore";
export interface MoveToStoreParams {
  readonly uri: string;
  /** Of the document that the finding was shown in. */
  readonly version: number;
  /** The finding's; absent for all of the document. */
  readonly id?: string;
  /** This place and its like in the document, everything in the document, or this token's places in the whole folder. */
  readonly scope: "place" | "document" | "token";
  readonly provider: string;
}
export interface MoveToStoreResult {
  readonly names: readonly string[];
  /** The provider's title. */
  readonly title: string;
  /** What stays where it is, and why, in sentences. */
  readonly left: readonly string[];
  /** How the program gets the values, and a command line that runs it, where there is one. */
  readonly advice?: string;
  readonly command?: string;
  /** The folder that `removeFromStore` wants. */
  readonly folder: string;
}

/** Takes a name out of a store; asked for by the person. */
export const removeFromStore = "tokenward/removeFromStore";
export interface RemoveFromStoreParams {
  readonly uri: string;
  readonly provider: string;
  readonly name: string;
}

/** Where the person wants values to go from now on; null: nobody said. */
export const providerChosen = "tokenward/providerChosen";
export interface ProviderChosenParams {
  readonly provider: string | null;
}

//#endregion

//#region Server to client

/** Reads and writes the editor's secret storage. The one message besides edits that carries a value, between two processes of one editor. */
export const secretStorage = "tokenward/secretStorage";
export interface SecretStorageParams {
  readonly action: "names" | "get" | "put" | "remove";
  /** The workspace folder's address. */
  readonly folder: string;
  readonly name?: string;
  readonly value?: string;
}
export interface SecretStorageResult {
  readonly names?: readonly string[];
  readonly value?: string;
}

/** The inventory changed; the client asks for it when it needs it. No parameters. */
export const inventoryChanged = "tokenward/inventoryChanged";

/** Asks the client for a small text file that only it can reach, as in a virtual workspace; sent to clients that say `readsFiles`. */
export const readFile = "tokenward/readFile";
export interface ReadFileParams {
  readonly uri: string;
}
export interface ReadFileResult {
  /** Absent where there is no such file, or it cannot be read. */
  readonly text?: string;
}

/** Which lines of an open document are not looked at, as that would take too long; sent when it changes. */
export const unseenChanged = "tokenward/unseenChanged";
export interface UnseenParams {
  readonly uri: string;
  /** Null where all of it is looked at. */
  readonly lines: UnseenLines | null;
}
/** Zero-based; the last one counts. */
export interface UnseenLines {
  readonly first: number;
  readonly last: number;
}

//#endregion

/** Settings of section `tokenward`, per resource. */
export interface Settings {
  /** Findings below are not shown. */
  readonly minConfidence: "high" | "medium" | "low";
  /** Heeded by the client, which sends `scanWorkspace` when it is ready; the server never scans the workspace unasked. */
  readonly scanOnStartup: boolean;
  /** Files larger than this, in megabytes, are left out of workspace scans. */
  readonly maxFileSize: number;
  /** Whether git's history is read, in trusted workspaces, for since when and by whom a token is in it. */
  readonly readHistory: boolean;
  /** Whether what is known of a token is told behind its line and in its hover. */
  readonly hints: boolean;
}

export const defaultSettings: Settings = {
  minConfidence: "medium",
  scanOnStartup: true,
  maxFileSize: 10,
  readHistory: true,
  hints: true,
};

/** What the client tells when it starts the server. */
export interface InitializationOptions {
  readonly trusted: boolean;
  /** Commands that the client implements; code actions that need another one are not offered to it. */
  readonly commands?: readonly string[];
  /** Whether it answers for files that only it can reach. */
  readonly readsFiles?: boolean;
  /** Where the person wants values to go, where they said. */
  readonly provider?: string;
  /** Translated messages by their English text, for @vscode/l10n; absent where the editor speaks English. */
  readonly messages?: Readonly<Record<string, string>>;
}
/** Client to server notification: the workspace was granted trust. No parameters. */
export const trustGranted = "tokenward/trustGranted";

/** Commands that code actions refer to and the client runs. No argument ever holds a value. */
export const clientCommands = {
  /** Argument: the masked text. */
  copyMasked: "tokenward.copyMasked",
  /** Argument: the page's address. */
  openRevocation: "tokenward.openRevocation",
  /** What is left to do after a move. Arguments: the advice, and a command line that runs the program, where there is one. */
  showAdvice: "tokenward.showAdvice",
  /** Arguments: `MoveToStoreParams`, whose `provider` may be missing: then the person is asked. */
  moveToStore: "tokenward.moveToStore",
  /** On a token's life. Argument: `TokenArgument`. */
  rotateToken: "tokenward.rotateToken",
  markRevoked: "tokenward.markRevoked",
  acceptToken: "tokenward.acceptToken",
  showRotation: "tokenward.showRotation",
  removeEntry: "tokenward.removeEntry",
  revealValue: "tokenward.revealValue",
  copyValue: "tokenward.copyValue",
} as const;
