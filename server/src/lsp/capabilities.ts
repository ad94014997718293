/** What the client told that it can do, as far as the server asks, and what the server answers that it can do. */
import {
  type ClientCapabilities,
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  ResourceOperationKind,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import { actionKinds } from "./actions/kinds.ts";

/** Every optional ability of a client that the server makes use of. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshHints: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly versionedDiagnostics: boolean;
  readonly markdownHover: boolean;
  readonly prepareRename: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly literalActions: boolean;
  readonly resolvesEdits: boolean;
  readonly disabledActions: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly changeAnnotations: boolean;
  readonly snippetEdits: boolean;
  readonly readsFiles: boolean;
  /** Ids of the commands that it runs. */
  readonly commands: ReadonlySet<string>;
}

/** Reads the client's side of the handshake; whatever it does not say, it cannot do. */
export function clientFeatures(params: InitializeParams): ClientFeatures {
  const options = (params.initializationOptions ?? {}) as Partial<InitializationOptions>;
  return {
    ...diagnosticFeatures(params.capabilities),
    ...workspaceFeatures(params.capabilities),
    ...actionFeatures(params.capabilities),
    ...editFeatures(params.capabilities),
    markdownHover: params.capabilities.textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
    prepareRename: params.capabilities.textDocument?.rename?.prepareSupport === true,
    readsFiles: options.readsFiles === true,
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
  };
}

function diagnosticFeatures({ textDocument, workspace }: ClientCapabilities) {
  const shown = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: shown.relatedInformation === true,
    codeDescription: shown.codeDescriptionSupport === true,
    diagnosticData: shown.dataSupport === true,
    versionedDiagnostics: textDocument?.publishDiagnostics?.versionSupport === true,
  };
}

function workspaceFeatures({ workspace, window }: ClientCapabilities) {
  return {
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
  };
}

function actionFeatures({ textDocument }: ClientCapabilities) {
  const actions = textDocument?.codeAction;
  return {
    literalActions: actions?.codeActionLiteralSupport !== undefined,
    resolvesEdits: actions?.dataSupport === true && actions.resolveSupport?.properties?.includes("edit") === true,
    disabledActions: actions?.disabledSupport === true,
    preferredActions: actions?.isPreferredSupport === true,
  };
}

function editFeatures({ workspace }: ClientCapabilities) {
  const edits = workspace?.workspaceEdit;
  // Files are made in `documentChanges` and nowhere else: clients that name the one (Neovim) know the other.
  const documentChanges = edits?.documentChanges === true || (edits?.resourceOperations ?? []).length > 0;
  return {
    documentChanges,
    createsFiles: documentChanges && edits?.resourceOperations?.includes(ResourceOperationKind.Create) === true,
    changeAnnotations: documentChanges && edits?.changeAnnotationSupport !== undefined,
    snippetEdits: documentChanges && edits?.snippetEditSupport === true,
  };
}

/** The server's side of the handshake. */
export function initializeResult(features: ClientFeatures, version: string): InitializeResult {
  return {
    serverInfo: { name: "tokenward", version },
    capabilities: {
      // JavaScript counts in UTF-16 code units, and every client understands them; said so that nobody has to assume it.
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      notebookDocumentSync: { notebookSelector: [{ notebook: "*", cells: [{ language: "*" }] }] },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ["/", ".", '"', "'", "{", "$", "["] },
      inlayHintProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: features.prepareRename ? { prepareProvider: true } : true,
      codeLensProvider: {},
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, ...Object.values(actionKinds)],
        resolveProvider: true,
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(features.pullDiagnostics && {
        diagnosticProvider: { identifier: "tokenward", interFileDependencies: false, workspaceDiagnostics: false },
      }),
    },
  };
}
