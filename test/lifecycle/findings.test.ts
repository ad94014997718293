/** States are acted upon: what is left out, what is a finding, and what each says. */
import assert from "node:assert/strict";
import { buildInventory, type FingerprintedFinding } from "../../server/src/engine/inventory.ts";
import type { Told } from "../../server/src/engine/told.ts";
import { acceptanceFindings } from "../../server/src/lifecycle/acceptances.ts";
import { isAccepted, lifecycleFindings, type Standard } from "../../server/src/lifecycle/findings.ts";
import { type LedgerEntry, readLedger, writeLedger } from "../../server/src/lifecycle/ledger.ts";
import { defaultPolicy, policyOf } from "../../server/src/lifecycle/policy.ts";
import { isDue, withLifecycle } from "../../server/src/lifecycle/tokens.ts";
import { unusualTokens } from "../../server/src/lifecycle/unusual.ts";
import { fingerprintOf, hashOf } from "./accounts.ts";

const NOW = new Date("2026-06-15T12:00:00Z");
const by = "Ada <ada@example.org>";
const entry = (state: LedgerEntry["state"], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  fingerprint: fingerprintOf("t"),
  state,
  on: "2026-06-01T00:00:00.000Z",
  by,
  ...more,
});
const ledgerText = (...entries: LedgerEntry[]): string => writeLedger(entries, []);
const standardOf = (...entries: LedgerEntry[]): Standard => ({
  ledger: readLedger(ledgerText(...entries), hashOf),
  policy: defaultPolicy,
  now: NOW,
  hash: hashOf,
});

interface Facts {
  readonly path?: string;
  readonly expires?: string;
  readonly told?: Told;
}

const found = (facts: Facts = {}): FingerprintedFinding => ({
  fingerprint: fingerprintOf("t"),
  finding: {
    kind: "token",
    ruleId: "token/x",
    severity: "error",
    confidence: "high",
    reasons: [],
    title: "X key",
    message: "",
    issuer: "x",
    path: "src/a.ts",
    span: { start: 5, end: 9 },
    range: { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } },
    id: "1".repeat(32),
    masked: "x_...9z",
    excerpt: { text: "x_...9z", span: { start: 0, end: 7 } },
    fix: "none",
    pciDss: [],
    cwe: [],
    related: [],
    ...facts,
  },
});

const said = (facts: Facts, ...entries: LedgerEntry[]): string[] =>
  lifecycleFindings(found(facts), standardOf(...entries)).map(({ ruleId, severity }) => `${severity} ${ruleId}`);

