/** What goes to the thread that runs a team's patterns, and comes back: plain data, kept nowhere else. */
import type { TeamRule } from "../../config/team-rules.ts";
import type { SourceDocument } from "../../engine/document.ts";
import type { Suspicion } from "../../engine/finding.ts";
import type { TokenRule } from "../../engine/rule.ts";
import type { TeamSet } from "./set.ts";

export interface TeamSetup {
  readonly task: "team";
  readonly rules: readonly TeamRule[];
  /** How long one rule may take in one document, in milliseconds. */
  readonly budget: number;
  readonly names: TeamSet["names"];
  /** The rules that these names call for. */
  readonly generic: readonly TokenRule[];
}

/** The number of the reply that says that the thread has started. */
export const READY = 0;

export interface TeamJob {
  readonly number: number;
  readonly document: SourceDocument;
}

/** A suspicion with its rule's name in the rule's place. */
export type NamedSuspicion = Omit<Suspicion, "rule"> & { readonly ruleId: string };

export interface TeamReply {
  readonly number: number;
  readonly suspicions: readonly NamedSuspicion[];
  /** Rules that took too long, by id: they are not run any more. */
  readonly exceeded: readonly string[];
}

export const isTeamSetup = (value: unknown): value is TeamSetup =>
  (value as Partial<TeamSetup> | undefined)?.task === "team";
