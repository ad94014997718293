/** Drops values that people choose or names tell of, where they only repeat what names say: `password: "dbpassword"`, `token = "mytoken"`. */
import { segmentsOf } from "../names.ts";
import { type Case, drop, type Judge, looksChosen } from "./judge.ts";

/** What people write where they mean no real value. */
const SPOKEN =
  /passwo?r?d|passw|passphrase|pass|pwd|secret|token|auth|apikey|key|salt|admin|root|user(?:name)?|login|test(?:ing)?|guest|default|demo|local(?:host)?|example|value|string|hello|world|foo|bar|baz|qux|tiger/g;

/** As much may be left beside the spoken words: `password1`, `mypass`. */
const LEFT = 4;

/** From this length on spoken words with digits are a password, in UTF-16 code units; `pass123` is shorter. */
const SPOKEN_PASSWORD = 8;

/** Where a password must stand, in a URL say, `secret` is one and `pwd` stands for one, in UTF-16 code units. */
const WEAK_PASSWORD = 6;

/** `key_1234`, `secret123`: nothing but spoken words and a count. */
const isCounted = (value: string): boolean =>
  /^[\W_]*1?2?3?4?5?6?7?8?9?0?[\W_]*$/.test(value.toLowerCase().replace(SPOKEN, ""));

/** Words with a capital, a digit and a sign at the end (`Summer1!`) are what people choose where a policy asks for all four kinds. */
const FOR_A_POLICY = /^(?=.{8,64}$)[A-Z][a-z]+[A-Za-z]*\d+[!@#$%&*?+=^~]+$/;

/** `KEYSTONE_DBPASS`: what a document says in capitals is to be filled in. */
const IN_CAPITALS = /^(?=.*(?:PASS|PWD|SECRET|TOKEN|KEY))[A-Z]+(?:[_-][A-Z]+)+$/;

/** `dbPassword: "db-password"`, and in a text `password='password'`. */
function repeatsItsName({ value, document: { text }, suspicion: { name, span, judged = span } }: Case): boolean {
  if (name && segmentsOf(value).join("") === segmentsOf(name).join("")) return true;
  const key = /(\w{1,40})\s*[=:]\s*["']?$/.exec(text.slice(Math.max(0, judged.start - 50), judged.start))?.[1];
  return key?.toLowerCase() === value.toLowerCase();
}

export const words: Judge = (suspected) => {
  const { generic, suspicion, value, rarity } = suspected;
  if (!generic && !suspicion.rule.chosen) return undefined;
  if (IN_CAPITALS.test(value)) return drop("words", "it is a name in capitals, to be filled in");
  if (suspicion.rule.chosen && FOR_A_POLICY.test(value)) return undefined;
  if (repeatsItsName(suspected)) return drop("words", "it repeats the name that it is given to");
  if ((!generic || suspicion.place === "credential") && value.length >= WEAK_PASSWORD) return undefined;
  if (value.length >= SPOKEN_PASSWORD && looksChosen(suspected) && !isCounted(value)) return undefined;
  // Letters written as digits and signs, `p@ssw0rd`, are how people make a word a password.
  const letters = value.toLowerCase().replace(/[^a-z]/g, "");
  const rest = letters.replace(SPOKEN, "");
  if (rest.length < letters.length && (rest.length <= LEFT || (rest.length < letters.length / 2 && rarity() < 0.75))) {
    return drop("words", "it is made of words for tokens, users and tests");
  }
  return undefined;
};
