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
    "a class of Kotlin under another name": [
      "a.kt",
      "import io.jsonwebtoken.Jwts as J\nfun f() = J.builder()",
      ["Jwts.builder"],
    ],
    "what made an object in Kotlin": [
      "a.kt",
      "val r = Random()\nfun f() = r.nextInt()",
      ["Random", "Random().nextInt"],
    ],
    "one call of Kotlin, whatever stands behind its brackets": ["a.kt", "val a = b.c(d) { e }", ["b.c"]],
    "a member of a module of Rust": [
      "a.rs",
      "use jsonwebtoken::{encode, Header as H};\nfn f() { encode(H::new(), a); }",
      ["jsonwebtoken.Header.new", "jsonwebtoken.encode"],
    ],
    "a module of Rust": ["a.rs", 'use std::env;\nfn f() { env::var("A"); }', ["std.env.var"]],
    "a macro of Rust, and the calls in it": ["a.rs", 'fn f() { log::info!("{}", a.b(c)); }', ["a.b", "log.info"]],
    "a class of Scala under another name": [
      "a.scala",
      "import java.util.{Random => R}\nobject A { val r = new R(); r.nextInt() }",
      ["Random", "Random().nextInt"],
    ],
    "a method of Scala in the middle": ["a.scala", 'object A { log info "a" }', ["log.info"]],
    "what made an object in Swift": ["a.swift", "let l = Logger(a: b)\nl.info(c)", ["Logger", "Logger().info"]],
    "a package of Dart": [
      "a.dart",
      "import 'package:http/http.dart' as h;\nvoid f() { h.get(a).then(b); }",
      ["http.get", "http.get().then"],
    ],
    "a command of PowerShell": ["a.ps1", "Write-Host $a", ["Write-Host"]],
    "what made an object in PowerShell": [
      "a.ps1",
      "$r = New-Object System.Random\n$r.Next(1)\n[System.Convert]::ToBase64String($b)",
      ["Convert.ToBase64String", "Random", "Random().Next"],
    ],
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
    Kotlin: ["a.kt", "val c = Cookie(secure = false)"],
    "Kotlin, of a property": ["a.kt", "fun f() { c.secure = false }"],
    Rust: ["a.rs", "fn f() { let c = Cookie { secure: false }; }"],
    "Rust, in a macro": ["a.rs", 'fn f() { let c = json!({ "secure": false }); }'],
    Scala: ["a.scala", "object A { val c = Cookie(secure = false) }"],
    Swift: ["a.swift", "let c = Cookie(secure: false)"],
    "Swift, in a dictionary": ["a.swift", 'let c = ["secure": false]'],
    Dart: ["a.dart", "final c = Cookie(a)..secure = false;"],
    "Dart, by name": ["a.dart", "final c = Cookie(secure: false);"],
    PowerShell: ["a.ps1", "$c.secure = $false"],
    "PowerShell, of a command": ["a.ps1", "New-Cookie -secure $false"],
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
    Kotlin: ["a.kt", 'val x = "a ${b} c"'],
    "Kotlin without braces": ["a.kt", 'val x = "a $b c"'],
    "Rust, by the names it captures": ["a.rs", 'fn f() { println!("a {b:?} c"); }'],
    Scala: ["a.scala", 'object A { val x = s"a $b c" }'],
    Swift: ["a.swift", 'let x = "a \\(b) c"'],
    Dart: ["a.dart", "final x = 'a ${b} c';"],
    PowerShell: ["a.ps1", '$x = "a $b c"'],
  };
  for (const [language, [path, text]] of Object.entries(texts))
    it(`take a text of ${language} apart`, async () => {
      const parts = (await factsOf(path, text)).templates.at(-1)!.parts;
      assert.deepEqual(
        parts.map((part) => (part.kind === "constant" ? part.value : part.kind === "name" ? part.name : part.kind)),
        ["a ", "b", " c"],
      );
    });

  const fallbacks: Record<string, readonly [path: string, text: string]> = {
    Kotlin: ["a.kt", 'val x = a.b ?: "c"'],
    "Rust, by a method": ["a.rs", 'fn f() { let x = a.b.unwrap_or("c"); }'],
    "Rust, by a function": ["a.rs", 'fn f() { let x = a.b.unwrap_or_else(|_| "c".to_string()); }'],
    "Rust, by a match": ["a.rs", 'fn f() { let x = match a.b { Ok(v) => v, Err(_) => "c".into() }; }'],
    Scala: ["a.scala", 'object A { val x = Option(a.b).getOrElse("c") }'],
    Swift: ["a.swift", 'let x = a.b ?? "c"'],
    Dart: ["a.dart", "final x = a.b ?? 'c';"],
  };
  for (const [language, [path, text]] of Object.entries(fallbacks))
    it(`tell what a value falls back to in ${language}`, async () => {
      const operation = (await factsOf(path, text)).operations.find(({ operator }) => operator === "||");
      const [first, second] = operation!.operands;
      assert.deepEqual(
        [first?.kind === "member" && first.name, second?.kind === "constant" && second.value],
        ["b", "c"],
      );
    });

  const trusting: Record<string, readonly [path: string, text: string]> = {
    Kotlin: ["a.kt", "val f = { a: Int -> true }"],
    "Kotlin, a method": ["a.kt", "class A { override fun f(a: B) = true }"],
    Rust: ["a.rs", "fn f(a: B) -> bool { g(); true }"],
    Scala: ["a.scala", "object A { def f(a: B) = true }"],
    Swift: ["a.swift", "func f(a: B) -> Bool { return true }"],
    "Swift, a closure": ["a.swift", "let f = { (a: B) -> Bool in true }"],
    Dart: ["a.dart", "final f = (a) => true;"],
    "Dart, a method": ["a.dart", "class A { bool f(B a) { return true; } }"],
    PowerShell: ["a.ps1", "$f = { $true }"],
  };
  for (const [language, [path, text]] of Object.entries(trusting))
    it(`tell what a function returns in ${language}`, async () => {
      const made = (await factsOf(path, text)).functions.find(({ returns }) => returns.length > 0);
      assert.deepEqual(
        made?.returns.map((value) => value.kind === "constant" && value.value),
        ["true"],
      );
    });

  const idle: Record<string, readonly [path: string, text: string]> = {
    Kotlin: ["a.kt", "class A { fun f(a: B) {} }"],
    Rust: ["a.rs", "fn f(a: B) {}"],
    Scala: ["a.scala", "object A { def f(a: B): Unit = {} }"],
    Swift: ["a.swift", "func f(a: B) {}"],
    Dart: ["a.dart", "class A { void f(B a) {} }"],
  };
  for (const [language, [path, text]] of Object.entries(idle))
    it(`tell that a function does nothing in ${language}`, async () => {
      const made = (await factsOf(path, text)).functions.find(({ name }) => name === "f");
      assert.equal(made?.empty, true);
    });

  it("hide in Swift what the log keeps private", async () => {
    const text = 'log.info("a \\(b, privacy: .private) \\(c, privacy: .public)")';
    const parts = (await factsOf("a.swift", text)).templates[0]!.parts;
    assert.deepEqual(
      parts.map(({ kind }) => kind),
      ["constant", "other", "constant", "name"],
    );
  });

  it("know in PowerShell what goes on to another command", async () => {
    const { commands } = await factsOf("a.ps1", "f $a | g\n$b = h $c");
    assert.deepEqual(
      commands.map(({ name, captured }) => [name, captured]),
      [
        ["f", true],
        ["g", false],
        ["h", true],
      ],
    );
  });

  it("read every file's places in UTF-16 code units", async () => {
    const text = 'const a = "äöü😀"; log(b);';
    const [call] = (await factsOf("a.js", text)).calls;
    assert.equal(text.slice(call!.start, call!.end), "log(b)");
  });
});
