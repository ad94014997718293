/** What the engine reports: suspicions before, findings after they were judged. */
import type { Range, Span } from "./document.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Relation } from "./read/facts.ts";
import type { Confidence, Severity, TokenRule } from "./rule.ts";
import type { Secret } from "./secret.ts";

/** A match before it was judged. */
export interface Suspicion {
  readonly rule: TokenRule;
  /** Where the value stands, without its quotes. */
  readonly span: Span;
  readonly confidence: Confidence;
  /** How much text led to it, in UTF-16 code units: of two rules the one with more to go by is right more often. */
  readonly weight: number;
  /** The name that the value is given to, where the text tells one. */
  readonly name?: string;
  /** How the name and the value stand together, where there is a name. */
  readonly relation?: Relation;
  /** The value stands between quotes of this kind; absent for bare values and matches inside longer text. */
  readonly quote?: string;
}

/** Why a suspicion is no finding, or is held less sure. */
export interface Verdict {
  /** The judge's name. */
  readonly judge: string;
  /** In words that a developer understands; never holds the value. */
  readonly reason: string;
  readonly outcome: "drop" | "doubt" | "assure";
}

/** Another place that belongs to the finding. */
interface Related {
  readonly message: string;
  readonly range: Range;
}

/** `safe` may be applied unseen, `unsafe` is offered for review, `none` has no fix. */
export type FixDisposition = "safe" | "unsafe" | "none";

/** A judged match. `secret` is never serialised; everything else may be shown. */
export interface Finding {
  readonly ruleId: string;
  readonly kind: "token";
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly message: string;
  readonly issuer: string;
  readonly path: string;
  readonly span: Span;
  readonly range: Range;
  /** Hash of rule, path, the text around with the values taken out, and an ordinal. */
  readonly id: string;
  readonly masked: string;
  /** Its line, with every value on it masked. */
  readonly excerpt: Excerpt;
  readonly secret: Secret;
  /** ISO 8601, where the value itself tells. */
  readonly expires?: string;
  readonly fix: FixDisposition;
  readonly pciDss: readonly string[];
  readonly cwe: readonly string[];
  readonly related: readonly Related[];
  /** The name that the value is given to in the text, where it has one. */
  readonly name?: string;
}

/** A suspicion that did not become a finding, with the judge's reason: what `--explain` shows. */
export interface Dismissal {
  readonly ruleId: string;
  readonly range: Range;
  readonly verdict: Verdict;
}
