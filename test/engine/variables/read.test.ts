/** Names are read in every language and format, with what each place does with them; and what the fix writes is read. */
import assert from "node:assert/strict";
import { planMove } from "../../../server/src/engine/fix/index.ts";
import { compileNamings } from "../../../server/src/engine/variables/compile.ts";
import { variablesIn } from "../../../server/src/engine/variables/read.ts";
import { references } from "../../fix/fixture.ts";
import { fixedDocuments, fixturesIn, folders, load } from "../../fix/fixtures.ts";

const namings = compileNamings(references);

/** `role:NAME` in their order; `?` does without, `~` is a binding as well, `-` is empty, `@` is kept elsewhere. */
const read = (path: string, text: string): string =>
  variablesIn({ path, text }, references, namings)
    .places.map(
      ({ role, name, optional, short, empty, keeper }) =>
        `${role}:${name}${optional ? "?" : ""}${short ? "~" : ""}${empty ? "-" : ""}${keeper ? `@${keeper}` : ""}`,
    )
    .join(" ");

const cases: readonly (readonly [path: string, text: string, places: string])[] = [
  ["a.js", "f(process.env.A, process.env['B'], process.env?.C)", "read:A read:B read:C"],
  ["a.js", "process.env.A ?? 1; process.env['B'] || 2; if (process.env.C) {}", "read:A? read:B? read:C?"],
  ["a.js", "// process.env.A\nconst s = 'process.env.B', t = `${process.env.C}`", "read:C"],
  ["a.js", "process.env.A = '1'", "set:A"],
  ["a.ts", "const {\n  A,\n  B: b,\n  C = 'x',\n} = process.env;", "read:A~ read:B read:C?~"],
  ["a.ts", "const { A } = other;", ""],
  ["a.ts", "import.meta.env.VITE_A; Deno.env.get('B')!; process.env.NODE_ENV", "read:VITE_A read:B"],
  ["App.vue", "<script>const x = import.meta.env.VITE_KEY</script>", "read:VITE_KEY"],
  ["a.py", "os.environ['A']; os.environ.get('B', 'x'); os.getenv(\"C\")\n# os.environ['D']", "read:A read:B? read:C"],
  ["a.py", "os.environ['A'] = 'x'\nconfig('DJANGO_KEY'); env.str('E2')", "set:A read:DJANGO_KEY read:E2"],
  ["a.go", 'func f() { os.Getenv("A"); os.LookupEnv("B"); os.Setenv("C", "") }', "read:A read:B set:C"],
  ["a.go", 'type C struct { X string `env:"C_X"` }', "read:C_X"],
  ["A.java", 'class A { @Value("${DB_A:x}") String a; String b = System.getenv("B"); }', "read:DB_A? read:B"],
  ["a.kt", 'val a = System.getenv("A") ?: "x"', "read:A?"],
  ["a.scala", 'val a = sys.env("A"); val b = sys.env.getOrElse("B", "x")', "read:A read:B?"],
  ["A.cs", 'class A { string x = Environment.GetEnvironmentVariable("A") ?? "x"; }', "read:A?"],
  ["a.rb", "ENV['A']; ENV.fetch('B', 1); ENV['C'] ||= 'x'", "read:A read:B? set:C"],
  ["a.php", "<?php getenv('A'); env('B', 'd'); $_ENV['C'];", "read:A read:B? read:C"],
  ["a.pl", "my $a = $ENV{A}; print \"$ENV{B}\"; my $c = $ENV{C} || 'x'; print '$ENV{D}';", "read:A read:B read:C?"],
  ["a.lua", "local a = os.getenv('A') or 'x'", "read:A?"],
  ["a.R", "Sys.getenv('A')", "read:A"],
  ["a.exs", 'System.fetch_env!("A")', "read:A"],
  ["a.ps1", "$a = $env:A; $env:B = 'x'", "read:A set:B"],
  ["a.rs", 'fn f() { env::var("A").unwrap(); env::var("B").unwrap_or_default(); }', "read:A read:B?"],
  ["a.swift", 'let a = ProcessInfo.processInfo.environment["A"] ?? ""', "read:A?"],
  ["a.dart", "final a = Platform.environment['A'];", "read:A"],
  ["a.sh", "B=1\nexport C=2\necho \"$A ${B} ${D:-x}\" '$E' # $F", "set:C read:A read:D?"],
  ["Makefile", "X := 1\nall:\n\t$(X) $(A) $$B\n", "read:A read:B"],
  [".env", 'A=1\nexport B=\nC="x\nNOT=2"\n# D=3\nE=${A}', "set:A set:B- set:C set:E read:A"],
  [".env.local", "A=''", "set:A-"],
  [".env.example", "A=\nB=x", "listed:A- listed:B"],
  [
    "compose.yml",
    "services:\n  web:\n    environment:\n      A: ${A:?}\n      B: x\n      C:\n    command: ${D:-x} $$E\n",
    "declared:A read:A set:B declared:C read:D?",
  ],
  [
    "compose.yml",
    "services:\n  web:\n    environment:\n      - A=${A}\n      - B\n      - C=1\n",
    "declared:A read:A declared:B set:C",
  ],
  ["Dockerfile", "ARG A\nENV B=1 C=2\nRUN echo $A '$D'\n", "declared:A set:B set:C read:A"],
  [
    ".github/workflows/a.yml",
    "env:\n  A: ${{ secrets.B }}\njobs:\n  a:\n    steps:\n      - run: echo $A ${{ env.A }} ${{ secrets.GITHUB_TOKEN }}\n",
    "declared:A read:B@GitHub read:A read:A",
  ],
  [
    ".gitlab-ci.yml",
    "variables:\n  A: x\njob:\n  script:\n    - echo $A $B $CI_X\n",
    "set:A read:A@GitLab read:B@GitLab",
  ],
  [
    "k.yaml",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: s\n              key: B\n",
    "declared:A read:B@the cluster",
  ],
  [
    ".vscode/mcp.json",
    '{"inputs":[{"type":"promptString","id":"gh"}],"servers":{"a":{"env":{"A":"${input:gh}"}}}}',
    "declared:input:gh declared:A read:input:gh",
  ],
  ["main.tf", 'variable "a" {}\nprovider "x" { token = var.a }', "declared:TF_VAR_a read:TF_VAR_a"],
  ["x.tfvars", 'a = "v"\n', "set:TF_VAR_a"],
  ["schema.prisma", 'datasource db {\n  url = env("A")\n  // env("B")\n}', "read:A"],
  ["application.yml", "a: ${A_B}\nc: ${D:x}\n", "read:A_B read:D?"],
  [".npmrc", "//x/:_authToken=${A}\n", "read:A"],
  ["notes.md", "process.env.A", ""],
];

