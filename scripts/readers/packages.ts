/** Other people's readers of the formats that we write. */
import { existsSync } from "node:fs";
import { type PythonPackage, pythonProgram } from "../compare/python-package.ts";

export const readers = {
  sarif: { name: "sarif-tools", version: "3.0.5" },
  junit: { name: "junitparser", version: "5.0.3" },
  duckdb: { name: "duckdb", version: "2.0.1" },
} as const satisfies Record<string, PythonPackage>;

/** @returns the Python that has the reader, or undefined where it is not installed */
export function pythonWith(reader: keyof typeof readers): string | undefined {
  const program = pythonProgram(readers[reader], "python");
  return existsSync(program) ? program : undefined;
}
