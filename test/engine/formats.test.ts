/** Formats besides plain text: notebooks, source maps and minified files are searched once, with places in the file as it is. */
import assert from "node:assert/strict";
import type { Finding } from "../../server/src/engine/finding.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { openDocument } from "../../server/src/engine/read/embedded.ts";
import { forSeeds, joinedPieces, mutated, upTo } from "../texts.ts";
import { findingsIn, githubToken, nameless } from "./findings.ts";

const token = githubToken(1);
const base64 = (length: number): string => mint(`{base64:${length}}`, seededRandom(9)).text;

/** Each finding as its name, and the text that stands at its place. */
const found = (text: string, path: string): string[][] =>
  findingsIn(text, path).map(({ name = "", span }) => [name, text.slice(span.start, span.end)]);

/** A place found by lines and characters, as an editor shows it. */
function standsAt(text: string, { range: { start, end } }: Finding): string {
  assert.equal(start.line, end.line);
  return text.split("\n")[start.line]!.slice(start.character, end.character);
}

const notebook = (cells: readonly object[], indent = 1): string =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, indent);
const cell = (source: string | readonly string[], outputs: readonly object[] = []): object => ({
  cell_type: "code",
  execution_count: 1,
  metadata: {},
  source,
  outputs,
});

describe("notebooks", () => {
  it("are searched in cells and outputs, each place once", () => {
    const source = ["import os\n", `token = "${token}"\n`, `password = '${nameless(2)}'\n`, "print(token)"];
    const outputs = [
      { name: "stdout", output_type: "stream", text: [`${token}\n`] },
      { output_type: "execute_result", data: { "text/plain": [`'api_key=${nameless(3)}'`] }, metadata: {} },
    ];
    for (const indent of [0, 1]) {
      const text = notebook([cell(source, outputs)], indent);
      assert.deepEqual(found(text, "a.ipynb"), [
        ["token", token],
        ["password", nameless(2)],
        ["", token],
        ["api_key", nameless(3)],
      ]);
      assert.equal(standsAt(text, findingsIn(text, "a.ipynb")[1]!), nameless(2));
    }
  });

  it("are read as the code that stands in their strings", () => {
    const source = `x = 1\ndb_password = "${nameless(1)}"\nset(api_key=\n  "${nameless(2)}")\nsecret = "a\\tb${nameless(3)}"`;
    assert.deepEqual(found(notebook([cell(source)]), "a.ipynb"), [
      ["db_password", nameless(1)],
      ["api_key", nameless(2)],
      ["secret", `a\\\\tb${nameless(3)}`],
    ]);
  });

  it("are not searched in their pictures", () => {
    const picture = `iVBORw0KGgo${base64(200)}${btoa(`password = "${nameless(1)}"`)}`;
    const outputs = [{ output_type: "display_data", data: { "image/png": picture, "text/plain": ["<Figure>"] } }];
    const drawn = {
      cell_type: "markdown",
      source: ["![](a)"],
      attachments: { a: { "image/png": `${token}${picture}` } },
    };
    assert.deepEqual(found(notebook([cell("plot()", outputs), drawn]), "a.ipynb"), []);
  });

  it("are searched in their metadata too", () => {
    const text = JSON.stringify({ cells: [], metadata: { api_key: nameless(1) }, nbformat: 4 });
    assert.deepEqual(found(text, "a.ipynb"), [["api_key", nameless(1)]]);
  });

  it("have findings that comments in their cells accept", () => {
    const source = [`password = "${nameless(1)}"  # tokenward-ignore * -- made for the course\n`, `x = "${token}"`];
    assert.deepEqual(found(notebook([cell(source)]), "a.ipynb"), [["x", token]]);
  });
});

describe("source maps", () => {
  const source = `const apiKey = "${nameless(1)}";\nconst gh = '${token}';\nconst password = "a\\"b${nameless(2)}";\n`;
  const map = (more: object): string => JSON.stringify({ version: 3, sources: ["a.ts"], names: ["token"], ...more });

  it("are searched in the sources that they carry", () => {
    const text = map({ sourcesContent: ["", null, source], mappings: "AAAA" });
    assert.deepEqual(found(text, "dist/a.js.map"), [
      ["apiKey", nameless(1)],
      ["gh", token],
      ["password", `a\\\\\\"b${nameless(2)}`],
    ]);
    for (const finding of findingsIn(text, "dist/a.js.map")) {
      assert.equal(standsAt(text, finding), text.slice(finding.span.start, finding.span.end));
    }
  });

  it("are not searched in their mappings", () =>
    assert.deepEqual(found(map({ mappings: `AAAA,${token};${base64(5000)}` }), "a.js.map"), []));

  it("are searched in sections", () => {
    const sections = [{ offset: { line: 0, column: 0 }, map: { sourcesContent: [source] } }];
    assert.equal(findingsIn(JSON.stringify({ version: 3, sections }), "a.js.map").length, 3);
  });
});

describe("texts inside JSON strings", () => {
  const carried = (text: string, path = "a.ipynb") => openDocument({ path, text });

  it("come back to where they stand, escapes and all", () =>
    forSeeds(200, (random) => {
      const pieces = ["a", "é", '"', "\\", "\n", "\t", "😀", "\u0001", "/", "bc"];
      const source = Array.from({ length: upTo(4, random) }, () => joinedPieces(pieces, upTo(6, random), random));
      const text = JSON.stringify({ cells: [{ source }] }, null, upTo(2, random));
      const { rest, parts } = carried(text)!;
      assert.equal(rest.length, text.length);
      assert.deepEqual(parts.map((part) => part.text).join(""), source.join(""));
      for (const part of parts) {
        for (let start = 0; start < part.text.length; start++) {
          const origin = part.originOf({ start, end: start + 1 });
          assert.equal(JSON.parse(`"${text.slice(origin.start, origin.end)}"`), part.text[start]);
        }
      }
    }));

  it("are read as far as the JSON is whole", () =>
    forSeeds(300, (random) => {
      const text = mutated(notebook([cell(["a\n", `"${token}"`])], 0), random, '"\\[]{},:\n\0');
      const { rest = text, parts = [] } = carried(text) ?? {};
      assert.equal(rest.length, text.length);
      for (const part of parts) {
        const { start, end } = part.originOf({ start: 0, end: part.text.length });
        assert.ok(start >= 0 && start <= end && end <= text.length);
      }
    }));

  it("are looked for in nothing else", () => {
    assert.equal(carried('{"source": "x"}', "a.json"), undefined);
    assert.equal(carried("x = 1", "a.ipynb"), undefined);
  });
});

describe("minified files", () => {
  const unit = "var a=e.b,c=function(n){return n.key===t.token?e.password(n.x):null};";

  it("have findings at the right characters of very long lines", () => {
    const before = unit.repeat(5000);
    const text = `${before}var k="${token}",api_key="${nameless(1)}";${before}`;
    assert.deepEqual(found(text, "a.min.js"), [
      ["k", token],
      ["api_key", nameless(1)],
    ]);
    assert.equal(findingsIn(text, "a.min.js")[0]!.range.start.character, before.length + 'var k="'.length);
  });

  it("cost in proportion to their length, not to its square", () => {
    const values = Array.from({ length: 1500 }, (_, at) => `password="${nameless(at + 1)}";`);
    assert.equal(findingsIn(values.join(""), "a.min.js").length, values.length);
    assert.equal(findingsIn(values.join("\n"), "a.js").length, values.length);
  });
});
