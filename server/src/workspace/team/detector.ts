/**
 * Finds what a team's rules suspect, in a thread that is killed when it takes too long. It is started when a keyword of theirs
 * is first come upon. Where there are no threads the patterns run here: they are linear, and capped.
 */
import type { TeamRule } from "../../config/team-rules.ts";
import type { Catalogue } from "../../engine/catalogue.ts";
import { Automaton } from "../../engine/detect/automaton.ts";
import type { SourceDocument } from "../../engine/document.ts";
import type { Suspicion } from "../../engine/finding.ts";
import type { TokenRule } from "../../engine/rule.ts";
import { unitsOf } from "../../engine/units.ts";
import type { Thread, Threads } from "../../host/host.ts";
import { type NamedSuspicion, READY, type TeamJob, type TeamReply, type TeamSetup } from "./messages.ts";
import { TeamRunner } from "./runner.ts";
import type { TeamSet } from "./set.ts";

export interface TeamLimits {
  /** How long one rule may take in one document, in milliseconds. */
  readonly budget: number;
  /** When the thread is killed over one document, in milliseconds; more than the budget. */
  readonly deadline: number;
}

const LIMITS: TeamLimits = { budget: 500, deadline: 3000 };
/** Reported of rules that were switched off. */
const TOO_LONG = "its pattern took too long: it is switched off until the rules are read again";

export class TeamDetector {
  /** Why rules are switched off, by id, in words for their author. */
  readonly off = new Map<string, string>();
  readonly #threads: Threads | undefined;
  readonly #limits: TeamLimits;
  readonly #keywords: Automaton;
  readonly #byId: ReadonlyMap<string, TeamRule>;
  readonly #names: TeamSet["names"];
  /** The built-in rules of values that a sensitive name is given. */
  readonly #generic: readonly TokenRule[];
  #thread: Thread | undefined;
  /** What the thread was started with. */
  #started: readonly TeamRule[] = [];
  #runner: TeamRunner | undefined;
  #wake: ((reply: TeamReply | undefined) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #number = 0;
  /** Whether threads died of nothing that can be named. */
  #broken = false;

  /**
   * @param generic the built-in rules of values that a sensitive name is given: the team's names call for them too
   * @param threads absent where there are none
   */
  constructor(
    { rules, names }: Pick<TeamSet, "rules" | "names">,
    { generic }: Pick<Catalogue, "generic">,
    threads?: Threads,
    limits = LIMITS,
  ) {
    this.#threads = threads;
    this.#limits = limits;
    this.#names = names;
    this.#generic = [...generic.values()];
    this.#byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.#keywords = new Automaton([...new Set([...rules.flatMap(keywordsOf), ...Object.values(names).flat()])]);
  }

  /** Never fails: what a rule that is switched off would have found is missing, and nothing else. */
  suspicionsIn(document: SourceDocument): Promise<readonly Suspicion[]> {
    if (!this.#isCalledFor(document)) return Promise.resolve([]);
    // What the document looks at may be used again by then.
    const { path, text, languageId } = document;
    const plain: SourceDocument = { path, text, ...(languageId !== undefined && { languageId }) };
    const found = this.#last.then(() => this.#detect(plain));
    this.#last = found;
    return found;
  }

  /** Nothing runs any more. */
  end(): void {
    this.#thread?.end(0);
    this.#thread = undefined;
  }

  #isCalledFor(document: SourceDocument): boolean {
    let called = false;
    this.#keywords.searchUnits(document.units ?? unitsOf(document.text), () => {
      called = true;
    });
    return called;
  }

  async #detect(document: SourceDocument): Promise<readonly Suspicion[]> {
    // Each turn that comes to nothing has switched a rule off.
    while (this.#setup.rules.length > 0 || this.#hasNames) {
      const reply = this.#threads ? await this.#ask(this.#threads, document) : this.#runHere(document);
      if (!reply) continue;
      for (const id of reply.exceeded) this.off.set(id, TOO_LONG);
      return reply.suspicions.flatMap((suspicion) => this.#withRule(suspicion));
    }
    return [];
  }

  get #setup(): TeamSetup {
    const rules = [...this.#byId.values()].filter(({ id }) => !this.off.has(id));
    return { task: "team", rules, budget: this.#limits.budget, names: this.#names, generic: this.#generic };
  }

  /** Whether there is something to look for that has no pattern of the team's. */
  get #hasNames(): boolean {
    return !this.#broken && Object.values(this.#names).some((words) => words.length > 0);
  }

  #withRule({ ruleId, ...rest }: NamedSuspicion): Suspicion[] {
    const rule = this.#byId.get(ruleId) ?? this.#generic.find(({ id }) => id === ruleId);
    return rule && !this.off.has(ruleId) ? [{ ...rest, rule }] : [];
  }

  #runHere(document: SourceDocument): Omit<TeamReply, "number"> {
    this.#runner ??= new TeamRunner(this.#setup, () => performance.now());
    return this.#runner.run(document);
  }

  /** @returns undefined where the thread had to be killed, or died, and the rule that it was at is switched off */
  async #ask(threads: Threads, document: SourceDocument): Promise<TeamReply | undefined> {
    if (!this.#thread) {
      const ready = this.#answer();
      this.#thread = this.#start(threads);
      if (!(await ready)) return this.#blame(undefined);
    }
    const thread = this.#thread;
    const answered = this.#answer();
    const job: TeamJob = { number: ++this.#number, document };
    thread.post(job);
    const timer = setTimeout(() => this.#wake?.(undefined), this.#limits.deadline);
    const reply = await answered;
    clearTimeout(timer);
    if (!reply) this.#blame(this.#started[thread.noted().number]);
    return reply;
  }

  /** What comes next: a reply, or undefined where there will be none. */
  #answer(): Promise<TeamReply | undefined> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #start(threads: Threads): Thread {
    const setup = this.#setup;
    this.#started = setup.rules;
    const thread = threads.start(setup, {
      onMessage: (message) => {
        const reply = message as TeamReply;
        if (reply.number === READY || reply.number === this.#number) this.#wake?.(reply);
      },
      onEnd: () => {
        if (this.#thread === thread) this.#wake?.(undefined);
      },
    });
    return thread;
  }

  /** Where no rule is known to be at fault, all are switched off: something is wrong that has no end. */
  #blame(culprit: TeamRule | undefined): undefined {
    this.end();
    if (!culprit) this.#broken = true;
    for (const { id } of culprit ? [culprit] : this.#setup.rules) this.off.set(id, TOO_LONG);
  }
}

const keywordsOf = ({ trigger, pattern }: TeamRule): readonly string[] =>
  trigger.kind === "near"
    ? trigger.words.map((word) => word.split("-")[0]!)
    : pattern.anchors.map(({ literal }) => literal);
