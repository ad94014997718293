/** The `.env` store: what it reads, what it writes, and that all readers of such files read what it writes alike. */
import assert from "node:assert/strict";
import { applyEdits } from "../../server/src/engine/fix/index.ts";
import { mint, type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { dotenv, runEnvironment } from "../../server/src/providers/dotenv.ts";
import { joinedPieces, upTo } from "../texts.ts";
import { byDotenv, byNode, pythonReader, type Reader, shellReader } from "./readers.ts";

/** The text after `set`, or the reason why not. */
function written(text: string, name: string, value: string): string {
  const edit = dotenv.set(text, name, value);
  return edit === undefined ? text : typeof edit === "string" ? `refused: ${edit}` : applyEdits(text, [edit]);
}

describe("the .env store", () => {
  describe("reads", () => {
    const text = [
      "# a comment",
      "PLAIN=one two  # not part",
      "export EXPORTED=yes",
      "SINGLE='a # b'",
      'DOUBLE="a\\nb" # not part',
      "BACK=`it's`",
      "LINES='a",
      "b'",
      "EMPTY=",
      "  SPACED = x ",
      "TWICE=1",
      "TWICE=2",
      "no entry",
    ].join("\n");

    it("as dotenv does", () => {
      assert.deepEqual(Object.fromEntries(dotenv.read(text)), { ...byDotenv([text])[0] });
      assert.deepEqual(Object.fromEntries(dotenv.read(text.replaceAll("\n", "\r\n"))), { ...byDotenv([text])[0] });
    });

    it("behind a byte order mark", () => assert.equal(dotenv.read("\uFEFFA=1\n").get("A"), "1"));

    it("several files, the later ones winning", () =>
      assert.deepEqual(runEnvironment(["A=1\nB=1", "B=2"]), { A: "1", B: "2" }));
  });

  describe("writes", () => {
    it("plain values bare", () => assert.equal(written("", "A", "a-b_c.d/e:f=g"), "A=a-b_c.d/e:f=g\n"));
    it("others in single quotes", () => assert.equal(written("", "A", "a b#$c"), "A='a b#$c'\n"));
    it("those with a single quote in double quotes", () => assert.equal(written("", "A", "it's"), 'A="it\'s"\n'));
    it("the empty value in quotes", () => assert.equal(written("", "A", ""), "A=''\n"));
    it("behind a missing line end", () => assert.equal(written("A=1", "B", "2"), "A=1\nB=2\n"));
    it("with the line ends of the file", () => assert.equal(written("A=1\r\n", "B", "2"), "A=1\r\nB=2\r\n"));
    it("behind a byte order mark", () => assert.equal(written("\uFEFF", "B", "2"), "\uFEFFB=2\n"));
    it("over the last value of the name", () =>
      assert.equal(written("A=1\nA='2' # two\n", "A", "3"), "A=1\nA=3 # two\n"));
    it("into an empty place", () => assert.equal(written("A= # later\n", "A", "3"), "A=3 # later\n"));
    it("nothing where it is so already", () => assert.equal(dotenv.set('A="x"', "A", "x"), undefined));

    for (const value of ["a'b\"c", "a${b}", "a\\\\b", "a\\", "a\rb", "a\0b", "it's $1"]) {
      it(`no value like ${JSON.stringify(value)}`, () => assert.match(written("", "A", value), /^refused: It mixes/));
    }
    it("nothing behind an open quote", () => assert.match(written("A='x\nB=1\n", "C", "2"), /^refused: .env holds/));
    it("no lines among Windows line ends", () =>
      assert.match(written("A=1\r\n", "B", "1\n2"), /^refused: It has several/));
  });

  describe("mentions", () => {
    const mention = (text: string): string => applyEdits(text, [dotenv.mention(text, "A")!]);
    it("a name without its value", () => assert.equal(mention("B=1"), "B=1\nA=\n"));
    it("it once", () => assert.equal(dotenv.mention("A=\n", "A"), undefined));
  });

  it("names no value in what it says", () => {
    const secret = mint("a'\"${x}{alnum:20}", seededRandom(3)).text;
    assert.ok(!written("", "A", secret).includes(secret.slice(-20)));
  });
});

/** Characters that some reader takes for something else, and ordinary ones. */
const HOSTILE = [
  ..."'\"`$\\#=!&|;<>()[]{}*?~%^@,:-_+/ \t\nabAB09",
  "${A}",
  "$A",
  "\\n",
  "\\'",
  "\r\n",
  " #",
  "é",
  "日",
  "😀",
  "\u2028",
  "\u00A0",
  "\uFEFF",
  "-----BEGIN X-----\n",
  "export ",
  "\nZ=9",
];

const hostile = (random: Random): string => joinedPieces(HOSTILE, upTo(9, random), random);

describe("what the .env store writes", () => {
  const random = seededRandom(20);
  const values = Array.from({ length: 1500 }, () => hostile(random)).filter(
    (value) => !written("", "X", value).startsWith("refused"),
  );
  const texts = values.map((value) => written(written("A=1\n", "X", value), "Z", "2"));

  it("is most of what can be asked of it", () => {
    assert.ok(values.length > 500, `only ${values.length} values are accepted`);
    const harmless = Array.from({ length: 300 }, () =>
      joinedPieces([..." #=!&|;<>()[]{}*?~%^@\n\tabé日'"], upTo(12, random), random),
    );
    assert.deepEqual(
      harmless.filter((value) => written("", "X", value).startsWith("refused")),
      [],
    );
  });

  const readsAlike = (reader: Reader): void => {
    const read = reader(texts).map(({ A, X, Z }) => ({ A, X, Z }));
    assert.deepEqual(
      read,
      values.map((X) => ({ A: "1", X, Z: "2" })),
    );
  };

  it("is read alike by dotenv", () => readsAlike(byDotenv));
  it("is read alike by Node", () => readsAlike(byNode));
  it("is read alike by itself", () => readsAlike((all) => all.map((text) => Object.fromEntries(dotenv.read(text)))));
  it("is read alike by python-dotenv", function () {
    const reader = pythonReader();
    if (reader) readsAlike(reader);
    else this.skip();
  });
  it("is read alike by a shell", function () {
    const reader = shellReader(["A", "X", "Z"]);
    if (reader) readsAlike(reader);
    else this.skip();
  });
});
