/** detect-secrets, from PyPI. */
import { installPythonPackage, pythonProgram } from "../python-package.ts";
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import type { Hit } from "../score.ts";

export function detectSecrets(version: string): Scanner {
  const wanted = { name: "detect-secrets", version };
  return {
    name: "detect-secrets",
    version,
    install: () => installPythonPackage(wanted),
    command: (folder) => ({
      program: pythonProgram(wanted, "detect-secrets"),
      args: ["scan", "--all-files", "--no-verify", "."],
      cwd: folder,
      accepted: [0],
      prints: true,
    }),
    hits(report) {
      const { results } = JSON.parse(report) as { results: Record<string, { line_number: number }[]> };
      const hitsIn = ([path, found]: [string, { line_number: number }[]]): Hit[] =>
        found.map(({ line_number: line }) => ({ row: rowIdOf(path), firstLine: line, lastLine: line }));
      return Object.entries(results).flatMap(hitsIn);
    },
  };
}
