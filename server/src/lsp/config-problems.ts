/** What is wrong with an open team config, as diagnostics on its lines. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { Problem } from "../config/rule-file.ts";
import { CONFIG_NAME } from "../config/team-config.ts";
import { problemsOf } from "../workspace/config-problems.ts";
import type { Analysis } from "./analysis.ts";
import { SOURCE } from "./diagnostics.ts";
import type { Session } from "./session.ts";

export const isTeamConfig = (path: string): boolean => path === CONFIG_NAME || path.endsWith(`/${CONFIG_NAME}`);

/** What it extends is read too: what is wrong there is told where it is extended. */
export async function configProblems(session: Session, { location, document }: Analysis): Promise<Diagnostic[]> {
  const { text } = document;
  const [read, around] = await Promise.all([session.configs.read(location, text), session.configs.for(location)]);
  const config = read.at(-1);
  if (!config) return [];
  const isBuiltin = (id: string): boolean => session.catalogue.anyRule(id) !== undefined;
  return inLines(problemsOf(config, [...read, ...around], isBuiltin), text);
}

/** What is wrong with rules that are being written, examples that do not hold among it; and what could be better, as a hint. */
export async function ruleProblems(
  { trials }: Session,
  uri: string,
  text: string,
  isConfig: boolean,
): Promise<Diagnostic[]> {
  const trial = await trials.of(uri, text);
  if (!trial) return [];
  const { problems, tried, off } = trial;
  const switchedOff = tried.flatMap(({ id, position }) => {
    const reason = off.get(id);
    return reason === undefined ? [] : [{ message: `${id}: ${reason}`, position }];
  });
  const faults = [...tried.flatMap((each) => each.faults), ...switchedOff];
  // A config's own problems tell of its rules' form already.
  return [
    ...inLines(isConfig ? faults : [...problems, ...faults], text),
    ...inLines(
      tried.flatMap(({ advice }) => advice),
      text,
      DiagnosticSeverity.Hint,
    ),
  ];
}

/** Problems on the lines of a text. */
function inLines(
  problems: readonly Problem[],
  text: string,
  severity: DiagnosticSeverity = DiagnosticSeverity.Warning,
): Diagnostic[] {
  const lines = text.split(/\r\n|\r|\n/);
  return problems.map(({ message, position }) => ({
    range: {
      start: position,
      end: { line: position.line, character: endOf(lines[position.line], position.character) },
    },
    severity,
    code: "config",
    source: SOURCE,
    message,
  }));
}

/** The end of the line's text, and at least one character behind the start, so that there is something to see. */
const endOf = (line: string | undefined, start: number): number => Math.max((line ?? "").trimEnd().length, start + 1);
