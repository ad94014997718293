/** Reads a fixture of the fix, plans it, and writes the outcome down as a golden file has it. */

import { loadReferences } from "../../scripts/reference-file.ts";
import { LineIndex, type SourceDocument, type Span } from "../../server/src/engine/document.ts";
import { applyEdits } from "../../server/src/engine/fix/edit.ts";
import {
  compileReferences,
  dispositionOf,
  type MovePlan,
  type MoveRequest,
  planMove,
  storePathOf,
} from "../../server/src/engine/fix/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import type { Severity } from "../../server/src/engine/rule.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";

export const references = compileReferences(loadReferences());

/** Stands in fixtures and golden files for the value as the code writes it, and for what it means where that differs. */
const RAW = "<<value>>";
const MEANT = "<<meant>>";

export interface Fixture {
  readonly header: ReadonlyMap<string, string>;
  readonly raw: string;
  /** Texts by path, the values put in. */
  readonly files: ReadonlyMap<string, string>;
  readonly request: MoveRequest;
}

/** `key: value` lines, then files as `-- path --` and their text; the first holds the values, unless `path` names it. */
export function readFixture(text: string): Fixture {
  const [head, ...sections] = text.split(/^-- (.+) --\n/m);
  const header = new Map(Array.from(head!.matchAll(/^(\w+): (.*)$/gm), ([, key, value]) => [key!, value!]));
  const raw = mint(header.get("value") ?? "ghp_{alnum:36}", seededRandom(7)).text.replaceAll("\\N", "\n");
  const eol = header.get("eol") === "crlf" ? "\r\n" : "\n";
  const files = new Map<string, string>();
  for (let at = 0; at < sections.length; at += 2) {
    files.set(sections[at]!, sections[at + 1]!.replaceAll(RAW, () => raw).replaceAll("\n", eol));
  }
  return { header, raw, files, request: requestFor(header, raw, files) };
}

function requestFor(header: ReadonlyMap<string, string>, raw: string, files: ReadonlyMap<string, string>): MoveRequest {
  const path = header.get("path") ?? [...files.keys()][0]!;
  const language = header.get("language");
  const document: SourceDocument = { path, text: files.get(path)!, ...(language && { languageId: language }) };
  const name = header.get("name");
  const found = occurrences(document.text, raw).map((span) => ({
    span,
    secret: new Secret(raw),
    ...(name && { name }),
  }));
  return {
    document,
    finding: found[Number(header.get("finding") ?? 0)]!,
    sameValue: found,
    rule: {
      env: header.get("env") ?? "GITHUB_TOKEN",
      severity: (header.get("severity") ?? "error") as Severity,
      trigger: header.has("generic") ? { kind: "name", nameClass: "password" } : { kind: "anchor" },
    },
    references,
    store: dotenv,
    files,
    envTracked: header.get("tracked") === "true",
    envIgnored: header.has("ignored") ? header.get("ignored") === "true" : undefined,
    withLoader: header.get("loader") === "true",
  };
}

export function occurrences(text: string, value: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    spans.push({ start: at, end: at + value.length });
  }
  return spans;
}

/** All files after the plan. */
export function applied(files: ReadonlyMap<string, string>, plan: MovePlan): Map<string, string> {
  const after = new Map(files);
  if (plan.kind === "refused") return after;
  for (const { path, edits } of plan.changes) after.set(path, applyEdits(after.get(path) ?? "", edits));
  return after;
}

/** The outcome as a golden file has it. */
export function outcomeOf({ request, files, raw }: Fixture): string {
  const plan = planMove(request);
  const lines = [`disposition: ${dispositionOf(request.document, request.finding, request.rule, references)}`];
  if (plan.kind === "refused") return `${[...lines, `refused: ${plan.reason}`].join("\n")}\n`;
  const index = new LineIndex(request.document.text);
  lines.push(
    `title: ${plan.title}`,
    `plan: ${plan.disposition}`,
    ...plan.review.map((reason) => `review: ${reason}`),
    ...plan.left.map(({ span, reason }) => `left: line ${index.lineAt(span.start) + 1}: ${reason}`),
    `advice: ${plan.advice.loader}: ${plan.advice.text}`,
    ...(plan.advice.add ? [`add: ${plan.advice.add.loader}: ${plan.advice.add.title}`] : []),
    ...(plan.advice.command ? [`command: ${plan.advice.command}`] : []),
  );
  const after = applied(files, plan);
  const meant = dotenv.read(after.get(storePathOf(request)!) ?? "").get(plan.name) ?? "";
  for (const { path, create, description, needsConfirmation } of plan.changes) {
    const marks = [create ? "new" : "", needsConfirmation ? "to confirm" : ""].filter(Boolean).join(", ");
    lines.push(`-- ${path} -- ${description}${marks ? ` (${marks})` : ""}`, shown(after.get(path)!, raw, meant));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function shown(text: string, raw: string, meant: string): string {
  const values = meant && meant !== raw ? text.replaceAll(meant, () => MEANT) : text;
  return values.replaceAll(raw, () => RAW).replaceAll("\r\n", "¶\n");
}
