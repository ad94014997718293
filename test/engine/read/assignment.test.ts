/** The reader finds the value that a name is given, by whatever syntax. */
import assert from "node:assert/strict";
import { nameInText, readAssignment } from "../../../server/src/engine/read/assignment.ts";
import type { Form } from "../../../server/src/engine/read/form.ts";
import { forSeeds, joinedPieces, pick, upTo } from "../../texts.ts";

const FORMS: readonly Form[] = ["code", "line", "word"];

/** Reads the assignment whose name holds `secret`; undefined, or its name, relation and values. */
function read(text: string, form: Form) {
  const assignment = readAssignment(text, nameInText(text, text.indexOf("secret")), form);
  if (!assignment) return undefined;
  const { name, nameSpan, relation, value, more } = assignment;
  assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
  return [name, relation, ...[value, ...more].map(({ start, end }) => text.slice(start, end))];
}

describe("readAssignment", () => {
  const cases: readonly (readonly [Form, string, readonly string[] | undefined])[] = [
    ["code", 'const secret = "v";', ["secret", "assigned", "v"]],
    ["code", "let mySecret: string = 'v'", undefined],
    ["code", "let my_secret: string = 'v'", ["my_secret", "assigned", "v"]],
    ["code", "secret := `v`", ["secret", "assigned", "v"]],
    ["code", '{ "secret": "v" }', ["secret", "assigned", "v"]],
    ["code", "{ secret: 'v', other: 'w' }", ["secret", "assigned", "v"]],
    ["code", 'secret => "v"', ["secret", "assigned", "v"]],
    ["code", 'config["secret"] = "v"', ["secret", "assigned", "v"]],
    ["code", 'secret = process.env.X || "v"', ["secret", "assigned", "v"]],
    ["code", 'secret = os.getenv("X", "v")', ["secret", "assigned", "v"]],
    ["code", 'secret = new Buffer("v")', ["secret", "assigned", "v"]],
    ["code", 'if (secret === "v")', ["secret", "compared", "v"]],
    ["code", 'set("secret", "v")', ["secret", "argument", "v"]],
    ["code", 'secret = ["v", "w"]', ["secret", "assigned", "v", "w"]],
    ["code", 'secret =\n  "v"', ["secret", "assigned", "v"]],
    ["code", 'secret = """v\nw"""', ["secret", "assigned", "v\nw"]],
    ["code", 'secret = "v\nw"', undefined],
    ["code", 'secret = "a\\"b"', ["secret", "assigned", 'a\\"b']],
    ["line", "secret=v w", ["secret", "assigned", "v w"]],
    ["line", "secret: v # why", ["secret", "assigned", "v"]],
    ["line", "  - secret: 'v'", ["secret", "assigned", "v"]],
    ["line", "secret=", undefined],
    ["word", "export secret=v next", ["secret", "assigned", "v"]],
    ["word", "tool --secret v -x", ["secret", "flag", "v"]],
    ["word", "tool --secret=v -x", ["secret", "assigned", "v"]],
    ["word", "<secret>v</secret>", ["secret", "element", "v"]],
    ["word", '<add key="secret" value="v"/>', ["secret", "pair", "v"]],
    ["code", "if (secret != 'v')", ["secret", "compared", "v"]],
    ["code", 'if (secret.equals("v"))', ["secret", "compared", "v"]],
    ["code", 'if (user.secret.Equals(@"v"))', ["user.secret", "compared", "v"]],
    ["code", 'if ("v".equals(secret))', ["secret", "compared", "v"]],
    ["code", "if ('v' === $secret)", ["secret", "compared", "v"]],
    ["code", 'if ("v" == user.secret)', ["user.secret", "compared", "v"]],
    ["code", 'if (!strcmp(secret, "v"))', ["secret", "compared", "v"]],
    ["code", "hmac.compare_digest(secret, b'v')", ["secret", "compared", "v"]],
    ["code", 'subtle.ConstantTimeCompare([]byte(secret), []byte("v"))', ["secret", "compared", "v"]],
    ["code", 'send("v", secret)', undefined],
    ["code", 'x = "v"; secret()', undefined],
    ["code", 'secret = Optional.of(new Secret("v"))', ["secret", "assigned", "v"]],
    ["code", '"secret": const Value("v")', ["secret", "assigned", "v"]],
    ["code", "  secret 'v'\n", ["secret", "called", "v"]],
    ["code", "the secret 'v'\n", undefined],
    ["code", "secret 'v' and more", undefined],
    ["code", 'get("https://a.dev/?a=b&secret=v&c=d")', ["secret", "query", "v"]],
    ["word", "https://a.dev/?secret=v&amp;c=d", ["secret", "query", "v"]],
    ["word", 'if [ "${secret}" == "v" ]; then', ["secret", "compared", "v"]],
    ["word", 'if [ "$secret" = "v" ]; then', ["secret", "compared", "v"]],
    ["word", "if [[ $secret != v ]]; then", undefined],
    ["word", '<add key="app:secret" value="v"/>', ["secret", "pair", "v"]],
    ["word", '<input name="secret" type="text" value="v">', ["secret", "pair", "v"]],
    ["word", "<name>a.secret</name>\n  <value>v</value>", ["a.secret", "pair", "v"]],
    ["word", "<key>secret</key>\n<string>v</string>", ["secret", "pair", "v"]],
    ["word", '<secret type="text">v</secret>', ["secret", "element", "v"]],
    ["code", "return secret;", undefined],
  ];
  for (const [form, text, expected] of cases) {
    it(`of ${JSON.stringify(text)} as ${form}`, () => assert.deepEqual(read(text, form), expected));
  }

  it("gives spans inside the text, with the quotes beside them, for any text", () =>
    forSeeds(2000, (random) => {
      const pieces = [
        "secret",
        "=",
        ":",
        " ",
        '"',
        "'",
        "`",
        '"""',
        "\n",
        "(",
        ")",
        "[",
        "{",
        ",",
        "v",
        "\\",
        "--",
        "<",
        ">",
        "é",
        "😀",
      ];
      const text = joinedPieces(pieces, upTo(30, random), random);
      const assignment = readAssignment(text, nameInText(text, upTo(text.length + 1, random)), pick(FORMS, random));
      if (!assignment) return;
      for (const { start, end, quote } of [assignment.value, ...assignment.more]) {
        assert.ok(start >= 0 && start <= end && end <= text.length);
        if (quote !== undefined) assert.equal(text.slice(end, end + quote.length), quote);
        if (quote !== undefined) assert.equal(text.slice(start - quote.length, start), quote);
      }
    }));

  it("reads no name longer than a name is", () => {
    const text = `${"secret_".repeat(40)} = "v"`;
    assert.equal(readAssignment(text, nameInText(text, 100), "code"), undefined);
  });
});
