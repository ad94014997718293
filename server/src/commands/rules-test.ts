/** `tokenward rules test`: reads a team's rule file, and tries its rules on their own examples and near misses. */
import { readOwnRules } from "../config/own-rules.ts";
import { readTeamConfig } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Position, SourceDocument } from "../engine/document.ts";
import { Trial } from "../workspace/team/trial.ts";
import { exits, type Terminal } from "./terminal.ts";

/**
 * @param file a rule file, or a team config with rules of its own
 * @returns the exit status: 1 where anything is wrong with the file or a rule; advice alone is none
 */
export async function testRules(file: SourceDocument, catalogue: Catalogue, terminal: Terminal): Promise<number> {
  const { rules, handling, problems } = readOwnRules(file.text, readTeamConfig(file.text).own ?? "rules");
  const trial = new Trial(rules, catalogue, terminal.host.threads);
  const placed = ({ message, position: { line, character } }: { message: string; position: Position }): string =>
    `${file.path}:${line + 1}:${character + 1}: ${message}`;
  const wrong = problems.map(placed);
  const advice: string[] = [];
  try {
    for (const read of rules) {
      const tried = await trial.of(read);
      wrong.push(...tried.faults.map(placed));
      advice.push(...tried.advice.map(placed));
    }
  } finally {
    trial.end();
  }
  wrong.push(...[...trial.off].map(([id, reason]) => `${id}: ${reason}`));
  for (const line of wrong) await terminal.out(`${line}\n`);
  for (const line of advice) await terminal.out(`advice: ${line}\n`);
  if (handling.length > 0)
    await terminal.out(`${handling.length} handling rules are well-formed; their examples are not run here\n`);
  await terminal.out(`${rules.length} rules tried, ${wrong.length} faults\n`);
  return wrong.length > 0 ? exits.findings : exits.clean;
}
