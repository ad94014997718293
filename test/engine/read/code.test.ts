/** Readers of code: the same facts, whatever the language. */
import assert from "node:assert/strict";
import { Flow } from "../../../server/src/engine/detect/handling/flow.ts";
import type { FileFacts } from "../../../server/src/engine/read/facts.ts";
import { readerOf } from "../../../server/src/engine/read/file.ts";
import { builtGrammars } from "../../handling-examples.ts";

async function factsOf(path: string, text: string): Promise<FileFacts> {
  const facts = await readerOf({ path, text })?.read(builtGrammars);
  assert.ok(facts, path);
  return facts;
}

/** The calls by their resolved paths. */
async function callsOf(path: string, text: string): Promise<string[]> {
  const facts = await factsOf(path, text);
  const flow = new Flow(facts, () => false);
  return facts.calls.map(({ callee }) => flow.pathOf(callee)).sort();
}

describe("readers of code", () => {
  const calls: Record<string, readonly [path: string, text: string, expected: readonly string[]]> = {
    "a default import": ["a.ts", 'import jwt from "jsonwebtoken";\njwt.sign(a);', ["jsonwebtoken.sign"]],
    "a named import under another name": [
      "a.ts",
      'import { sign as s } from "jsonwebtoken";\ns(a);',
      ["jsonwebtoken.sign"],
    ],
    "a namespace": ["a.tsx", 'import * as j from "jose";\nj.decodeJwt(a);', ["jose.decodeJwt"]],
    require: ["a.js", 'const j = require("jsonwebtoken");\nj.sign(a);', ["jsonwebtoken.sign", "require"]],
    "a destructured require": [
      "a.js",
      'const { sign: s } = require("jsonwebtoken");\ns(a);',
      ["jsonwebtoken.sign", "require"],
    ],
    "an alias": ["a.js", "const log = console.log;\nlog(a);", ["console.log"]],
    "what made an object": ["a.js", "const r = new Random();\nr.next();", ["Random", "Random().next"]],
    "a module of Python": ["a.py", "import jwt as j\nj.encode(a)", ["jwt.encode"]],
    "a member of a module of Python": ["a.py", "from os import getenv as g\ng(a)", ["os.getenv"]],
    "a package of Go": [
      "a.go",
      'package a\nimport "github.com/golang-jwt/jwt/v5"\nfunc f() { jwt.Parse(a) }',
      ["jwt.Parse"],
    ],
    "a package of Go under another name": [
      "a.go",
      'package a\nimport r "math/rand"\nfunc f() { r.Int() }',
      ["math.rand.Int"],
    ],
    "a class of Java": [
      "A.java",
      "class A { Random r = new Random(); int f() { return r.nextInt(); } }",
      ["Random", "Random().nextInt"],
    ],
    "a class of PHP": ["a.php", "<?php use Firebase\\JWT\\JWT as J;\nJ::encode($a);", ["JWT.encode"]],
    "a method of Ruby": ["a.rb", "JWT.encode(a, b)", ["JWT.encode"]],
    "a class of C#": ["A.cs", "class A { void F() { var r = new Random(); r.Next(); } }", ["Random", "Random().Next"]],
  };
  for (const [what, [path, text, expected]] of Object.entries(calls))
    it(`resolve ${what}`, async () => assert.deepEqual(await callsOf(path, text), [...expected].sort()));

  const settings: Record<string, readonly [path: string, text: string]> = {
    JavaScript: ["a.js", "f({ secure: false });"],
    TypeScript: ["a.ts", "const o: O = { secure: false as boolean };"],
    Python: ["a.py", "f(secure=False)"],
    Go: ["a.go", "package a\nvar c = http.Cookie{secure: false}"],
    Java: ["A.java", "class A { boolean secure = false; }"],
    Ruby: ["a.rb", "f(secure: false)"],
    PHP: ["a.php", '<?php f(["secure" => false]);'],
    "C#": ["A.cs", "class A { void F() { var o = new O { secure = false }; } }"],
    shell: ["a.sh", "secure=false"],
  };
  for (const [language, [path, text]] of Object.entries(settings))
    it(`tell a name that is given a value in ${language}`, async () => {
      const found = (await factsOf(path, text)).settings.find(({ name }) => name === "secure");
      assert.equal(found?.value.kind, "constant");
      assert.equal(found?.value.kind === "constant" && found.value.value.toLowerCase(), "false");
    });

  const texts: Record<string, readonly [path: string, text: string]> = {
    JavaScript: ["a.js", "f(`a ${b} c`);"],
    Python: ["a.py", 'f(f"a {b} c")'],
    Go: ["a.go", 'package a\nvar x = "a " + b + " c"'],
    Java: ["A.java", 'class A { String x = "a " + b + " c"; }'],
    Ruby: ["a.rb", 'f("a #{b} c")'],
    PHP: ["a.php", '<?php f("a {$b} c");'],
    "C#": ["A.cs", 'class A { string x = $"a {b} c"; }'],
    shell: ["a.sh", 'f "a $b c"'],
  };
  for (const [language, [path, text]] of Object.entries(texts))
    it(`take a text of ${language} apart`, async () => {
      const parts = (await factsOf(path, text)).templates.at(-1)!.parts;
      assert.deepEqual(
        parts.map((part) => (part.kind === "constant" ? part.value : part.kind === "name" ? part.name : part.kind)),
        ["a ", "b", " c"],
      );
    });

  it("read every file's places in UTF-16 code units", async () => {
    const text = 'const a = "äöü😀"; log(b);';
    const [call] = (await factsOf("a.js", text)).calls;
    assert.equal(text.slice(call!.start, call!.end), "log(b)");
  });
});