describe("the lifecycle of a token", () => {
  it("makes a revoked one that is back an error that says who, when and why", () => {
    const [finding] = lifecycleFindings(found(), standardOf(entry("revoked", { reason: "leaked" })));
    assert.equal(finding?.severity, "error");
    assert.match(
      finding!.message,
      /^X key, revoked by Ada <ada@example\.org> on 2026-06-01 \(leaked\), is here again\./,
    );
  });

  it("leaves an accepted one out until its last day is over", () => {
    for (const [until, accepted] of [
      ["2026-06-15", true],
      ["2026-06-14", false],
      [undefined, true],
    ] as const) {
      const accepting = entry("accepted", until ? { until } : {});
      assert.equal(isAccepted(fingerprintOf("t"), standardOf(accepting)), accepted);
      assert.deepEqual(said({}, accepting), accepted ? [] : ["warning lifecycle/acceptance-expired"]);
    }
  });

  it("tells of a rotated one that stays behind its deadline", () => {
    assert.deepEqual(said({}, entry("rotated", { deadline: "2026-06-15" })), []);
    assert.deepEqual(said({}, entry("rotated", { deadline: "2026-06-14" })), ["warning lifecycle/rotation-overdue"]);
  });

  it("tells of one that expires soon, as the policy counts", () => {
    for (const [expires, soon] of [
      ["2026-06-29T00:00:00Z", true],
      ["2026-06-30T00:00:00Z", false],
      ["2026-06-14T00:00:00Z", false],
    ] as const)
      assert.deepEqual(said({ expires }), soon ? ["warning lifecycle/token-expires"] : []);
    assert.equal(
      policyOf([{}, { policy: { expiryWarningDays: 3 } }, { policy: { maxAgeDays: 9 } }]).expiryWarningDays,
      3,
    );
  });

  it("tells of a note that is past", () => {
    assert.deepEqual(said({ told: { rotateBy: "2026-06-14" } }), ["warning lifecycle/rotate-by-passed"]);
    assert.deepEqual(said({ told: { rotateBy: "2026-06-15" } }), []);
  });

  it("tells of a live one in a file for development", () => {
    const told = { environment: "production" } as const;
    for (const [path, is] of [
      ["config/dev.yml", true],
      ["test/a.ts", true],
      ["config/prod.yml", false],
      ["latest/a.ts", false],
    ] as const)
      assert.deepEqual(said({ path, told }), is ? ["warning lifecycle/production-token-in-development"] : [], path);
  });

  it("says of the ledger's own lines what is over, without an end, or for nothing", () => {
    const entries = [
      entry("accepted", { fingerprint: fingerprintOf("over"), until: "2026-06-01" }),
      entry("accepted", { fingerprint: fingerprintOf("endless"), on: "2026-01-01T00:00:00.000Z" }),
      entry("accepted", { fingerprint: fingerprintOf("gone"), until: "2027-01-01" }),
      entry("accepted", { fingerprint: fingerprintOf("fine"), until: "2027-01-01" }),
      entry("revoked", { fingerprint: fingerprintOf("revoked") }),
    ];
    const present = new Set(["over", "endless", "fine"].map(fingerprintOf));
    const text = ledgerText(...entries);
    const findings = acceptanceFindings(text, present, standardOf(...entries));
    const lineOf = (name: string): number => text.split("\n").findIndex((line) => line.includes(fingerprintOf(name)));
    const byLine = (a: readonly [number, string], b: readonly [number, string]): number => a[0] - b[0];
    assert.deepEqual(
      findings.map(({ ruleId, range }) => [range.start.line, ruleId] as const).sort(byLine),
      (
        [
          [lineOf("over"), "lifecycle/acceptance-expired"],
          [lineOf("endless"), "lifecycle/acceptance-stale"],
          [lineOf("gone"), "lifecycle/acceptance-unmatched"],
        ] as const
      ).toSorted(byLine),
    );
    assert.equal(acceptanceFindings(text, undefined, standardOf(...entries)).length, 2);
  });

  it("gives the inventory's tokens their state, owner, environments and age, and nothing that is not known", () => {
    const tokens = buildInventory([
      found({ path: "deploy/prod/a.yml", told: { scope: "classic" } }),
      found({ path: "test/b.ts" }),
    ]);
    const [bare] = withLifecycle(tokens, () => undefined, standardOf());
    assert.deepEqual(
      [bare!.state, bare!.scope, bare!.environments, "owner" in bare!, "ageDays" in bare!, "overdue" in bare!],
      ["found", "classic", ["production", "test"], false, false, false],
    );
    const seen = tokens.map((token) => ({
      ...token,
      firstSeen: { commit: "c", author: "Bob", date: "2026-01-01T00:00:00Z" },
    }));
    const [old] = withLifecycle(seen, () => undefined, standardOf(entry("moved")));
    assert.deepEqual([old!.state, old!.owner, old!.ageDays, old!.overdue], ["moved", "Bob", 165, true]);
    const [owned] = withLifecycle(seen, (path) => (path.startsWith("deploy") ? "@ops" : undefined), standardOf());
    assert.equal(owned!.owner, "@ops");
  });

  it("finds what is unusual: new places, other repositories, production beside development", () => {
    const { ledger } = standardOf(entry("accepted", { places: ["src/a.ts"] }));
    const tokens = withLifecycle(
      buildInventory([found(), found({ path: "config/dev.yml" }), found({ path: "config/prod.yml" })]),
      () => undefined,
      standardOf(),
    );
    const where = { repositoryOf: (path: string) => path.split("/")[0], inRoot: (path: string) => path };
    const unusual = unusualTokens(tokens, ledger, where);
    assert.deepEqual(
      unusual.map(({ ruleId }) => ruleId),
      [
        "lifecycle/token-spread",
        "lifecycle/token-in-several-repositories",
        "lifecycle/production-token-in-development",
      ],
    );
    assert.match(unusual[0]!.message, /is new in config\/dev\.yml, config\/prod\.yml since 2026-06-01/);
  });
});

describe("what is due", () => {
  const policy = { maxAgeDays: 30, expiryWarningDays: 14 };
  const token = buildInventory([found()])[0]!;
  const due = (facts: Partial<typeof token>, held?: LedgerEntry, limitsAge?: true): boolean =>
    isDue({ ...token, ...facts }, held, { policy: { ...policy, ...(limitsAge && { limitsAge }) }, now: NOW });

  it("is what a day has passed for, or soon will", () => {
    assert.equal(due({}), false);
    assert.equal(due({ rotateBy: "2026-06-14" }), true);
    assert.equal(due({ expires: "2026-06-20T00:00:00Z" }), true);
    assert.equal(due({ expires: "2026-07-20T00:00:00Z" }), false);
    assert.equal(due({}, entry("accepted", { until: "2026-06-14" })), true);
    assert.equal(due({}, entry("rotated", { deadline: "2026-06-15" })), false);
    assert.equal(due({ rotateBy: "2026-06-14" }, entry("revoked")), false);
  });

  it("is what is older than the team allows, where the team says so and nobody decided", () => {
    assert.equal(due({ ageDays: 31 }), false);
    assert.equal(due({ ageDays: 31 }, undefined, true), true);
    assert.equal(due({ ageDays: 30 }, undefined, true), false);
    assert.equal(due({ ageDays: 31 }, entry("accepted", { until: "2026-12-01" }), true), false);
  });

  it("is told at the place, with the day since when it is in use", () => {
    const standard = {
      ...standardOf(),
      policy: { ...policy, limitsAge: true as const },
      since: () => "2026-05-01T00:00:00Z",
    };
    const [finding] = lifecycleFindings(found(), standard);
    assert.equal(finding?.ruleId, "lifecycle/token-overdue");
    assert.match(finding!.message, /^X key is in use since 2026-05-01: 45 days, and the policy allows 30\./);
    assert.deepEqual(lifecycleFindings(found(), { ...standard, policy }), []);
  });
});
