/** Each fixture of the fix has the outcome that its golden file says; `UPDATE_GOLDEN=1` writes it down for review. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planMove } from "../../server/src/engine/fix/index.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { applied, occurrences, outcomeOf, readFixture } from "./fixture.ts";

const root = join(import.meta.dirname, "../fixtures/fix");

describe("the fix", () => {
  for (const folder of readdirSync(root).sort()) {
    describe(folder, () => {
      for (const file of readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".txt"))
        .sort()) {
        const path = join(root, folder, file);
        it(file.replace(/\.txt$/, ""), () => check(path));
      }
    });
  }
});

function check(path: string): void {
  const fixture = readFixture(readFileSync(path, "utf8"));
  const golden = path.replace(/\.txt$/, ".golden");
  const outcome = outcomeOf(fixture);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, outcome);
  assert.ok(existsSync(golden), `${golden} is missing: run with UPDATE_GOLDEN=1 and look at it`);
  assert.equal(outcome, readFileSync(golden, "utf8"));
  const plan = planMove(fixture.request);
  const told = JSON.stringify({
    ...plan,
    changes: plan.kind === "edits" ? plan.changes.map(({ description }) => description) : [],
  });
  assert.ok(!told.includes(fixture.raw), "what is told of the plan holds the value");
  if (plan.kind === "edits") isDone(fixture, plan.left.length);
}

/** After the fix the value stands in the code only where it had to stay, and planning again moves nothing. */
function isDone({ request, files, raw }: ReturnType<typeof readFixture>, left: number): void {
  const after = applied(files, planMove(request));
  const document = { ...request.document, text: after.get(request.document.path)! };
  const found = occurrences(document.text, raw).map((span) => ({ span, secret: new Secret(raw) }));
  assert.equal(found.length, left);
  for (const finding of found) {
    assert.equal(planMove({ ...request, document, finding, sameValue: found, files: after }).kind, "refused");
  }
}
