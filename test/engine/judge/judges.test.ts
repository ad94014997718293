/** Values that are clearly no tokens are dropped, each by the judge that knows why. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, mintJwt, seededRandom } from "../../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { findingIn, findingsIn, githubToken, nameless } from "../findings.ts";

/** The judges that dropped something of a text in which nothing is found. */
function judgesOf(text: string, path = "src/app.ts"): string[] {
  const { findings, dismissals } = scan({ path, text }, builtinCatalogue);
  assert.deepEqual(
    findings.map(({ ruleId }) => ruleId),
    [],
  );
  return dismissals.map(({ verdict }) => verdict.judge);
}

describe("judges", () => {
  const dropped: Readonly<Record<string, readonly string[]>> = {
    length: ["abc", "1"],
    reference: [
      "${DB_PASSWORD}",
      "$DB_PASSWORD",
      "{{ vault.password }}",
      "op://vault/item/field",
      "vault:secret/data/db",
    ],
    placeholder: [
      "<your-password>",
      "xxxxxxxxxxxx",
      "changeme",
      "************",
      "your-password-here",
      "aaaaaaaaaaaaaaaa",
      "k3f9x2q8...",
    ],
    structure: [
      "https://login.acme.io/start",
      "/etc/ssl/private",
      "ada@acme.io",
      "base64",
      "please enter the password",
    ],
    words: ["password", "secret1", "adminpass"],
  };
  for (const [judge, values] of Object.entries(dropped)) {
    for (const value of values) {
      it(`${judge} drops ${value}`, () => assert.ok(judgesOf(`const dbPassword = "${value}";`).includes(judge)));
    }
  }

  it("take a dull value in an issuer's own format for a token, and a mask for none", () => {
    const stripe = (letter: string): string => ["sk", "live", letter.repeat(24)].join("_");
    assert.deepEqual(
      ["A", "k"].map((letter) => findingIn(`charge("${stripe(letter)}")`).confidence),
      ["medium", "medium"],
    );
    for (const letter of ["x", "X"]) assert.ok(judgesOf(`charge("${stripe(letter)}")`).includes("placeholder"));
    assert.ok(judgesOf(`const apiKey = "${"A".repeat(24)}";`).includes("placeholder"));
  });

  it("count a made-up value once where a checksum tells it too", () => {
    const made = ["ghp", "1234567890abcdefghij".repeat(2).slice(0, 36)].join("_");
    assert.equal(findingIn(`login("${made}")`).confidence, "medium");
  });

  it("take words with a capital, a digit and a sign for a password chosen under a policy", () => {
    assert.equal(findingsIn(`const dbPassword = "${["Pass", "word", 1, "!"].join("")}";`).length, 1);
    for (const word of ["Password1", "password!"]) assert.deepEqual(findingsIn(`const dbPassword = "${word}";`), []);
  });

  it("take words run together for a chosen password, where a password must stand", () => {
    const chosen = ["this", "is", "my", "password"].join("");
    assert.equal(findingsIn(`const dbPassword = "${chosen}";`).length, 1);
    assert.deepEqual(findingsIn(`const dbToken = "${chosen}";`), []);
  });

  it("drop what a form's field must be", () => {
    for (const demands of ["required|min:8", "nullable|string|max:100|confirmed"])
      assert.deepEqual(judgesOf(`'password' => '${demands}',`, "app/rules.php"), ["structure"]);
  });

  it("let a drawn value through", () => assert.equal(findingsIn(`const dbPassword = "${nameless(1)}";`).length, 1));

  it("take words with digits for a chosen password, where a password must stand", () => {
    const chosen = ["blue", "whale", 7].join("");
    const spoken = ["s", 3, "cretKey", 77].join("");
    const url = (password: string): string => `const url = "mongodb://app:${password}@db.acme.io/app";`;
    assert.equal(findingsIn(`const dbPassword = "${chosen}";`).length, 1);
    assert.equal(findingsIn(url(spoken)).length, 1);
    assert.deepEqual(findingsIn(url("pass")), []);
    assert.deepEqual(findingsIn(`const label = "${chosen}";`), []);
  });

  it("take a word for a password where a password is asked for, and for a label elsewhere", () => {
    const word = ["blo", "oberry"].join("");
    assert.equal(findingsIn(`DB_PASSWORD=${word}`, ".env").length, 1);
    assert.equal(findingsIn(`if (request.secret != "${word}") return;`).length, 1);
    for (const innocent of ["Passwort", "x-csrf-token", "same-origin", "[CDATA["])
      assert.deepEqual(findingsIn(`const dbPassword = "${innocent}";`), []);
    assert.deepEqual(findingsIn(`if (lexer.token === "${word}") return;`), []);
  });

  it("know what stands where a password is named and is none", () => {
    const hasher = ["django.contrib.auth.hashers", "PBKDF2PasswordHasher"].join(".");
    for (const innocent of ["ascii", "sha1$$", "%s.%s", "KEYSTONE_DBPASS", hasher])
      assert.deepEqual(findingsIn(`const dbPassword = "${innocent}";`), [], innocent);
    assert.deepEqual(findingsIn('const dbPassword = "rh9_ip/*.jinja2";'), []);
    assert.equal(findingsIn(`const dbPassword = "${["qu*rk", "4", "fish"].join("")}";`).length, 1);
    const docstring = "Makes a salt of at least 128 bits, as FIPS 180 asks.";
    assert.deepEqual(findingsIn(`def password(self):\n    """${docstring}"""\n`, "a.py"), []);
    assert.deepEqual(findingsIn('password = {"x5t#S256": thumbprint}', "a.py"), []);
    assert.deepEqual(findingsIn("Use `--password` with `sha256 2 times` and `--salt`.", "a.txt"), []);
    assert.deepEqual(findingsIn("tool --os-password=<password> --os-name=<name>", "a.txt"), []);
  });

  it("know strings that name, list or build something else", () => {
    const lines: readonly (readonly [string, string])[] = [
      ['passcode = form.get("totp")', "a.py"],
      ['password = f"{first}{rest[len(first):]}"', "a.py"],
      ['api_key = "{}_|-{}_|-{}".format(a, b, c)', "a.py"],
      ['names = [\n  "PyJWT",\n  "pyyaml7",\n]', "a.py"],
      ["psql host='hostname' user='user' password='password'", "a.sh"],
      ['const nextPageToken = "Zx81kQ0pVt9s"', "a.ts"],
    ];
    for (const [line, path] of lines) assert.deepEqual(findingsIn(line, path), [], line);
  });

  it("take a weak password of a URL for one, unless it is too short at a host reserved for examples", () => {
    const url = (password: string, host: string): string => `fetch("https://ada:${password}@${host}/path")`;
    const word = ["xy", "zzy"].join("");
    assert.equal(findingsIn(url(`${word}${word}`, "example.com")).length, 1);
    assert.deepEqual(findingsIn(url("xyz", "www.example.com")), []);
  });

  it("take a long series with digits for a key that somebody typed", () => {
    const series = ["12345", "67890", "abcdef", "12345"].join("");
    const alphabet = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"].join("");
    assert.equal(findingsIn(`const secretKey = "${series}";`).length, 1);
    assert.deepEqual(findingsIn(`const secretKey = "${series.slice(0, 16)}";`), []);
    assert.deepEqual(findingsIn(`const secretKey = "${alphabet}+/";`), []);
  });

  it("judge the password of a URL, and find the URL", () => {
    const url = mint("postgres://app:{alnum:16}@db.acme.io:5432/app", seededRandom(1)).text;
    const finding = findingIn(`connect("${url}");`);
    assert.equal(finding.secret.reveal(), url);
    assert.equal(finding.masked.startsWith("postgres://..."), true);
  });

  it("find the password alone in a URL that is put together at run time", () => {
    const password = nameless(3);
    for (const url of [`\`postgres://app:${password}@\${host}/app\``, `f"redis://:${password}@{host}/0"`]) {
      assert.equal(findingIn(`connect(${url})`).secret.reveal(), password);
    }
  });

  it("take a shell's backticks for a command and a template's for a value", () => {
    const line = (value: string): string => `DB_PASS=\`${value}\``;
    assert.deepEqual(judgesOf(line("awk '{print $1}' props.txt | grep db_pass"), "deploy.sh"), ["reference"]);
    assert.equal(findingsIn(line(nameless(4)), "src/app.js").length, 1);
  });

  it("take a bare word in code for an identifier, and in a .env for a value", () => {
    assert.deepEqual(findingsIn("const dbPassword = otherPassword;"), []);
    assert.equal(findingsIn(`DB_PASSWORD=${nameless(1)}`, ".env").length, 1);
  });

  it("doubt a checksum that does not hold", () => {
    const broken = mint("ghp_{alnum:36}", seededRandom(1)).text;
    assert.equal(findingIn(`const x = "${githubToken(1)}"`).confidence, "high");
    assert.notEqual(findingIn(`const x = "${broken}"`).confidence, "high");
  });

  it("doubt what stands in a test", () => {
    const text = `const x = "${githubToken(1)}"`;
    assert.notEqual(findingIn(text, "test/app.test.ts").confidence, "high");
    assert.notEqual(findingIn(text, "src/__tests__/app.ts").confidence, "high");
    assert.equal(findingIn(text, "src/contest.ts").confidence, "high");
  });

  it("drop a signature that has expired by now, and only then", () => {
    const signature = mint("{hex:64}", seededRandom(1)).text;
    const text = `url = "https://b.s3.amazonaws.com/k?X-Amz-Date=20240102T030405Z&X-Amz-Expires=3600&X-Amz-Signature=${signature}"`;
    const found = (now: string): number =>
      scan({ path: "a.ts", text }, builtinCatalogue, new Date(now)).findings.filter(
        ({ secret }) => secret.reveal() === signature,
      ).length;
    assert.equal(found("2030-01-01"), 0);
    assert.equal(found("2024-01-02T03:30:00Z"), 1);
  });

  it("keep an expired JWT, which tells of a key that signs more", () => {
    const jwt = mintJwt({ sub: nameless(1), exp: 1 }, seededRandom(1));
    assert.equal(findingIn(`session = "${jwt}"`).expires, "1970-01-01T00:00:01.000Z");
  });
});
