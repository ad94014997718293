/** Values in encoded text are found where the encoded text stands, however it is encoded, and junk is left alone. */
import assert from "node:assert/strict";
import type { Finding } from "../../server/src/engine/finding.ts";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../builtin.ts";
import { forSeeds, mutated, pick, upTo } from "../texts.ts";
import { findingIn, findingsIn, githubToken, nameless } from "./findings.ts";

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
const base64url = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");
const each = (text: string, write: (code: string) => string): string =>
  [...text].map((character) => write(character.charCodeAt(0).toString(16).padStart(2, "0"))).join("");
const percent = (text: string): string => each(text, (code) => `%${code}`);
const unicode = (text: string): string => each(text, (code) => `\\u00${code}`);

const encodings: Readonly<Record<string, (text: string) => string>> = {
  base64,
  "base64 for URLs": base64url,
  "hexadecimal digits": hex,
  "hexadecimal digits in capitals": (text) => hex(text).toUpperCase(),
  "percent-encoding": percent,
  "unicode escapes": unicode,
  "braced unicode escapes": (text) => each(text, (code) => `\\u{${code}}`),
  "hexadecimal escapes": (text) => each(text, (code) => `\\x${code}`),
};

/** What is written at the finding's place, and that it is what the finding holds. */
function writtenAt(text: string, { span, secret }: Finding): string {
  const written = text.slice(span.start, span.end);
  assert.equal(secret.reveal(), written);
  return written;
}

