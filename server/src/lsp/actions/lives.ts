/** Offers what can be decided of a token's life: at its places, and at the lines of the ledger. The client asks the rest. */
import * as l10n from "@vscode/l10n";
import type { AnyFinding, Finding, HandlingFinding } from "../../engine/finding.ts";
import { isFingerprint } from "../../lifecycle/ledger.ts";
import { clientCommands, type TokenArgument } from "../../protocol.ts";
import type { Analysis } from "../analysis.ts";
import { isLedger } from "../ledgers.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";
import { distinct } from "./surroundings.ts";

export const lives: Provider = {
  name: "lives",
  kind: actionKinds.life,

  offer: ({ session, analysis, findings, lives, asked }) => {
    if (!session.trusted || !session.host.records) return [];
    if (isLedger(analysis.location.path)) return lives.flatMap((finding) => atLine(analysis, finding));
    const told = lives.flatMap((finding) => answersTo(analysis, findings, finding));
    return asked ? [...told, ...distinct(findings).flatMap((finding) => decisions(analysis, finding))] : told;
  },
};

type Life = keyof Pick<
  typeof clientCommands,
  "rotateToken" | "markRevoked" | "acceptToken" | "showRotation" | "removeEntry"
>;

function titleOf(command: Life): string {
  return {
    rotateToken: l10n.t("Rotate this token..."),
    markRevoked: l10n.t("Mark this token as revoked..."),
    acceptToken: l10n.t("Accept this token for a while, with a reason..."),
    showRotation: l10n.t("Show what is left of its rotation..."),
    removeEntry: l10n.t("Take the entry out of the ledger"),
  }[command];
}

function offer(command: Life, argument: TokenArgument, finding: AnyFinding, preferred = false): Offer {
  const title = titleOf(command);
  return {
    ...{ title, finding, command: { title, command: clientCommands[command], arguments: [argument] } },
    ...(preferred && { preferred }),
  };
}

function decisions({ uri }: Analysis, finding: Finding): Offer[] {
  const argument = { uri, id: finding.id };
  return (["rotateToken", "markRevoked", "acceptToken"] as const).map((command) => offer(command, argument, finding));
}

/** What answers a remark on a token's life. */
const ANSWERS: Readonly<Record<string, readonly Life[]>> = {
  "lifecycle/acceptance-expired": ["acceptToken"],
  "lifecycle/rotation-overdue": ["showRotation", "markRevoked"],
  "lifecycle/token-expires": ["rotateToken"],
  "lifecycle/rotate-by-passed": ["rotateToken"],
  "lifecycle/token-overdue": ["rotateToken"],
};

function answersTo({ uri }: Analysis, findings: readonly Finding[], remark: HandlingFinding): Offer[] {
  const token = findings.find(({ span }) => span.start === remark.span.start && span.end === remark.span.end);
  if (!token) return [];
  const answers = ANSWERS[remark.ruleId] ?? [];
  return answers.map((command, at) => offer(command, { uri, id: token.id }, remark, at === 0));
}

const AT_LINE: Readonly<Record<string, readonly Life[]>> = {
  "lifecycle/acceptance-unmatched": ["removeEntry", "markRevoked"],
  "lifecycle/acceptance-expired": ["acceptToken", "removeEntry"],
  "lifecycle/acceptance-stale": ["acceptToken", "removeEntry"],
};

function atLine({ uri, document }: Analysis, finding: HandlingFinding): Offer[] {
  const entry = entryIn(document.text.slice(finding.span.start, finding.span.end));
  if (!entry) return [];
  const answers = AT_LINE[finding.ruleId] ?? [];
  return answers.map((command, at) => offer(command, { uri, ...entry }, finding, at === 0));
}

function entryIn(line: string): { readonly fingerprint: string; readonly ruleId?: string } | undefined {
  const { fingerprint, ruleId } = JSON.parse(line) as { fingerprint?: unknown; ruleId?: unknown };
  if (!isFingerprint(fingerprint)) return undefined;
  return { fingerprint, ...(typeof ruleId === "string" && { ruleId }) };
}
