/** The format gitlab keeps to what the schema of GitLab's report asks for. */
import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { gitlab } from "../../server/src/report/gitlab.ts";
import { empty, RULE, sample, values, withUse, written } from "./sample.ts";

const text = { type: "string", minLength: 1 };
const page = { type: "string", pattern: "^https?://.+" };
const time = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$" };

const object = (properties: Record<string, object>, required: readonly string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object, minItems = 0) => ({ type: "array", items, minItems });

const tool = object({ id: text, name: text, version: text, vendor: object({ name: text }, ["name"]) }, [
  "id",
  "name",
  "version",
  "vendor",
]);
const lines = { start_line: { type: "number" }, end_line: { type: "number" } };
const signature = object({ algorithm: text, value: text }, ["algorithm", "value"]);

/** What version 15.0.4 says of the fields that are written; other fields are not allowed here. */
const schema = object(
  {
    version: { const: "15.0.4" },
    scan: object(
      {
        analyzer: tool,
        scanner: tool,
        type: { const: "secret_detection" },
        start_time: time,
        end_time: time,
        status: { enum: ["success", "failure"] },
        messages: list(object({ level: { enum: ["info", "warn", "fatal"] }, value: text }, ["level", "value"])),
      },
      ["analyzer", "scanner", "start_time", "end_time", "status", "type"],
    ),
    vulnerabilities: list(
      object(
        {
          id: { type: "string", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" },
          name: { type: "string", maxLength: 255 },
          description: { type: "string", maxLength: 1048576 },
          severity: { enum: ["Info", "Unknown", "Low", "Medium", "High", "Critical"] },
          solution: { type: "string", maxLength: 7000 },
          identifiers: list(object({ type: text, name: text, value: text, url: page }, ["type", "name", "value"]), 1),
          links: list(object({ url: page, name: text }, ["url"])),
          location: object({ file: text, ...lines, commit: object({ sha: text }, ["sha"]) }, [
            "commit",
            "file",
            "start_line",
          ]),
          tracking: object(
            {
              type: { const: "source" },
              items: list(object({ file: text, ...lines, signatures: list(signature, 1) }, ["signatures"])),
            },
            ["type", "items"],
          ),
        },
        ["id", "identifiers", "location"],
      ),
    ),
  },
  ["version", "scan", "vulnerabilities"],
);

describe("the format gitlab", () => {
  const valid = new Ajv().compile(schema);
  const report = JSON.parse(written(gitlab, { ...sample, commit: "abc123" }));

  for (const [name, shown] of Object.entries({ sample, empty, withUse }))
    it(`keeps to the schema (${name})`, () => {
      assert.ok(valid(JSON.parse(written(gitlab, shown))), JSON.stringify(valid.errors, null, 2));
    });

  it("names rule, place and commit, its own or none", () => {
    const [first] = report.vulnerabilities;
    assert.deepEqual(first.identifiers[0].value, RULE);
    assert.deepEqual(first.location, {
      file: "src/app file.ts",
      start_line: 2,
      end_line: 2,
      commit: { sha: "abc123" },
    });
    assert.equal(JSON.parse(written(gitlab, sample)).vulnerabilities[0].location.commit.sha, "0000000");
  });

  it("has ids of their own, which stay the same", () => {
    const ids = (text: string) => JSON.parse(text).vulnerabilities.map(({ id }: { id: string }) => id);
    assert.equal(new Set(ids(written(gitlab, sample))).size, 3);
    assert.deepEqual(ids(written(gitlab, sample)), ids(written(gitlab, { ...sample, started: new Date(0) })));
  });

  it("tells when it was scanned, and what was not read", () => {
    assert.deepEqual([report.scan.start_time, report.scan.end_time], ["2026-01-10T08:30:00", "2026-01-10T08:30:00"]);
    assert.deepEqual(report.scan.messages, [{ level: "info", value: "Not read: big file.bin: binary" }]);
  });

  it("holds no value", () => {
    for (const value of values) assert.ok(!written(gitlab, sample).includes(value));
  });
});
