/** The custom messages about the accounts and the lives of tokens; the client knows them by protocol.ts. */
import type { Range } from "./engine/document.ts";

/**
 * What somebody decided of a token goes into ledger and audit log; refused, in words for the person, where that cannot be.
 * `done` ticks `path` off a rotation's list, `removed` takes the entry out: the token is as it was found again.
 */
export const setState = "tokenward/setState";
export interface SetStateParams {
  readonly fingerprint: string;
  readonly state: "rotated" | "revoked" | "accepted" | "done" | "removed";
  readonly ruleId?: string;
  /** Of one of its places, or of the ledger: in that folder's accounts it goes. */
  readonly uri: string;
  readonly reason?: string;
  /** YYYY-MM-DD: the end of an acceptance, the deadline of a rotation. */
  readonly until?: string;
  readonly owner?: string;
  /** Where more is told: an address that begins with https. */
  readonly link?: string;
  /** As the ledger has it. */
  readonly path?: string;
}
export interface SetStateResult {
  readonly by: string;
  readonly on: string;
}

/** How a token is made of random bytes. */
export interface TokenForm {
  readonly bytes: number;
  readonly prefix: string;
  readonly checksum?: "crc32-base62";
}

/** Makes a strong token straight into a store. Fails with a sentence for the person. */
export const generateToken = "tokenward/generate";
export interface GenerateParams extends TokenForm {
  readonly uri: string;
  readonly name: string;
  /** Without it the value goes where the workspace's values go. */
  readonly provider?: string;
}
export interface GenerateResult {
  /** The provider's. */
  readonly title: string;
  readonly bits: number;
  /** How it is written, in words. */
  readonly written: string;
  /** How the document's language reads the name, where it can. */
  readonly reference?: string;
}

/**
 * Puts a new value into a store under the token's name; the old one stays under a dated name until the deadline. Fails with a
 * sentence for the person; then everything is as it was.
 */
export const rotateToken = "tokenward/rotate";
export interface RotateParams {
  readonly uri: string;
  readonly name: string;
  /** Without it the store that has the name, else the one where the workspace's values go. */
  readonly provider?: string;
  /** Of the token that is meant; without it, whatever rests under the name. */
  readonly fingerprint?: string;
  /** YYYY-MM-DD */
  readonly until?: string;
  readonly reason?: string;
  /** What the person typed, unseen; it goes into the store and nowhere else. */
  readonly value?: string;
  /** Without a value one is made. */
  readonly form?: TokenForm;
}
export interface RotateResult {
  readonly fingerprint: string;
  /** The provider's. */
  readonly title: string;
  readonly deadline: string;
  readonly keptAs?: string;
  /** What is to be looked at, relative to the root of the accounts. */
  readonly places: readonly string[];
  /** The page where the old value is revoked. */
  readonly revoke?: string;
}

/** Takes the old value of a rotated token out of the store that keeps it; null where none does. */
export const forgetOld = "tokenward/forgetOld";
export interface ForgetOldParams {
  readonly uri: string;
  readonly fingerprint: string;
}
export interface ForgetOldResult {
  readonly name: string;
  readonly title: string;
}

/** A value is about to be shown or copied by the client, out of the document where it stands: the audit log is told first. */
export const noteSeen = "tokenward/noteSeen";
export interface NoteSeenParams {
  readonly uri: string;
  /** The finding's. */
  readonly id: string;
  readonly action: "revealed" | "copied";
}
export interface NoteSeenResult {
  /** Where the value stands, in this version of the document. */
  readonly range: Range;
  readonly version: number;
}

/** The inventory with all that bears on it, as a file for those who ask for evidence. Fails with a sentence for the person. */
export const exportEvidence = "tokenward/exportEvidence";
export interface ExportEvidenceParams {
  readonly format: "json" | "csv" | "html" | "markdown" | "cyclonedx" | "sarif";
}
export interface ExportEvidenceResult {
  readonly text: string;
}

/** An entry of the ledger, as views show it. */
export interface LedgerFacts {
  readonly on: string;
  readonly by: string;
  readonly reason?: string;
  readonly link?: string;
  readonly until?: string;
  readonly deadline?: string;
  readonly name?: string;
  readonly provider?: string;
  readonly keptAs?: string;
  readonly places?: readonly string[];
  readonly done?: readonly string[];
}
/** Which token a command is meant for: the finding at a place, or an entry of the ledger at `uri`. */
export type TokenArgument =
  | { readonly uri: string; readonly id: string }
  | { readonly uri: string; readonly fingerprint: string; readonly ruleId?: string };