describe("names of variables in a text", () => {
  for (const [path, text, places] of cases)
    it(`${path}: ${text.split("\n")[0]}`, () => assert.equal(read(path, text), places));

  it("stand where they are said to stand", () => {
    const text = "const a =\r\n  process.env.SOME_NAME;";
    const [place] = variablesIn({ path: "a.js", text }, references, namings).places;
    assert.equal(text.slice(place!.span.start, place!.span.end), "SOME_NAME");
    assert.deepEqual(place!.range, { start: { line: 1, character: 14 }, end: { line: 1, character: 23 } });
  });

  it("says that code reads names which no pattern tells", () => {
    assert.ok(variablesIn({ path: "a.js", text: "process.env[name]" }, references, namings).unseen);
    assert.ok(!variablesIn({ path: "a.js", text: "process.env['A']" }, references, namings).unseen);
  });

  it("is read in a text that is broken, as while it is typed", () => {
    assert.equal(read("a.js", "f(process.env.A, 'open"), "read:A");
  });

  it("never throws, and takes no time over what is long and strange", () => {
    for (const text of ["process.env[".repeat(5000), "{,".repeat(20000), `${"$".repeat(20000)}{`, '"'.repeat(9999)])
      for (const path of ["a.js", "a.py", "compose.yml", ".env", "a.sh", "package.json"]) read(path, text);
  });
});

describe("what the fix writes", () => {
  for (const folder of folders())
    it(`is read as a reference in ${folder}`, () => {
      const fixed = new Map(fixedDocuments(folder).map((document) => [document.name, document]));
      const unread = fixturesIn(folder).flatMap((entry) => {
        const document = fixed.get(entry.name);
        const { request } = load(entry);
        const plan = planMove(request);
        if (!document || plan.kind === "refused") return [];
        const languageId = request.document.languageId;
        const read = variablesIn({ ...document, ...(languageId && { languageId }) }, references, namings);
        const bare = plan.name.replace(/^TF_VAR_/, "").toLowerCase();
        const isSaid = document.text.toLowerCase().includes(bare);
        const isRead = read.places.some(({ name }) => name.toLowerCase().endsWith(bare));
        return isSaid && !isRead ? [`${entry.name} (${plan.name})`] : [];
      });
      assert.deepEqual(unread, []);
    });
});
