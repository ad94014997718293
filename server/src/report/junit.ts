/**
 * The format `junit`: one suite, one failing case a finding, so that every CI that shows tests shows findings
 * (https://github.com/testmoapp/junitxml). Files that were not read are cases that were skipped.
 */
import type { ReportedFinding } from "../engine/inventory.ts";
import { escaped } from "./markup.ts";
import { placeOf } from "./places.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";

/** The counts come first: it is written whole at the end. */
export const junit: Format = (head) => {
  const all: ReportedFinding[] = [];
  return {
    file: (found) => {
      all.push(...found);
      return "";
    },
    end: (tail) => documentOf(head, tail, all),
  };
};

function documentOf({ started }: ReportHead, tail: ReportTail, all: readonly ReportedFinding[]): string {
  const cases = [...all.map(failure), ...tail.skipped.map(skip)];
  // A suite without a case counts as one that did not run.
  if (cases.length === 0) cases.push('    <testcase name="No tokens found" classname="tokenward"/>');
  const counts = {
    tests: cases.length,
    failures: all.length,
    errors: 0,
    skipped: tail.skipped.length,
    time: (tail.stats.milliseconds / 1000).toFixed(3),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: "tokenward", ...counts })}>`,
    `  <testsuite ${attributes({ name: "tokenward", ...counts, timestamp: started.toISOString().slice(0, 19) })}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function failure({ finding, fingerprint }: ReportedFinding): string {
  const { line, column } = placeOf(finding);
  const place = `${finding.path}:${line}:${column}`;
  const which = { name: `${finding.ruleId} ${place}`, classname: finding.path, file: finding.path, line };
  const masked = finding.kind === "token" ? ` ${finding.masked}` : "";
  const body = [
    `${place}: ${finding.title}${masked} (${finding.severity}, ${finding.confidence} confidence)`,
    ...(fingerprint === undefined ? [] : [`fingerprint ${fingerprint}`]),
  ];
  return [
    `    <testcase ${attributes(which)}>`,
    `      <failure ${attributes({ type: finding.ruleId, message: finding.message })}>${escaped(body.join("\n"))}</failure>`,
    "    </testcase>",
  ].join("\n");
}

const skip = ({ path, reason }: ReportTail["skipped"][number]): string =>
  `    <testcase ${attributes({ name: `not read: ${path}`, classname: path })}>\n      <skipped ${attributes({ message: reason })}/>\n    </testcase>`;

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(" ");
