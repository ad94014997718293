/** Other people's programs read what we write. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pythonWith, type readers } from "../../scripts/readers/packages.ts";
import { ndjson } from "../../server/src/report/json.ts";
import { junit } from "../../server/src/report/junit.ts";
import type { Format } from "../../server/src/report/report.ts";
import { sarif } from "../../server/src/report/sarif.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { empty, sample, written } from "./sample.ts";

describe("reports are read by others", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
  });
  after(() => folder.remove());

  /** @returns what the program prints, which is told the report's path */
  const read = (reader: keyof typeof readers, format: Format, report: typeof sample, program: string) => {
    const python = pythonWith(reader);
    if (!python) return undefined;
    folder.write("report", written(format, report));
    const { stdout, stderr, status } = spawnSync(python, ["-c", program, join(folder.path, "report")], {
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const missing = "the reader is missing: npx tsx scripts/readers.ts installs it";

  const sarifTools =
    "import sys; from sarif import loader; r = loader.load_sarif_file(sys.argv[1]); print(r.get_result_count(), r.get_report().get_issue_count_for_severity('error'))";
  it("sarif by sarif-tools", function () {
    const said = read("sarif", sarif, sample, sarifTools);
    if (said === undefined) return skip(this, missing);
    assert.equal(said, "3 3");
    assert.equal(read("sarif", sarif, empty, sarifTools), "0 0");
  });

  const junitParser =
    "import sys, junitparser; x = junitparser.JUnitXml.fromfile(sys.argv[1]); print(x.tests, x.failures, x.skipped)";
  it("junit by junitparser", function () {
    const said = read("junit", junit, sample, junitParser);
    if (said === undefined) return skip(this, missing);
    assert.equal(said, "4 3 1");
    assert.equal(read("junit", junit, empty, junitParser), "1 0 0");
  });

  it("ndjson by DuckDB", function () {
    const program =
      "import sys, duckdb; print(duckdb.sql(\"select path, count(*), min(range.start.line) from read_json('\" + sys.argv[1] + \"', format = 'newline_delimited') group by path order by path\").fetchall())";
    const said = read("duckdb", ndjson, sample, program);
    if (said === undefined) return skip(this, missing);
    assert.equal(said, "[('src/app file.ts', 1, 1), ('tools/b.sh', 2, 0)]");
  });
});

function skip(context: Mocha.Context, why: string): void {
  console.log(`    skipped: ${why}`);
  context.skip();
}