describe("encoded values", () => {
  for (const [name, encode] of Object.entries(encodings)) {
    it(`are found in ${name}, at the encoded text`, () =>
      forSeeds(20, (_, seed) => {
        const encoded = encode(githubToken(seed));
        const text = `// a\nconst blob = "${encoded}";\n`;
        const finding = findingIn(text);
        assert.equal(finding.ruleId, "token/github-pat");
        assert.equal(finding.confidence, "high");
        assert.equal(writtenAt(text, finding), encoded);
        assert.deepEqual(finding.range.start, { line: 1, character: 14 });
      }));
  }

  it("have nothing in their finding that tells the value", () => {
    const token = githubToken(1);
    const finding = findingIn(`const blob = "${base64(token)}";`);
    assert.ok(!JSON.stringify(finding).includes(token.slice(4, 12)));
    assert.ok(!JSON.stringify(finding).includes(base64(token).slice(0, 12)));
  });

  it("are placed without what stands around them, where characters are escaped one by one", () => {
    const token = githubToken(2);
    const text = `u = "https://acme.dev/cb?next=%2Fx%3Ft%3D${token}%26y%3D1"`;
    const finding = findingIn(text, "a.txt");
    assert.equal(writtenAt(text, finding), token);
  });

  it("are found behind slashes that JSON escapes", () => {
    const hook = mint("[[T{upperalnum:10}/B{upperalnum:10}/{alnum:24}]]", seededRandom(3)).text;
    const written = `https://hooks.slack.com/services/${hook}`.replaceAll("/", "\\/");
    const text = `{"url":"${written}"}`;
    const finding = findingIn(text, "a.json");
    assert.equal(finding.issuer, "slack");
    assert.ok(written.endsWith(writtenAt(text, finding)));
  });

  it("are found in an object of JSON inside a string, and in one inside base64", () => {
    const inner = JSON.stringify({ db_password: nameless(4) });
    assert.equal(findingIn(JSON.stringify({ settings: inner }), "a.json").ruleId, "token/generic-password");
    const text = `settings = "${base64(inner)}"`;
    const finding = findingIn(text);
    assert.equal(finding.ruleId, "token/generic-password");
    assert.equal(writtenAt(text, finding), base64(inner));
  });

  it("are found in settings inside base64, by their name", () => {
    const lines = `# production\nHOST=db\nSESSION_SECRET=${nameless(5)}\n`;
    assert.equal(findingIn(`settings = "${base64(lines)}"`).name, "SESSION_SECRET");
    assert.deepEqual(findingsIn(`settings = "${base64("HOST=db\nSESSION_SECRET=<your-secret>\n")}"`), []);
  });

  it("are private keys and connection strings too", () => {
    const key = mint("-----BEGIN PRIVATE KEY-----\n{base64lines:6}\n-----END PRIVATE KEY-----\n", seededRandom(6)).text;
    assert.match(findingIn(`blob = "${base64(key)}"`).ruleId, /^token\/private-key/);
    const url = `postgres://app:${nameless(7)}@db.acme.dev:5432/app`;
    assert.equal(findingIn(`blob = "${base64(url)}"`).ruleId, "token/connection-string-postgres");
  });

  for (const [name, width, indent] of [
    ["64 characters", 64, ""],
    ["76 characters, indented", 76, "    "],
  ] as const) {
    it(`are found in base64 in lines of ${name}, over a line's end`, () =>
      forSeeds(20, (_, seed) => {
        // The token begins at a place of its own in each text, so that it lies over the end of a line in most.
        const encoded = base64(`${"# a comment ".repeat(3)}${"x".repeat(seed)}\ntoken: ${githubToken(seed)}\n# end\n`);
        const lines = encoded.match(new RegExp(`.{1,${width}}`, "g"))!.join(`\n${indent}`);
        const text = `blob: |\n${indent}${lines}\nother: 1\n`;
        const found = findingsIn(text, "a.yml").filter(({ ruleId }) => ruleId === "token/github-pat");
        assert.deepEqual(
          found.map((finding) => writtenAt(text, finding)),
          [lines],
        );
      }));
  }

  it("are found in UTF-16 inside base64, as PowerShell has its commands", () => {
    const wide = (text: string): string => Buffer.from(text, "utf16le").toString("base64");
    const token = `powershell -EncodedCommand ${wide(`$x = "${githubToken(5)}"`)}`;
    assert.equal(findingIn(token, "a.ps1").ruleId, "token/github-pat");
    const named = wide(`$password = "${nameless(6)}"; Connect-It -Credential $c`);
    const finding = findingIn(`pwsh -enc ${named}`, "a.cmd");
    assert.equal(finding.ruleId, "token/generic-password");
    assert.equal(writtenAt(`pwsh -enc ${named}`, finding), named);
    assert.deepEqual(
      findingsIn(`pwsh -enc ${wide('$password = Read-Host "Password"; $other = $env:TOKEN')}`, "a.cmd"),
      [],
    );
  });

  it("are one finding where a plain rule sees the same text", () => {
    const text = `const githubToken = "${base64(githubToken(8))}";`;
    assert.equal(findingIn(text).ruleId, "token/github-pat");
  });

  it("expire when the decoded text says so", () => {
    const claims = base64url(JSON.stringify({ sub: nameless(9), exp: 1_900_000_000 }));
    const jwt = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${claims}.${nameless(10)}${nameless(11)}`;
    assert.equal(findingIn(`x = "${base64(jwt)}"`).expires, "2030-03-17T17:46:40.000Z");
  });
});

describe("layers of encodings", () => {
  const layers = (count: number): string => {
    let text = githubToken(1);
    for (let at = 0; at < count; at++) text = pick([base64, hex], seededRandom(at))(text);
    return text;
  };

  it("are taken off to a depth of five", () => {
    for (let count = 1; count <= 5; count++) {
      const text = `x = "${layers(count)}"`;
      assert.equal(writtenAt(text, findingIn(text)), layers(count));
    }
    assert.deepEqual(findingsIn(`x = "${layers(6)}"`), []);
  });

  it("may be of different kinds", () => {
    for (const outer of Object.values(encodings)) {
      for (const inner of Object.values(encodings)) {
        const encoded = outer(inner(githubToken(2)));
        const text = `x = "${encoded}"`;
        assert.equal(writtenAt(text, findingIn(text)), encoded);
      }
    }
  });
});

describe("Kubernetes Secret manifests", () => {
  const manifest = (data: Readonly<Record<string, string>>, kind = "Secret"): string =>
    [
      "apiVersion: v1",
      `kind: ${kind}`,
      "metadata:",
      "  name: db",
      "data:",
      ...Object.entries(data).map(([key, value]) => `  ${key}: ${base64(value)}`),
      "",
    ].join("\n");

  it("are read entry by entry, and judged by key and decoded value", () => {
    const text = manifest({ username: "app", password: nameless(1), host: "db.acme.dev", "api-key": nameless(2) });
    const findings = findingsIn(text, "secret.yml");
    assert.deepEqual(
      findings.map(({ range, name }) => [range.start.line, name]),
      [
        [6, "password"],
        [8, "api-key"],
      ],
    );
    assert.equal(writtenAt(text, findings[0]!), base64(nameless(1)));
  });

  it("hold no token where the decoded value is a placeholder or a reference", () => {
    for (const value of ["changeme", "${DB_PASSWORD}", "<your-password>", "vault:secret/data/db#password"]) {
      assert.deepEqual(findingsIn(manifest({ password: value }), "secret.yml"), [], value);
    }
  });

  it("may hold a whole file in an entry", () => {
    const text = manifest({ "settings.env": `A=1\nTOKEN=${githubToken(3)}\n` });
    assert.equal(findingIn(text, "secret.yml").ruleId, "token/github-pat");
  });

  it("are told from other manifests in the same file", () => {
    const secret = manifest({ password: nameless(4) });
    const other = manifest({ note: "plain text, and long enough" }, "ConfigMap");
    const findings = findingsIn(`${other}---\n${secret}---\n${other}`, "all.yml");
    assert.deepEqual(
      findings.map(({ range }) => range.start.line),
      [12],
    );
  });
});

describe("text that only looks encoded", () => {
  const png = (random: () => number): string =>
    Buffer.from([
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      ...Array.from({ length: 3000 }, () => upTo(256, random)),
    ]).toString("base64");

  it("gives nothing: images, integrity hashes, lock files, source maps, plain words in base64", () => {
    const random = seededRandom(1);
    const map = base64(
      JSON.stringify({ version: 3, sources: ["a.ts"], sourcesContent: [`password = "${nameless(1)}"`] }),
    );
    const texts = {
      "a.css": `a { background: url("data:image/png;base64,${png(random)}"); }`,
      "a.html": `<script integrity="${mint("sha384-{base64:64}", random).text}"></script>`,
      "package-lock.json": `{"integrity": "${mint("sha512-{base64:86}==", random).text}"}`,
      "a.js": `f();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${map}\n`,
      "a.txt": base64("The quick brown fox jumps over the lazy dog, and nothing else happens."),
      "a.py": `checksum = "${mint("{hex:64}", random).text}"`,
    };
    for (const [path, text] of Object.entries(texts)) assert.deepEqual(findingsIn(text, path), [], path);
  });

  it("never makes a scan throw", () =>
    forSeeds(300, (random) => {
      const encode = pick(Object.values(encodings), random);
      const text = mutated(`x = "${encode(githubToken(upTo(1000, random)))}" \\u{ \\x %4 %zz`, random, '\\%ux{}="A+/');
      for (const finding of scan({ path: "a.yml", text }, builtinCatalogue).findings) writtenAt(text, finding);
    }));

  it("is decoded up to a bounded size", () => {
    const long = base64("no token here, only words. ".repeat(60_000));
    const text = `x = "${long}"\ny = "${base64(githubToken(1))}"`;
    assert.deepEqual(
      findingsIn(text).map(({ range }) => range.start.line),
      [1],
    );
  });
});
