/** Whole documents in a thread of their own: values stay here, and nobody waits longer than the budget. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";
import { Secret } from "../../../server/src/engine/secret.ts";
import { Aside } from "../../../server/src/lsp/large/aside.ts";
import { catalogue } from "../tokens.ts";
import { TestThreads } from "./threads.ts";

const token = mint("[[ghp_{alnum:36}]]", seededRandom(3), "github-crc32").text;

function edited(text: string) {
  const document = { path: "a.ts", text, languageId: "typescript" };
  return { open: TextDocument.create("file:///a.ts", "typescript", 1, text), document };
}

describe("Aside", () => {
  it("gives what a scan gives, values included, and sends none of them", async () => {
    const threads = new TestThreads(catalogue);
    const text = `a = "${token}";\n\nb = "${token.slice(0, 20)}" +\n    "${token.slice(20)}";\n`;
    const found = await new Aside(threads, catalogue).scan(edited(text));
    const expected = scan(edited(text).document, catalogue).findings;
    assert.equal(found?.length, 2);
    assert.deepEqual(found, expected);
    assert.ok(found.every(({ secret }) => secret.equals(new Secret(token))));
    assert.ok(!threads.replies.some((reply) => JSON.stringify(reply).includes(token.slice(8, 20))));
  });

  it("gives up a document that takes too long, and scans the next one", async () => {
    const threads = new TestThreads(catalogue);
    const aside = new Aside(threads, catalogue, 1500);
    threads.fate = ({ document }) => (document.text.includes("slow") ? "hangs" : "answers");
    const [slow, quick] = [aside.scan(edited("slow")), aside.scan(edited(`a = "${token}"`))];
    assert.equal(await slow, undefined);
    assert.equal((await quick)?.length, 1);
    assert.deepEqual([threads.started, threads.ended], [2, 1]);
  });

  it("starts no thread before there is a document, and a new one for each that died", async () => {
    const threads = new TestThreads(catalogue);
    const aside = new Aside(threads, catalogue);
    assert.equal(threads.started, 0);
    threads.fate = () => "dies";
    assert.equal(await aside.scan(edited("a")), undefined);
    threads.fate = () => "answers";
    assert.deepEqual(await aside.scan(edited("a")), []);
    assert.equal(threads.started, 2);
  });
});
