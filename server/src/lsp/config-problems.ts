/** What is wrong with an open team config, as diagnostics on its lines. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { CONFIG_NAME, readTeamConfig } from "../config/team-config.ts";
import { SOURCE } from "./diagnostics.ts";

export const isTeamConfig = (path: string): boolean => path === CONFIG_NAME || path.endsWith(`/${CONFIG_NAME}`);

export function configProblems(text: string): Diagnostic[] {
  const lines = text.split(/\r\n|\r|\n/);
  return readTeamConfig(text).problems.map(({ message, position }) => ({
    range: {
      start: position,
      end: { line: position.line, character: endOf(lines[position.line], position.character) },
    },
    severity: DiagnosticSeverity.Warning,
    code: "config",
    source: SOURCE,
    message,
  }));
}

/** The end of the line's text, and at least one character behind the start, so that there is something to see. */
const endOf = (line: string | undefined, start: number): number => Math.max((line ?? "").trimEnd().length, start + 1);
