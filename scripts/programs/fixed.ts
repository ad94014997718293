/** Fixes a program as the product does, and says what of it went wrong. */
import type { Catalogue } from "../../server/src/engine/catalogue.ts";
import type { Span } from "../../server/src/engine/document.ts";
import { applyEdits, type MoveEdits, planMove, type References } from "../../server/src/engine/fix/index.ts";
import { scan } from "../../server/src/engine/index.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import type { Program } from "./program-file.ts";

export interface Fixed {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly plan: MoveEdits;
}

/** @returns why it could not be fixed, or is not clean afterwards */
export function fixed(
  { path, text, raw }: Program,
  files: ReadonlyMap<string, string>,
  references: References,
  catalogue: Catalogue,
): Fixed | string {
  const before = new Map([...files, [path, text]]);
  const places = occurrences(text, raw).map((span) => ({ span, secret: new Secret(raw) }));
  const plan = planMove({
    document: { path, text },
    finding: places[0]!,
    sameValue: places,
    rule: { env: "GITHUB_TOKEN", severity: "error", trigger: { kind: "anchor" } },
    references,
    store: dotenv,
    files: before,
  });
  if (plan.kind === "refused") return plan.reason;
  const left = plan.left.map(({ span, reason }) => `line ${text.slice(0, span.start).split("\n").length}: ${reason}`);
  if (left.length > 0) return left.join("\n");
  const after = new Map(before);
  for (const change of plan.changes) after.set(change.path, applyEdits(after.get(change.path) ?? "", change.edits));
  const code = after.get(path)!;
  const found = scan({ path, text: code }, catalogue).findings.map(
    ({ ruleId, range }) => `${ruleId} in line ${range.start.line + 1}`,
  );
  if (found.length > 0) return `found after the fix: ${found.join(", ")}`;
  return code.includes(raw) ? "the value is still there" : { before, after, plan };
}

function occurrences(text: string, value: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    spans.push({ start: at, end: at + value.length });
  return spans;
}
