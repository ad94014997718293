/** Each format of the evidence report keeps to its standard, tells what there is to know, and holds no value. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { buildInventory } from "../../server/src/engine/inventory.ts";
import { DISCLAIMER, type Evidence, relationsOf } from "../../server/src/report/evidence/evidence.ts";
import { type EvidenceFormat, evidenceIn } from "../../server/src/report/evidence/index.ts";
import { builtinCatalogue } from "../builtin.ts";
import { elementsOf } from "./markup-reader.ts";
import { tokens as found, RULE, sarifSchemaPath, values } from "./sample.ts";

const RANGE = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
const HOSTILE = '<script>alert("|")</script>\n=1+1';
const entry = { on: "2026-01-02T00:00:00Z", by: `Ada ${HOSTILE}`, reason: HOSTILE, until: "2026-12-31", owner: "@pay" };
const rule = builtinCatalogue.rule(RULE)!;

const evidence: Evidence = {
  version: "1.2.3",
  rules: { count: 7, mark: "abcdef" },
  made: new Date("2026-01-10T00:00:00Z"),
  project: "demo",
  commit: "c0ffee",
  policy: { maxAgeDays: 90, expiryWarningDays: 14 },
  complete: true,
  tokens: buildInventory(found).map((token, at) => ({
    ...token,
    state: at === 0 ? "accepted" : "found",
    expires: "2026-02-01T00:00:00Z",
    ageDays: 100,
    overdue: true,
    environments: ["production"],
    firstSeen: { commit: "1", author: "Ada", date: "2025-10-01T10:00:00+02:00" },
    risk: "risk",
    pciDss: rule.pciDss,
    cwe: rule.cwe,
    ...(rule.revoke && { revoke: rule.revoke }),
    ...(at === 0 && { entry }),
  })),
  references: [
    { name: "GITHUB_TOKEN", status: "defined", provider: "vault", places: [{ path: "a b.js", range: RANGE }] },
    { name: "OLD_TOKEN", status: "unused", provider: "dotenv", places: [] },
  ],
  acceptances: [{ fingerprint: "aa11", ruleId: RULE, ...entry }],
  suppressed: [{ path: "t/x.js", range: RANGE, ruleId: RULE, reason: HOSTILE }],
  log: { entries: 3, writers: 1, whole: true, deeds: { accepted: 3 }, first: entry.on, last: entry.on },
  unusual: [{ ruleId: "lifecycle/token-spread", message: HOSTILE }],
  skipped: [{ path: "big.bin", reason: "binary" }],
};

const FORMATS: readonly EvidenceFormat[] = ["json", "csv", "html", "markdown", "cyclonedx", "sarif"];
const written = (format: EvidenceFormat, of = evidence): string =>
  evidenceIn(format, of, (id) => builtinCatalogue.anyRule(id));
const empty: Evidence = {
  ...evidence,
  tokens: [],
  references: [],
  acceptances: [],
  suppressed: [],
  unusual: [],
  skipped: [],
};

describe("the evidence report", () => {
  for (const format of FORMATS)
    it(`as ${format} holds no value`, () => {
      for (const value of values) assert.ok(!written(format).includes(value));
      assert.ok(written(format, empty).length > 0);
    });

  for (const format of FORMATS.filter((each) => each !== "csv"))
    it(`as ${format} has the disclaimer, the rules, the suppressions with reasons, and what it relates to`, () => {
      const text = written(format).replaceAll("\\-", "-");
      assert.ok(text.includes(DISCLAIMER.slice(0, 60)));
      for (const said of ["abcdef", "2026", rule.pciDss[0]!]) assert.ok(text.includes(said), said);
      assert.ok(text.includes("alert"));
    });

  it("relates tokens to requirements in the order of the standard", () => {
    const ids = relationsOf(evidence).map(({ id, tokens, accepted }) => [id, tokens, accepted]);
    assert.deepEqual(
      ids,
      rule.pciDss.map((id) => [id, 2, 1]),
    );
  });

  it("as csv is safe in a spreadsheet", () => {
    const [head, ...rows] = written("csv").split("\r\n");
    assert.match(head!, /^fingerprint,rule,issuer,/);
    assert.equal(rows.filter((row) => /^(aa11|bb22)/.test(row)).length, 2);
    assert.ok(written("csv").includes('"<script>alert(""|"")</script>\n=1+1"'));
  });

  it("as markdown keeps each row in its line, and shows markup as text", () => {
    const lines = written("markdown").split("\n");
    for (const line of lines.filter((each) => each.startsWith("| "))) assert.match(line, / \|$/);
    assert.ok(!written("markdown").includes("<script>"));
  });

  it("as html runs and fetches nothing, says its language, and heads its tables", () => {
    const elements = elementsOf(written("html"), "html");
    for (const { name, attributes } of elements) {
      assert.ok(!["script", "img", "iframe", "link", "form"].includes(name), name);
      for (const attribute of Object.keys(attributes)) assert.doesNotMatch(attribute, /^(on|style|src)/);
    }
    const named = (name: string) => elements.filter((element) => element.name === name);
    assert.equal(named("table").length, named("caption").length);
    assert.equal(named("table").length, 6);
    for (const { attributes } of named("a")) assert.match(attributes.href!, /^https:\/\//);
    assert.equal(named("h1")[0]!.text, "Tokens of demo");
  });

  it("as cyclonedx keeps to the schema of version 1.6", () => {
    const valid = cyclonedxSchema();
    for (const of of [evidence, empty])
      assert.ok(valid(JSON.parse(written("cyclonedx", of))), JSON.stringify(valid.errors?.slice(0, 3), null, 2));
    const bom = JSON.parse(written("cyclonedx"));
    const refs = bom.components.map((component: { "bom-ref": string }) => component["bom-ref"]);
    assert.equal(new Set(refs).size, refs.length);
    const states = bom.components.map(
      ({ cryptoProperties }: { cryptoProperties: { relatedCryptoMaterialProperties: { state?: string } } }) =>
        cryptoProperties.relatedCryptoMaterialProperties.state,
    );
    assert.equal(states.filter(Boolean).length, 2);
    bom.components[0].cryptoProperties.relatedCryptoMaterialProperties.state = "fine";
    assert.equal(valid(bom), false);
  });

  it("as sarif keeps to the official schema, and tells who accepted what", () => {
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(sarifSchemaPath, "utf8"));
    const valid = ajv.compile(schema);
    for (const of of [evidence, empty])
      assert.ok(valid(JSON.parse(written("sarif", of))), JSON.stringify(valid.errors));
    const [{ results }] = JSON.parse(written("sarif")).runs;
    const kinds = results.flatMap(({ suppressions = [] }: { suppressions?: { kind: string }[] }) =>
      suppressions.map(({ kind }) => kind),
    );
    assert.ok(kinds.includes("inSource") && kinds.includes("external"));
  });

  it("as json has what scripts rely on", () => {
    const report = JSON.parse(written("json"));
    assert.deepEqual([report.version, report.tool], [1, { name: "tokenward", version: "1.2.3" }]);
    assert.deepEqual(report.references[0], {
      ...{ name: "GITHUB_TOKEN", status: "defined", provider: "vault" },
      places: [{ path: "a b.js", range: RANGE, kind: "reference" }],
    });
    assert.deepEqual(Object.keys(report.tokens[0].places[0]).sort(), ["id", "kind", "path", "range"]);
  });
});

function cyclonedxSchema(): ValidateFunction {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json");
  const read = (name: string) =>
    JSON.parse(readFileSync(join(dirname(library), "res/schema", `${name}.SNAPSHOT.schema.json`), "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  return ajv.compile(read("bom-1.6"));
}
