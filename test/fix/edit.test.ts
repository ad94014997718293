/** Edits: applied in the order of their places, and those of several moves fit together. */
import assert from "node:assert/strict";
import { applyEdits, insertion, joined } from "../../server/src/engine/fix/edit.ts";
import { planMove, type TextEdit } from "../../server/src/engine/fix/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { occurrences, references } from "./fixture.ts";

describe("edits", () => {
  it("are applied whatever their order, insertions at one place in theirs", () => {
    const edits = [insertion(3, "x"), { span: { start: 0, end: 1 }, newText: "A" }, insertion(3, "y")];
    assert.equal(applyEdits("abcd", edits), "Abcxyd");
  });

  it("are joined where an insertion touches, and left apart where two replacements do", () => {
    const replacement = (start: number, end: number): TextEdit => ({ span: { start, end }, newText: "r" });
    assert.deepEqual(joined([insertion(2, "i"), replacement(2, 4)]), [{ span: { start: 2, end: 4 }, newText: "ir" }]);
    assert.deepEqual(joined([replacement(2, 4), replacement(4, 5)]), [replacement(2, 4), replacement(4, 5)]);
  });

  /** An editor that moves all values of a document plans each on the same text, and makes what several ask for once. */
  const together = (path: string, template: string): string => {
    const values = ["GITHUB_TOKEN", "STRIPE_KEY"].map((env, at) => ({
      env,
      value: mint("x{alnum:20}", seededRandom(at)).text,
    }));
    const text = template.replace("ONE", values[0]!.value).replace("TWO", values[1]!.value);
    const edits = values.flatMap(({ env, value }): readonly TextEdit[] => {
      const sameValue = occurrences(text, value).map((span) => ({ span, secret: new Secret(value) }));
      const rule = { env, severity: "error", trigger: { kind: "anchor" } } as const;
      const files = new Map([[path, text]]);
      const plan = planMove({
        document: { path, text },
        finding: sameValue[0]!,
        sameValue,
        rule,
        references,
        store: dotenv,
        files,
      });
      return plan.kind === "edits" ? plan.changes.at(-1)!.edits : [];
    });
    return applyEdits(text, [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()]);
  };

  it("of two moves fit together in one literal", () => {
    const [one, two] = ["${process.env.GITHUB_TOKEN}", "${process.env.STRIPE_KEY}"];
    assert.equal(together("a.js", 'f("ONE `x` TWO");'), `f(\`${one} \\\`x\\\` ${two}\`);`);
    assert.equal(
      together("a.py", "import os\nf('ONE {} TWO')\n"),
      'import os\nf(f\'{os.environ["GITHUB_TOKEN"]} {{}} {os.environ["STRIPE_KEY"]}\')\n',
    );
    assert.equal(
      together("a.py", 'f("ONE", "TWO")\n'),
      'import os\n\nf(os.environ["GITHUB_TOKEN"], os.environ["STRIPE_KEY"])\n',
    );
    assert.equal(together("a.sh", "f 'ONE x TWO'\n"), 'f "${GITHUB_TOKEN:?}"\' x \'"${STRIPE_KEY:?}"\n');
    assert.equal(
      together("a.go", 'package a\n\nimport "os"\n\nvar a = "ONE x TWO"\n'),
      'package a\n\nimport "os"\n\nvar a = os.Getenv("GITHUB_TOKEN") + " x " + os.Getenv("STRIPE_KEY")\n',
    );
  });
});
