/** Code actions: asks each provider what it offers, and for the edit of what was chosen. */
import * as l10n from "@vscode/l10n";
import {
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Position, Range } from "../../engine/document.ts";
import type { AnyFinding, HandlingFinding } from "../../engine/finding.ts";
import { type Analysis, analyse } from "../analysis.ts";
import { type DiagnosticData, SOURCE } from "../diagnostics.ts";
import { lifeOf } from "../lives.ts";
import type { Session } from "../session.ts";
import { variableFindings } from "../variables/findings.ts";
import { commands } from "./commands.ts";
import { fixAll } from "./fix-all.ts";
import { isWanted } from "./kinds.ts";
import { lives as livesProvider } from "./lives.ts";
import { mend } from "./mend.ts";
import { move } from "./move.ts";
import type { ActionData, Offer, Provider } from "./provider.ts";
import { chosenStore, store } from "./store.ts";
import { suppress } from "./suppress.ts";
import { teamConfig } from "./team-config.ts";
import { variables } from "./variables.ts";

/** In the order in which they are shown. */
const providers: readonly Provider[] = [
  chosenStore,
  move,
  store,
  mend,
  variables,
  suppress,
  teamConfig,
  livesProvider,
  commands,
  fixAll,
];

export async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const analysis = session.features.literalActions ? await analyse(session, textDocument.uri) : undefined;
  if (!analysis) return [];
  const [found, life] = [await besideTokens(session, analysis), await lifeOf(session, analysis)];
  if (analysis.findings.length + found.length + life.findings.length === 0) return [];
  const findings = analysis.findings.filter((finding) => touches(finding.range, range));
  const handling = found.filter((finding) => touches(finding.range, range));
  const lives = life.findings.filter((finding) => touches(finding.range, range));
  const wanted = providers.filter(({ kind }) => isWanted(kind, context.only));
  const offered = await Promise.all(
    wanted.map(async (provider) => {
      const offers = await provider.offer({ session, analysis, findings, handling, lives, asked: isAsked(context) });
      return Promise.all(
        offers.filter(isUseful(session)).map((offer) => toCodeAction(session, analysis, provider, offer, context)),
      );
    }),
  );
  return offered.flat();
}

const besideTokens = async (session: Session, analysis: Analysis): Promise<readonly HandlingFinding[]> => [
  ...(await analysis.handling()),
  ...(await variableFindings(session, analysis)),
];

/** @throws ResponseError where the document is not the one any more that the action was offered for */
export async function resolveCodeAction(session: Session, action: CodeAction): Promise<CodeAction> {
  const { data } = action;
  if (!isActionData(data) || action.disabled) return action;
  const edit = await editOf(session, data);
  return edit ? { ...action, edit } : action;
}

async function editOf(session: Session, data: ActionData): Promise<WorkspaceEdit | undefined> {
  const provider = providers.find(({ name }) => name === data.provider);
  if (!provider?.resolve) return undefined;
  const analysis = await analyse(session, data.uri);
  const all: readonly AnyFinding[] = analysis ? [...analysis.findings, ...(await besideTokens(session, analysis))] : [];
  const finding = all.find(({ id }) => id === data.id);
  if (analysis?.version !== data.version || (data.id !== undefined && !finding)) throw stale();
  const edit = await provider.resolve({ session, analysis }, data, finding);
  if (session.documents.get(data.uri)?.version !== data.version) throw stale();
  return edit;
}

const stale = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.ContentModified, l10n.t("The document changed since the action was offered."));

const isUseful =
  ({ features }: Session) =>
  ({ disabled, command }: Offer): boolean =>
    (disabled === undefined || features.disabledActions) &&
    (command === undefined || features.commands.has(command.command));

async function toCodeAction(
  session: Session,
  analysis: Analysis,
  { name, kind, resolve }: Provider,
  offer: Offer,
  context: CodeActionContext,
): Promise<CodeAction> {
  const { title, finding, variant, preferred, disabled, command } = offer;
  const diagnostics = finding ? context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding)) : [];
  const action: CodeAction = {
    title,
    kind,
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(preferred && session.features.preferredActions && { isPreferred: true }),
    ...(disabled !== undefined && { disabled: { reason: disabled } }),
    ...(command && { command }),
  };
  if (disabled !== undefined || !resolve) return action;
  const data: ActionData = {
    provider: name,
    uri: analysis.uri,
    version: analysis.version,
    ...(finding && { id: finding.id }),
    ...(variant && { variant }),
  };
  if (session.features.resolvesEdits) return { ...action, data };
  const edit = await editOf(session, data);
  return edit ? { ...action, edit } : action;
}

/** Editors ask by themselves whenever the caret moves. */
const isAsked = ({ only, triggerKind }: CodeActionContext): boolean =>
  only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic;

function isOf({ source, code, range, data }: CodeActionContext["diagnostics"][number], finding: AnyFinding): boolean {
  if (source !== SOURCE || code !== finding.ruleId) return false;
  const { id } = (data ?? {}) as Partial<DiagnosticData>;
  return id === undefined ? touches(range, finding.range) : id === finding.id;
}

function isActionData(data: unknown): data is ActionData {
  if (typeof data !== "object" || data === null) return false;
  const { provider, uri, version } = data as Partial<Record<keyof ActionData, unknown>>;
  return typeof provider === "string" && typeof uri === "string" && typeof version === "number";
}

/** Ends count: a caret beside the value is at the value. */
const touches = (a: Range, b: Range): boolean => !isBehind(a.start, b.end) && !isBehind(b.start, a.end);

const isBehind = (a: Position, b: Position): boolean =>
  a.line > b.line || (a.line === b.line && a.character > b.character);
