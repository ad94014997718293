/** After any edits the findings that are led on agree with those of a scan of the whole. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { SourceDocument } from "../../../server/src/engine/document.ts";
import type { Finding } from "../../../server/src/engine/finding.ts";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, type Random } from "../../../server/src/engine/mint.ts";
import { applyChange, type Edit } from "../../../server/src/lsp/large/edit.ts";
import { rescan } from "../../../server/src/lsp/large/rescan.ts";
import { builtinCatalogue as builtin, builtinRules, examplesOf } from "../../builtin.ts";
import { forSeeds, pick, upTo } from "../../texts.ts";

/** Long enough that most of a text lies out of reach of an edit, in lines. */
const LINES = 4000;
const VALUES: readonly ((random: Random) => string)[] = [
  (random) => `const token = "${mint("[[ghp_{alnum:36}]]", random, "github-crc32").text}";`,
  (random) => `  slack: "${mint("[[xoxb-{digit:12}-{digit:13}-{alnum:24}]]", random).text}",`,
  (random) => `password = "${mint("[[{alnum:20}]]", random).text}"`,
  (random) => `aws_access_key_id = ${mint("[[AKIA{base32:16}]]", random).text}`,
  (random) => `aws_secret_access_key = ${mint("[[{alnum:40}]]", random).text}`,
  (random) => `let joined = "ghp_" + "${mint("[[{alnum:36}]]", random).text}";`,
  (random) => pick(examplesOf(pick(builtinRules, random), upTo(1000, random)), random)?.text ?? "",
  (random) =>
    `// tokenward-ignore-next-line token/* -- known\nx = "${mint("[[ghp_{alnum:36}]]", random, "github-crc32").text}"`,
];

function largeText(random: Random): string {
  const lines = Array.from({ length: LINES }, (_, at) =>
    random() < 0.02
      ? pick(VALUES, random)(random)
      : `  call(${at}, "of a function", other.value); // é 😀`.slice(0, upTo(50, random)),
  );
  return lines.join(pick(["\n", "\r\n"], random));
}

/** A change as an editor sends it: typing, deleting, joining lines, pasting, cutting a value in two. */
function anyChange(open: TextDocument, text: string, values: readonly Finding[], random: Random) {
  const at =
    values.length > 0 && random() < 0.6 ? pick(values, random).span : { start: upTo(text.length, random), end: 0 };
  const start = Math.max(0, at.start + upTo(60, random) - 20);
  const end = Math.min(text.length, start + pick([0, 0, 0, 1, 30, 400, 9000], random));
  const inserted = pick<() => string>(
    [
      () => "",
      () => "x",
      () => "\n",
      () => "\r",
      () => '"',
      () => `\n${pick(VALUES, random)(random)}\n`,
      () => mint("[[ghp_{alnum:36}]]", random, "github-crc32").text,
      () => text.slice(start, start + 3000),
    ],
    random,
  )();
  return { range: { start: open.positionAt(start), end: open.positionAt(end) }, text: inserted };
}

const shown = ({ ruleId, span, range, confidence, masked, related, fix, name }: Finding) => ({
  ruleId,
  span,
  range,
  confidence,
  masked,
  related,
  fix,
  name,
});

describe("rescan", () => {
  it("agrees with a scan of the whole after any edits", () =>
    forSeeds(6, (random) => {
      const open = TextDocument.create("file:///a/large.ts", "typescript", 1, largeText(random));
      const document = (): SourceDocument => ({ path: "large.ts", text: open.getText(), languageId: open.languageId });
      let { findings }: { findings: readonly Finding[] } = scan(document(), builtin, new Date());
      for (let version = 2; version < 8; version++) {
        const edits: Edit[] = [];
        for (let count = 1 + upTo(4, random); count > 0; count--)
          edits.push(applyChange(open, anyChange(open, open.getText(), findings, random), version));
        findings = rescan(findings, edits, { open, document: document() }, builtin);
        assert.deepEqual(findings.map(shown), scan(document(), builtin, new Date()).findings.map(shown));
        assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length);
      }
    }));
});
