/** `tokenward rules why ID [FILE]`: why a rule is on, at this severity, there: the chain of configs with file and line. */
import { isAbsolute, join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import { relativePath } from "../workspace/paths.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import { type Why, why } from "../workspace/why.ts";
import { type TeamOptions, teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface WhyOptions extends TeamOptions {
  readonly json?: boolean;
}

/**
 * @param file relative to the working directory; it need not be there; without it the working directory is meant
 * @returns the exit status
 * @throws CommandError where there is no such rule
 */
export async function whyRule(
  id: string,
  file: string | undefined,
  options: WhyOptions,
  builtin: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { workingDirectory: base } = terminal;
  const team = await teamFor(options, builtin, terminal);
  const path = file === undefined ? join(base, "x") : isAbsolute(file) ? file : join(base, file);
  const { configs, ignored } = await new Surroundings(team.configs).of(path);
  const rule = team.catalogue.anyRule(id);
  if (!rule) throw new CommandError(`there is no rule "${id}"; \`tokenward rules list\` shows those that exist`);
  const found = why(rule, path, configs);
  const place = file ?? ".";
  const nameOf = (config: string): string => (isAbsolute(config) ? relativePath(base, config) : config);
  await terminal.out(
    options.json
      ? `${JSON.stringify({ version: 1, ...plain(rule.id, place, found, nameOf), ignored }, null, 2)}\n`
      : explained(rule, place, found, ignored, nameOf),
  );
  await team.tellProblems();
  return exits.clean;
}

/** Lines and characters are zero-based, as everywhere in JSON. */
function plain(
  ruleId: string,
  path: string,
  { level, confidence, steps, definedIn }: Why,
  nameOf: (file: string) => string,
) {
  return {
    ruleId,
    path,
    severity: level,
    confidence,
    ...(definedIn !== undefined && { definedIn: nameOf(definedIn) }),
    steps: steps.map(({ file, entry: { glob, level: said, confidence: sure, position }, ...decides }) => ({
      config: nameOf(file),
      position,
      glob,
      ...(said && { severity: said }),
      ...(sure && { confidence: sure }),
      ...decides,
    })),
  };
}

function explained(
  rule: { readonly id: string; readonly title: string; readonly severity: string; readonly confidence: string },
  place: string,
  { level, confidence, steps, definedIn }: Why,
  ignored: boolean,
  nameOf: (file: string) => string,
): string {
  const from = definedIn === undefined ? "built in" : nameOf(definedIn);
  const own = row(`${rule.severity}, ${rule.confidence} confidence`, `${from} (the rule itself)`, !isDecided(steps));
  const rows = steps.map(({ file, entry, decidesLevel, decidesConfidence }) => {
    const { glob, level: said, confidence: sure, position } = entry;
    const says = [said, sure && `${sure} confidence`].filter(Boolean).join(", ");
    const at = `${nameOf(file)}:${position.line + 1}:${position.character + 1} ("${glob}")`;
    return row(says || "nothing", at, decidesLevel || decidesConfidence);
  });
  const left = ignored ? "\n`ignore` leaves the file out: no rule looks at it.\n" : "";
  return `${rule.id}: ${rule.title}\nin ${place}: ${level}, ${confidence} confidence\n\n${[own, ...rows].join("")}${left}`;
}

const isDecided = (steps: Why["steps"]): boolean => steps.some(({ decidesLevel }) => decidesLevel);

const row = (says: string, at: string, decides: boolean): string =>
  `${decides ? " >" : "  "} ${says.padEnd(26)}${at}\n`;
