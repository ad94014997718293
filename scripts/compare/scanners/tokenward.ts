/** Tokenward as it was built last. */
import { version } from "../../../package.json" with { type: "json" };
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import { coveredText, type Scanned, scanCommand } from "../tokenward.ts";

export const tokenward: Scanner = {
  name: "Tokenward",
  version,
  install: () => {},
  command: (folder) => scanCommand(folder, "medium"),
  hits: (report, folder) =>
    (JSON.parse(report) as Scanned).findings
      .filter(({ kind }) => kind === "token")
      .map((token) => ({ row: rowIdOf(token.path), value: coveredText(folder, token) })),
};
