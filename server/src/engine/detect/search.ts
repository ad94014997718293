/** Facts times rules gives suspicions: one pass of the automaton over a text, and at each hit whatever its literal calls for. */
import type { AnchorCall, Call, NearCall } from "../calls.ts";
import type { Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { nameAround } from "../read/assignment.ts";
import { mayBeTied } from "../read/tied.ts";
import { isOpen } from "../unit-sets.ts";
import { detectAssigned, mayNameToken } from "./assignment.ts";
import { asCredentials } from "./credentials.ts";
import { detectNear, standsAlone, surroundings } from "./near.ts";
import type { ScannedText } from "./text.ts";
import { detectAtAnchor } from "./token.ts";

/**
 * Adds what is suspected in a text, in the order of the hits.
 * @param isWanted which calls are answered
 */
export function searchText(
  scanned: ScannedText,
  add: (suspicion: Suspicion) => void,
  isWanted?: (call: Call) => boolean,
): void {
  const { automaton, callsOf } = scanned.catalogue;
  const search = new Search(scanned, add, isWanted);
  automaton.searchUnits(scanned.units, (literal, start, end) => search.answer(callsOf(literal), start, end));
}

const PARENTHESIS = 40;

/** Answers the calls of one text. */
class Search {
  readonly #scanned: ScannedText;
  readonly #add: (suspicion: Suspicion) => void;
  readonly #isWanted: ((call: Call) => boolean) | undefined;
  /** The last value of each rule: an anchor inside it would only find it again, at a cost that grows with its length. */
  readonly #last = new Map<string, Suspicion>();
  /** The name that was looked at last. */
  #name: Span = { start: 0, end: 0 };
  /** Whether names may be of tokens, by name: the same ones come again and again. */
  readonly #names = new Map<string, boolean>();

  constructor(
    scanned: ScannedText,
    add: (suspicion: Suspicion) => void,
    isWanted: ((call: Call) => boolean) | undefined,
  ) {
    this.#scanned = scanned;
    this.#add = add;
    this.#isWanted = isWanted;
  }

  answer(calls: readonly Call[], start: number, end: number): void {
    const { units } = this.#scanned;
    let around: Span | undefined | null = null;
    for (const call of calls) {
      if (call.kind === "anchor") {
        if (isOpen(call.gate, units, start)) this.#answerAnchor(call, start);
      } else if (call.kind === "near") {
        if (around === null) around = standsAlone(this.#scanned, start, end) ? surroundings(units, start) : undefined;
        if (around) this.#answerNear(call, { start, end }, around);
      } else this.#answerName(call, start);
    }
  }

  #isUnwanted(call: Call): boolean {
    return this.#isWanted !== undefined && !this.#isWanted(call);
  }

  #answerAnchor(call: AnchorCall, start: number): void {
    if (this.#isUnwanted(call)) return;
    const known = this.#last.get(call.rule.id)?.span;
    if (known && start >= known.start && start < known.end) return;
    if (!this.#scanned.budget.look()) return;
    const found = detectAtAnchor(this.#scanned, call, start);
    if (!found) return;
    this.#last.set(call.rule.id, found);
    this.#add(asCredentials(this.#scanned.text, found));
  }

  #answerNear(call: NearCall, word: Span, around: Span): void {
    if (this.#isUnwanted(call)) return;
    for (const found of detectNear(this.#scanned, call, word, around)) this.#add(found);
  }

  #answerName(call: Call, start: number): void {
    const { units, budget } = this.#scanned;
    // Another word of the same name says nothing new.
    if (this.#isUnwanted(call) || (start >= this.#name.start && start < this.#name.end)) return;
    this.#name = nameAround(units, start);
    if (!mayBeTied(this.#scanned, this.#name) || !this.#mayNameToken(this.#name) || !budget.look()) return;
    for (const found of detectAssigned(this.#scanned, start)) this.#add(found);
  }

  #mayNameToken({ start, end }: Span): boolean {
    const { units, text, catalogue } = this.#scanned;
    // What stands before a parenthesis may be a method that is no part of the name.
    if (units[end] === PARENTHESIS) return true;
    const name = text.slice(start, end);
    const known = this.#names.get(name) ?? mayNameToken(name, catalogue.classifyName);
    this.#names.set(name, known);
    return known;
  }
}
