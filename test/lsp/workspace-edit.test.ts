/** Changes become edits that say the same, in as few characters as can be. */
import assert from "node:assert/strict";
import type { TextDocumentEdit } from "vscode-languageserver/node";
import { seededRandom } from "../../server/src/engine/mint.ts";
import { clientFeatures } from "../../server/src/lsp/capabilities.ts";
import { editBetween, type FileChange, toWorkspaceEdit } from "../../server/src/lsp/workspace-edit.ts";
import { capabilities } from "./client.ts";
import { applied } from "./edits.ts";

const features = clientFeatures({ processId: null, rootUri: null, workspaceFolders: null, capabilities });

describe("the edit between two texts", () => {
  const edited = (before: string, after: string): string => {
    const { span, newText } = editBetween(before, after);
    return before.slice(0, span.start) + newText + before.slice(span.end);
  };

  it("turns one into the other, and splits neither line breaks nor pairs", () => {
    const random = seededRandom(7);
    const pieces = ["a", "b", "\r", "\n", "\r\n", "🔑", "🔒", "\uD83D", " "];
    const text = (): string =>
      Array.from({ length: Math.floor(random() * 8) }, () => pieces[Math.floor(random() * pieces.length)]).join("");
    for (let count = 0; count < 20_000; count++) {
      const [before, after] = [text(), text()];
      const { span } = editBetween(before, after);
      assert.equal(edited(before, after), after);
      for (const at of [span.start, span.end]) {
        const around = before.slice(Math.max(0, at - 1), at + 1);
        assert.ok(
          around !== "\r\n" && !/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(around),
          JSON.stringify([before, after, at]),
        );
      }
    }
  });

  it("leaves alone what is the same", () => {
    assert.deepEqual(editBetween("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 5\nc: 3\n"), {
      span: { start: 8, end: 9 },
      newText: "5",
    });
  });
});

describe("workspace edits", () => {
  const change = (more: Partial<FileChange> = {}): FileChange => ({
    uri: "file:///a",
    version: 3,
    text: "ab\ncd\n",
    create: false,
    edits: [
      { span: { start: 0, end: 1 }, newText: "X" },
      { span: { start: 3, end: 5 }, newText: "$Y" },
    ],
    description: "what it does",
    needsConfirmation: true,
    ...more,
  });

  it("go from the end to the beginning, with what they are for", () => {
    const edit = toWorkspaceEdit([change({ note: "more" })], features);
    assert.deepEqual(edit, {
      documentChanges: [
        {
          textDocument: { uri: "file:///a", version: 3 },
          edits: [
            {
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
              newText: "$Y",
              annotationId: "tokenward-1",
            },
            {
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
              newText: "X",
              annotationId: "tokenward-1",
            },
          ],
        },
      ],
      changeAnnotations: { "tokenward-1": { label: "what it does", description: "more", needsConfirmation: true } },
    });
    assert.equal(applied("ab\ncd\n", (edit!.documentChanges![0] as TextDocumentEdit).edits), "Xb\n$Y\n");
  });

  it("make files first, and not for clients that cannot", () => {
    const made = change({
      create: true,
      version: null,
      text: "",
      edits: [{ span: { start: 0, end: 0 }, newText: "A=1\n" }],
    });
    const kinds = toWorkspaceEdit([made], features)!.documentChanges!.map((one) => ("kind" in one ? one.kind : "edit"));
    assert.deepEqual(kinds, ["create", "edit"]);
    assert.equal(toWorkspaceEdit([made], { ...features, createsFiles: false }), undefined);
  });
});
