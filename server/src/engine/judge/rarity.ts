/** Drops values that look too much like ordinary text for what their rule, and the place they were found at, ask. */
import { segmentsOf } from "../names.ts";
import { assure, type Case, doubt, drop, holdsSeries, type Judge, looksChosen, TYPED_KEY } from "./judge.ts";

/** A bare word in code is nearly always an identifier; one in an embedded text is not, but has to show it. */
const BARE_IN_CODE = 0.8;
/** `setPassword("x")` may name anything by its first argument. */
const ARGUMENT = 0.62;
/** A value that only stands behind a name has to show that it is one. */
const PROSE = 0.9;
/** A sensitive name that is given so random a value is as good as a known format. */
const CERTAIN = 0.97;
/** What follows an issuer's prefix is random in real tokens and spoken in examples. */
const SPOKEN = 0.35;

export const rarity: Judge = (suspected: Case) => {
  const found = suspected.rarity();
  if (found < asked(suspected)) return drop("rarity", "it looks like ordinary text, not like a random value");
  if (suspected.generic && found >= CERTAIN && isTelling(suspected))
    return assure("rarity", "a sensitive name is given a random value");
  return readsLikeWords(suspected) ? doubt("rarity", "what follows its prefix reads like words") : undefined;
};

function asked(suspected: Case): number {
  const {
    generic,
    suspicion: { rule, quote, relation, place },
    form,
  } = suspected;
  if (generic && relation === "prose") return Math.max(rule.rarity, PROSE);
  if (generic && quote === undefined && form === "code" && !place) return Math.max(rule.rarity, BARE_IN_CODE);
  if (generic && relation === "argument") return Math.max(rule.rarity, ARGUMENT);
  const typed = looksChosen(suspected) || isSpelledOut(suspected) || isOneWord(suspected) || isTypedKey(suspected);
  return typed ? 0 : rule.rarity;
}

/** A format of an issuer's own with digits in it is no word: it may be a made-up series, never a label. One digit is in many names (`daily-v1`). */
const isSpelledOut = ({ generic, suspicion: { rule }, value }: Case): boolean =>
  !generic && rule.breadth === 0 && /\d.*\d/.test(value.slice(rule.prefix.length));

/** Names that end so ask for a password itself, not for something about it. */
const PASSWORD = /(?:(?<![a-z])pass|pass(?:word|wd|phrase)|pwd)["'`]?$/i;
const ONE_WORD = /^[^\s.,;:()<>{}[\]/\\*]{6,64}$/;
/** Shorter words say nothing behind a mere name, in UTF-16 code units. */
const SHORTEST_WORD = 8;
/** People put signs between words (`moon#river`) where they make a secret of them; no label has them. */
const SIGN_IN_WORD = /[A-Za-z][#$@!%&][A-Za-z]/;
const SECRET = /secret["'`]?$/i;
const LABEL = /^[A-Z][a-z]+$/;
/** `thisismypassword`: words run together, which no name, label or placeholder is written like. */
const RUN_TOGETHER = /^(?=.{12,40}$)[a-z]+$/;
const SPOKEN_OF = /pass|pwd|secret|token|user|key|auth|test|login|#{3}|__/i;

/** `blooberry` is no label: a word that speaks of nothing else, where a password is asked for or compared, is one. */
function isOneWord({ suspicion: { rule, place, name = "" }, generic, value }: Case): boolean {
  if (rule.chosen && PASSWORD.test(name) && RUN_TOGETHER.test(value)) return true;
  if (!ONE_WORD.test(value) || LABEL.test(value) || SPOKEN_OF.test(value)) return false;
  if (place === "credential") return true;
  if (value.length < SHORTEST_WORD) return false;
  if (SECRET.test(name) && SIGN_IN_WORD.test(value)) return true;
  return rule.chosen && (!generic || PASSWORD.test(name));
}

const isTypedKey = ({ value }: Case): boolean => value.length >= TYPED_KEY && /\d/.test(value) && holdsSeries(value);

/** A mere `key` may be anybody's: of a cache, of a map, a public one. */
const isTelling = ({ suspicion: { name = "", rule } }: Case): boolean =>
  rule.trigger.kind !== "name" || rule.trigger.nameClass !== "key" || segmentsOf(name).length > 1;

function readsLikeWords({ value, suspicion: { rule }, rarityOf }: Case): boolean {
  const body = value.slice(rule.prefix.length);
  return rule.prefix !== "" && /^[A-Za-z_. -]*$/.test(body) && rarityOf(body) < SPOKEN;
}
