/** What the engine reports: suspicions before, findings after they were judged. */
import type { Range, Span } from "./document.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Relation } from "./read/facts.ts";
import type { Confidence, Severity, TokenRule } from "./rule.ts";
import type { Secret } from "./secret.ts";
import type { Told } from "./told.ts";

/** A match before it was judged. */
export interface Suspicion {
  readonly rule: TokenRule;
  /** Where the value stands, without its quotes. */
  readonly span: Span;
  /** The part of the value that is judged, where the rest of it is no secret. */
  readonly judged?: Span;
  /** The value in a text that was decoded from what stands at `span`: it is judged there, and moved as it stands. */
  readonly encoding?: {
    readonly text: string;
    readonly span: Span;
    readonly judged?: Span;
    /** The rule's own encoding, whose form was seen to hold. */
    readonly isOwn?: true;
  };
  /** The value as it is once decoded or joined; absent where the text itself is the value. */
  readonly decoded?: string;
  readonly confidence: Confidence;
  /** How much text led to it, in UTF-16 code units: of two rules the one with more to go by is right more often. */
  readonly weight: number;
  /** The name that the value is given to, where the text tells one. */
  readonly name?: string;
  /** How the name and the value stand together, where there is a name. */
  readonly relation?: Relation;
  /** The text says that a password or secret must stand here, as where one is compared or handed to a login: a weak one is one too. */
  readonly place?: "credential";
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
export interface Related {
  readonly message: string;
  readonly range: Range;
}

/** `safe` may be applied unseen, `unsafe` is offered for review, `none` has no fix. */
export type FixDisposition = "safe" | "unsafe" | "none";

/** What findings of both kinds tell. */
interface Judgement {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What made it more or less sure than its rule, in the order in which it was said; none drops. */
  readonly reasons: readonly Verdict[];
  readonly title: string;
  readonly message: string;
  readonly path: string;
  readonly span: Span;
  readonly range: Range;
  /** Hash of rule, path, the text around with the values taken out, and an ordinal. */
  readonly id: string;
  /** Its line, with every value on it masked. */
  readonly excerpt: Excerpt;
  readonly fix: FixDisposition;
  readonly pciDss: readonly string[];
  readonly cwe: readonly string[];
  readonly related: readonly Related[];
}

/** Code or configuration that treats a token insecurely. Related places show where the value comes from. Plain data, without a value. */
export interface HandlingFinding extends Judgement {
  readonly kind: "handling";
  /** Of the facts that it was found in, as rules call it; there where it has a fix. */
  readonly language?: string;
  /** Its rule is off unless one of these presets, or a config, turns it on. */
  readonly presets?: readonly string[];
}

/** A judged match of a token rule. `secret` is never serialised; everything else may be shown. */
export interface Finding extends Judgement {
  readonly kind: "token";
  readonly issuer: string;
  readonly masked: string;
  readonly secret: Secret;
  /** The value stands encoded in the text: it is longer than what it hides. */
  readonly encoded?: true;
  /** ISO 8601, where the value itself tells. */
  readonly expires?: string;
  /** The name that the value is given to in the text, where it has one. */
  readonly name?: string;
  /** What its format and a comment beside it tell. */
  readonly told?: Told;
}

/** What may be sent, kept and shown of a finding: everything but its value. Plain data. */
export type ShownFinding = Omit<Finding, "secret">;

/** A finding of either kind. */
export type AnyFinding = Finding | HandlingFinding;

/** A suspicion that did not become a finding, with the judge's reason: what `--explain` shows. */
export interface Dismissal {
  readonly ruleId: string;
  readonly span: Span;
  readonly range: Range;
  readonly verdict: Verdict;
}
