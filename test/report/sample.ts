/** One report that all tests of formats show. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Finding } from "../../server/src/engine/finding.ts";
import { scan } from "../../server/src/engine/index.ts";
import type { Report, ReportedToken } from "../../server/src/report/report.ts";
import { builtinCatalogue } from "../builtin.ts";
import { mintedOf } from "../scratch.ts";

export const RULE = "token/github-pat";
const first = mintedOf(RULE, 3).value;
const second = mintedOf(RULE, 11).value;
export const values: readonly string[] = [first, second];

/** Two tokens, one of them in two files. */
const findings: readonly Finding[] = [
  { path: "src/app file.ts", text: `// one\n  const token = "${first}";\n` },
  { path: "tools/b.sh", text: `TOKEN=${first}\nOTHER=${second}\n` },
].flatMap((document) => [...scan(document, builtinCatalogue).findings]);

export const tokens: readonly ReportedToken[] = findings.map((finding, at) => ({
  finding,
  fingerprint: at === 2 ? "bb22" : "aa11",
}));

export const sample: Report = {
  version: "1.2.3",
  findings: tokens,
  fingerprintScope: "repository",
  skipped: [{ path: "big file.bin", reason: "binary" }],
  stats: { files: 12, bytes: 1_230_000, milliseconds: 41 },
  rule: builtinCatalogue.rule,
};

export const empty: Report = { ...sample, findings: [], skipped: [] };

const require = createRequire(import.meta.url);

/** The official schema, which a package carries. */
export const sarifSchemaPath = join(
  dirname(require.resolve("@microsoft/jest-sarif")),
  "schemas/sarif-2.1.0-rtm.5.json",
);
