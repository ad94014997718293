/** `tokenward rules test`: reads a team's rule file, and tries its rules on their own examples and near misses. */
import schema from "../../../rules/schema.json" with { type: "json" };
import type { RuleSource } from "../config/rule-file.ts";
import { ruleValidator } from "../config/rule-schema.ts";
import { readTeamRules, type TeamRule } from "../config/team-rules.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument, Span } from "../engine/document.ts";
import { scan } from "../engine/index.ts";
import { mint, seededRandom } from "../engine/mint.ts";
import { TeamDetector } from "../workspace/team/detector.ts";
import { withRules } from "../workspace/team/open-catalogue.ts";
import { noNames } from "../workspace/team/set.ts";
import { exits, type Terminal } from "./terminal.ts";

/** @returns the exit status: 1 where anything is wrong with the file or a rule */
export async function testRules(file: SourceDocument, catalogue: Catalogue, terminal: Terminal): Promise<number> {
  const { rules, problems } = readTeamRules(file.text, ruleValidator(schema));
  const places = problems.map(
    ({ message, position: { line, character } }) => `${file.path}:${line + 1}:${character + 1}: ${message}`,
  );
  const trial = new Trial(
    rules.map(({ rule }) => rule),
    catalogue,
    terminal,
  );
  const faults: string[] = [];
  try {
    for (const { source } of rules) faults.push(...(await trial.faultsOf(source)));
  } finally {
    trial.end();
  }
  const off = [...trial.off].map(([id, reason]) => `${id}: ${reason}`);
  const wrong = [...places, ...faults, ...off];
  for (const line of wrong) await terminal.out(`${line}\n`);
  await terminal.out(`${rules.length} rules tried, ${wrong.length} faults\n`);
  return wrong.length > 0 ? exits.findings : exits.clean;
}

/** A team's rules beside the built-in ones. */
class Trial {
  readonly #detector: TeamDetector;
  readonly #catalogue: Catalogue;

  constructor(rules: readonly TeamRule[], catalogue: Catalogue, { host }: Terminal) {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.#detector = new TeamDetector({ rules, names: noNames }, catalogue, host.threads);
    this.#catalogue = withRules(catalogue, (id) => byId.get(id));
  }

  get off(): ReadonlyMap<string, string> {
    return this.#detector.off;
  }

  end(): void {
    this.#detector.end();
  }

  async faultsOf({ id, examples, nonExamples, checksum }: RuleSource): Promise<string[]> {
    const faults: string[] = [];
    for (const [at, template] of examples.entries()) {
      const { text, expected } = mint(template, seededRandom(at + 1), checksum);
      const spans = await this.#spansOf(id, text);
      if (expected.length === 0) faults.push(`${id}: the example marks nothing with [[...]]: ${template}`);
      else if (!expected.every((span) => spans.some((found) => isSame(found, span))))
        faults.push(`${id}: not found as marked in ${template}`);
    }
    for (const [at, template] of nonExamples.entries()) {
      const { text } = mint(template, seededRandom(at + 1));
      if ((await this.#spansOf(id, text)).length > 0) faults.push(`${id}: found in the near miss ${template}`);
    }
    return faults;
  }

  async #spansOf(id: string, text: string): Promise<readonly Span[]> {
    const document = { path: "example.txt", text };
    const suspicions = await this.#detector.suspicionsIn(document);
    const { findings } = scan(document, this.#catalogue, undefined, suspicions);
    return findings.filter(({ ruleId }) => ruleId === id).map(({ span }) => span);
  }
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
