/** The table of messages: what the client asks or tells, and the function that answers. It grows by lines, never by code. */
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
} from "vscode-languageserver";
import {
  draftRule,
  explainLine,
  explainRule,
  exportEvidence,
  forgetOld,
  generateToken,
  inventory,
  listProviders,
  moveToStore,
  noteSeen,
  playground,
  providerChosen,
  references as referencesRequest,
  removeFromStore,
  rotateToken,
  scanWorkspace,
  setState as setStateRequest,
  trustGranted,
  values,
  whyRule,
} from "../protocol.ts";
import { evidenceOf } from "./accounts/evidence.ts";
import { allReferences } from "./accounts/references.ts";
import { forgetKept, generateInto, rotateIn } from "./accounts/rotate.ts";
import { noteSeenValue } from "./accounts/seen.ts";
import { setState } from "./accounts/set-state.ts";
import { codeActions, resolveCodeAction } from "./actions/index.ts";
import { codeLenses } from "./code-lens.ts";
import { completions } from "./completion.ts";
import { draft } from "./draft-rule.ts";
import { explainPlace } from "./explain.ts";
import { explain } from "./explain-rule.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { inventoryOf } from "./inventory.ts";
import { playground as play } from "./playground.ts";
import { emptyReport, pullDiagnostics } from "./pull.ts";
import { notification, type Route, request } from "./route.ts";
import { configurationChanged, providerWasChosen, trusted } from "./standing.ts";
import { moveIntoStore, takeOut } from "./stores/move.ts";
import { statesOf } from "./stores/providers.ts";
import { valuesIn } from "./values.ts";
import { definitions, references } from "./variables/definition.ts";
import { prepareRename, rename } from "./variables/rename.ts";
import { filesChanged } from "./watched-files.ts";
import { whyRule as why } from "./why-rule.ts";
import { scan } from "./workspace-scan.ts";

export const routes: readonly Route[] = [
  request(DocumentDiagnosticRequest.method, pullDiagnostics, emptyReport),
  request(HoverRequest.method, hover, null),
  request(CompletionRequest.method, completions, []),
  request(InlayHintRequest.method, inlayHints, []),
  request(values, valuesIn, null),
  request(DefinitionRequest.method, definitions, []),
  request(ReferencesRequest.method, references, []),
  request(PrepareRenameRequest.method, prepareRename, null),
  request(RenameRequest.method, rename),
  request(CodeLensRequest.method, codeLenses, []),
  request(CodeActionRequest.method, codeActions, []),
  request(CodeActionResolveRequest.method, resolveCodeAction),
  request(scanWorkspace, scan),
  request(inventory, inventoryOf),
  request(referencesRequest, allReferences, { references: [] }),
  request(setStateRequest, setState),
  request(generateToken, generateInto),
  request(rotateToken, rotateIn),
  request(forgetOld, forgetKept),
  request(noteSeen, noteSeenValue),
  request(exportEvidence, evidenceOf),
  request(explainRule, explain, null),
  request(explainLine, explainPlace, null),
  request(whyRule, why, null),
  request(playground, play),
  request(draftRule, draft, null),
  request(listProviders, statesOf),
  request(moveToStore, moveIntoStore),
  request(removeFromStore, takeOut),
  notification(DidChangeConfigurationNotification.method, configurationChanged),
  notification(DidChangeWatchedFilesNotification.method, filesChanged),
  notification(trustGranted, trusted),
  notification(providerChosen, providerWasChosen),
];
