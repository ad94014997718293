/** Each fixture of the fix has the outcome that its golden file says; `UPDATE_GOLDEN=1` writes it down for review. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { planMove } from "../../server/src/engine/fix/index.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { applied, type Fixture, occurrences, outcomeOf } from "./fixture.ts";
import { fixturesIn, folders, load, type NamedFixture } from "./fixtures.ts";

describe("the fix", () => {
  for (const folder of folders()) {
    describe(folder, () => {
      for (const entry of fixturesIn(folder)) it(entry.name, () => check(entry));
    });
  }
});

function check(entry: NamedFixture): void {
  const fixture = load(entry);
  const golden = entry.path.replace(/\.txt$/, ".golden");
  const outcome = outcomeOf(fixture);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, outcome);
  assert.ok(existsSync(golden), `${golden} is missing: run with UPDATE_GOLDEN=1 and look at it`);
  assert.equal(outcome, readFileSync(golden, "utf8"));
  saysNoValue(fixture);
  movesNothingAgain(fixture);
}

function saysNoValue({ request, raw }: Fixture): void {
  const plan = planMove(request);
  const changes = plan.kind === "edits" ? plan.changes.map(({ description }) => description) : [];
  assert.ok(!JSON.stringify({ ...plan, changes }).includes(raw), "what is told of the plan holds the value");
}

/** After the fix the value stands in the code only where it had to stay. */
function movesNothingAgain({ request, files, raw }: Fixture): void {
  const plan = planMove(request);
  if (plan.kind === "refused") return;
  const after = applied(files, plan);
  const document = { ...request.document, text: after.get(request.document.path)! };
  const found = occurrences(document.text, raw).map((span) => ({ span, secret: new Secret(raw) }));
  assert.equal(found.length, plan.left.length);
  for (const finding of found) {
    assert.equal(planMove({ ...request, document, finding, sameValue: found, files: after }).kind, "refused");
  }
}
