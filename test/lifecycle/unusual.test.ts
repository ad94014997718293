/** What is striking in the audit log. */
import assert from "node:assert/strict";
import type { AuditAction, AuditEntry } from "../../server/src/lifecycle/audit.ts";
import { unusualDeeds } from "../../server/src/lifecycle/unusual.ts";

const deed = (action: AuditAction, minute: number, by = "Ada", fingerprint = "f"): AuditEntry => ({
  writer: "w",
  seq: 1,
  at: new Date(Date.UTC(2026, 5, 1, 8, minute)).toISOString(),
  by,
  user: "ada@machine",
  prev: "",
  action,
  fingerprint,
});

const ids = (entries: readonly AuditEntry[]): string[] => unusualDeeds(entries).map(({ ruleId }) => ruleId);

describe("unusual deeds", () => {
  it("are many values seen by one person in a short time", () => {
    const five = [0, 2, 4, 6, 10].map((minute) => deed(minute % 4 === 0 ? "copied" : "revealed", minute));
    assert.deepEqual(ids(five), ["lifecycle/many-reveals"]);
    assert.match(
      unusualDeeds(five)[0]!.message,
      /^Ada revealed or copied 5 values within 10 minutes from 2026-06-01 08:00 UTC on\.$/,
    );
    assert.deepEqual(ids(five.slice(1)), []);
    assert.deepEqual(ids([0, 2, 4, 6, 11].map((minute) => deed("copied", minute))), []);
    assert.deepEqual(ids(five.map((each, at) => ({ ...each, by: at % 2 ? "Ada" : "Bob" }))), []);
  });

  it("are acceptances that are renewed again and again", () => {
    const three = [0, 1, 2].map((minute) => deed("accepted", minute));
    assert.deepEqual(ids(three), ["lifecycle/acceptance-renewed"]);
    assert.deepEqual(ids(three.slice(1)), []);
  });
});
