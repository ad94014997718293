/** Every custom message between client and server, typed; all of the server that the client may import. */
import type { Range } from "./engine/document.ts";
import type { InventoryToken, Place } from "./engine/inventory.ts";

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
/** An inventory entry whose places are documents' addresses instead of paths. */
export interface ProtocolToken extends Omit<InventoryToken, "places"> {
  readonly places: readonly ProtocolPlace[];
  /** The page where it is revoked. */
  readonly revoke?: string;
  /** What somebody who holds it can do. */
  readonly risk: string;
  /** Requirements of PCI DSS that it relates to. */
  readonly pciDss: readonly string[];
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

//#endregion

//#region Server to client

/** The inventory changed; the client asks for it when it needs it. No parameters. */
export const inventoryChanged = "tokenward/inventoryChanged";

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
}

export const defaultSettings: Settings = { minConfidence: "medium", scanOnStartup: true, maxFileSize: 10 };

/** What the client tells when it starts the server. */
export interface InitializationOptions {
  readonly trusted: boolean;
  /** Commands that the client implements; code actions that need another one are not offered to it. */
  readonly commands?: readonly string[];
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
} as const;
