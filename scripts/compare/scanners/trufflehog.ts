/** trufflehog's detectors, as the Python package litellm-trufflehog carries them: the program itself no registry serves. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installPythonPackage, pythonProgram } from "../python-package.ts";
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import type { Hit } from "../score.ts";

export function trufflehog(version: string, carrier: string): Scanner {
  const wanted = { name: "litellm-trufflehog", version: carrier };
  return {
    name: "trufflehog",
    version,
    install: () => installPythonPackage(wanted),
    command: (folder, report) => ({
      program: pythonProgram(wanted, "python"),
      args: [join(import.meta.dirname, "trufflehog.py"), folder, report],
      cwd: folder,
      accepted: [0],
      prints: false,
    }),
    hits: (report, folder) => (JSON.parse(report) as Found[]).flatMap((found) => hitsOf(found, folder)),
  };
}

interface Found {
  readonly path: string;
  /** Offsets in bytes. */
  readonly spans: readonly (readonly [number, number])[];
}

function hitsOf({ path, spans }: Found, folder: string): Hit[] {
  const bytes = readFileSync(join(folder, path));
  return spans.map((span) => ({ row: rowIdOf(path), value: bytes.subarray(...span).toString("utf8") }));
}
