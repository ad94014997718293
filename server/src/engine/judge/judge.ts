/** What a judge is: it looks at one suspicion and says why it is none, or why it is more or less sure. */
import type { SourceDocument } from "../document.ts";
import type { Suspicion, Verdict } from "../finding.ts";
import type { RarityModel } from "../rarity.ts";
import type { Form } from "../read/form.ts";

/** A suspicion with what a judge may look at. */
export interface Case {
  readonly suspicion: Suspicion;
  readonly document: SourceDocument;
  /** The suspected value. Judges' reasons never hold it. */
  readonly value: string;
  /** What a bare word means here: in code it is an identifier. */
  readonly form: Form;
  readonly now: Date;
  /** How random the value looks, 0 to 1; reckoned when asked. */
  rarity(): number;
  /** The same of any text. */
  rarityOf: RarityModel;
  /** The value was found by a name before it, not by its own format. */
  readonly generic: boolean;
}

/** @returns undefined where the judge has nothing to say */
export type Judge = (suspected: Case) => Verdict | undefined;

export const drop = (judge: string, reason: string): Verdict => ({ judge, reason, outcome: "drop" });
export const assure = (judge: string, reason: string): Verdict => ({ judge, reason, outcome: "assure" });
export const doubt = (judge: string, reason: string): Verdict => ({ judge, reason, outcome: "doubt" });

/** Passwords that people make of words and digits are about as long, in UTF-16 code units, and of few words. */
const CHOSEN = /^(?=.*\d)(?=.*[A-Za-z])[^\s]{1,64}(?:[ \t][^\s]{1,20}){0,3}$/;
const SHORTEST_CHOSEN = 6;
const LONGEST_CHOSEN = 64;

/** People who choose a password add digits to words (`blue7moon`): where one is chosen, ordinary text with digits is no sign of innocence. */
export const looksChosen = ({ suspicion: { rule }, value }: Case): boolean =>
  rule.chosen && value.length >= SHORTEST_CHOSEN && value.length <= LONGEST_CHOSEN && CHOSEN.test(value);

const SERIES = /0123456789|1234567890|abcdefghij|(?:1234567|abcdefg|9876543).*(?:890|hij|210)/i;

/** From this length on a series with digits may be a key that somebody typed, in UTF-16 code units. */
export const TYPED_KEY = 20;

/** Whether letters or digits stand in the order of their alphabet. */
export const holdsSeries = (value: string): boolean => SERIES.test(value);
