/** The table of messages: what the client asks or tells, and the function that answers. It grows by lines, never by code. */
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
} from "vscode-languageserver";
import {
  explainLine,
  explainRule,
  inventory,
  listProviders,
  moveToStore,
  providerChosen,
  removeFromStore,
  scanWorkspace,
  trustGranted,
} from "../protocol.ts";
import { codeActions, resolveCodeAction } from "./actions/index.ts";
import { explainPlace } from "./explain.ts";
import { explain } from "./explain-rule.ts";
import { hover } from "./hover.ts";
import { inventoryOf } from "./inventory.ts";
import { emptyReport, pullDiagnostics } from "./pull.ts";
import { notification, type Route, request } from "./route.ts";
import { configurationChanged, providerWasChosen, trusted } from "./standing.ts";
import { moveIntoStore, takeOut } from "./stores/move.ts";
import { statesOf } from "./stores/providers.ts";
import { filesChanged } from "./watched-files.ts";
import { scan } from "./workspace-scan.ts";

export const routes: readonly Route[] = [
  request(DocumentDiagnosticRequest.method, pullDiagnostics, emptyReport),
  request(HoverRequest.method, hover, null),
  request(CodeActionRequest.method, codeActions, []),
  request(CodeActionResolveRequest.method, resolveCodeAction),
  request(scanWorkspace, scan),
  request(inventory, inventoryOf),
  request(explainRule, explain, null),
  request(explainLine, explainPlace, null),
  request(listProviders, statesOf),
  request(moveToStore, moveIntoStore),
  request(removeFromStore, takeOut),
  notification(DidChangeConfigurationNotification.method, configurationChanged),
  notification(DidChangeWatchedFilesNotification.method, filesChanged),
  notification(trustGranted, trusted),
  notification(providerChosen, providerWasChosen),
];
