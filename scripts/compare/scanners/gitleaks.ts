/** gitleaks, built from its Go module. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../cache.ts";
import { runProgram } from "../process.ts";
import { rowIdOf } from "../rows.ts";
import type { Scanner } from "../scanner.ts";
import type { Hit } from "../score.ts";

export function gitleaks(version: string): Scanner {
  const home = cacheFolder(`gitleaks-${version}`);
  const program = join(home, "gitleaks");
  return {
    name: "gitleaks",
    version,
    install() {
      if (existsSync(program)) return;
      const module = `github.com/zricethezav/gitleaks/v8@v${version}`;
      runProgram("go", ["install", module], { env: { ...process.env, GOBIN: home } });
    },
    command: (folder, report) => ({
      program,
      args: [
        ...["dir", ".", "--no-banner", "--exit-code", "0", "--max-decode-depth", "5"],
        ...["--report-format", "json", "--report-path", report],
      ],
      cwd: folder,
      accepted: [0],
      prints: false,
    }),
    hits: (report) => (JSON.parse(report) as Finding[]).map(hitOf),
  };
}

interface Finding {
  readonly File: string;
  readonly StartLine: number;
  readonly EndLine: number;
  readonly Secret: string;
  readonly Tags: readonly string[];
}

/** The value of a decoded finding does not stand in the row; its lines do. */
function hitOf({ File, StartLine, EndLine, Secret, Tags }: Finding): Hit {
  const row = rowIdOf(File);
  const decoded = Tags.some((tag) => tag.startsWith("decoded:"));
  return decoded ? { row, firstLine: StartLine, lastLine: EndLine } : { row, value: Secret };
}
