/** What a kind of code action is: offered with ids, versions and ranges only; its edit is made when it is chosen. */
import type { Command, WorkspaceEdit } from "vscode-languageserver";
import type { AnyFinding, Finding, HandlingFinding } from "../../engine/finding.ts";
import type { Analysis } from "../analysis.ts";
import type { Session } from "../session.ts";
import type { ActionKind } from "./kinds.ts";

/** What the client sends back when an action is chosen. */
export interface ActionData {
  readonly provider: string;
  readonly uri: string;
  /** Of the document when the action was offered: no other will do. */
  readonly version: number;
  /** Of the finding that it is for; absent where it is for the whole document. */
  readonly id?: string;
  /** Which of the provider's actions it is. */
  readonly variant?: string;
}

/** The document at hand, and the findings in the range that the client asks for. */
interface Occasion {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** What handling rules find in the range. */
  readonly handling: readonly HandlingFinding[];
  /** What the accounts say of the tokens in the range. */
  readonly lives: readonly HandlingFinding[];
  /** Whether somebody asked, and not the editor by itself. */
  readonly asked: boolean;
}

export interface Offer {
  readonly title: string;
  /** The finding that it answers; absent where it is for the whole document. */
  readonly finding?: AnyFinding;
  readonly variant?: string;
  readonly preferred?: boolean;
  /** Why it cannot be chosen. */
  readonly disabled?: string;
  /** What the client runs, after the edit where there is one. */
  readonly command?: Command;
}

export interface Provider {
  readonly name: string;
  readonly kind: ActionKind;
  offer(occasion: Occasion): readonly Offer[] | Promise<readonly Offer[]>;
  /**
   * The edit of an offered action.
   * @param finding the one that it was offered for, as it stands in the same version
   * @returns undefined where there is none to be made any more
   */
  resolve?(
    occasion: Pick<Occasion, "session" | "analysis">,
    data: ActionData,
    finding: AnyFinding | undefined,
  ): Promise<WorkspaceEdit | undefined>;
}
