/** Recorded typing sessions, and who waits for what. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { languages } from "../../scripts/bench/server/documents.ts";
import { changesAt, hurried, Waiting } from "../../scripts/bench/server/session.ts";
import { sessionIn } from "../../scripts/bench/server/sessions.ts";

const WRITTEN: Readonly<Record<string, RegExp>> = {
  typescript: /throw new Error\("no API key"\);\n {4}\}\n {4}return settings;\n\}/,
  python: /raise ValueError\("no API key"\)\n {4}return settings/,
  java: /throw new IllegalStateException\("no API key"\);\n {4}\}\n {4}return settings;\n\}/,
  yaml: /SMTP_PORT: "587"\n {6}SESSION_TIMEOUT: 3600/,
};

describe("a recorded session", () => {
  for (const { id } of languages) {
    it(`writes the same ${id} at any line`, () => {
      const { edits } = sessionIn(id);
      const around = (line: number): [string, string] => ["above\n".repeat(line), "below\n"];
      const written = [0, 7].map((line) => {
        const [above, below] = around(line);
        let document = TextDocument.create("file:///x", id, 1, `${above}\n${below}`);
        edits.forEach((edit, at) => {
          document = TextDocument.update(document, changesAt(edit, line), at + 2);
        });
        const text = document.getText();
        assert.ok(text.startsWith(above) && text.endsWith(`\n${below}`));
        return text.slice(above.length, -below.length);
      });
      assert.match(written[0]!, WRITTEN[id]!);
      assert.equal(written[1], written[0]);
    });
  }

  it("is played in haste, but not all at once", () => {
    assert.deepEqual([hurried(0), hurried(100), hurried(5000)], [8, 25, 60]);
  });
});

describe("keystrokes that wait", () => {
  it("wait for the first answer that knows of them", () => {
    const waiting = new Waiting();
    waiting.sent(2, 0);
    waiting.sent(3, 10);
    waiting.sent(4, 20);
    waiting.answered(3, 25);
    assert.deepEqual([waiting.waited, waiting.left], [[25, 15], 1]);
    waiting.answered(2, 30);
    assert.equal(waiting.left, 1);
    waiting.answered(4, 50);
    assert.deepEqual(waiting.waited, [25, 15, 30]);
  });
});
