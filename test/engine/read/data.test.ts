/** Readers of data and instructions: values at paths of keys. */
import assert from "node:assert/strict";
import { readerOf } from "../../../server/src/engine/read/file.ts";
import { builtGrammars } from "../../handling-examples.ts";

async function valuesOf(path: string, text: string): Promise<[path: string, value: string][]> {
  const facts = await readerOf({ path, text })?.read(builtGrammars);
  assert.ok(facts);
  return facts.keyValues.map((entry) => [entry.path.join("."), entry.value.value]);
}

describe("readers of data", () => {
  it("read YAML, block and flow, lists and quotes", async () => {
    const text = 'a:\n  b: "c"\n  d: [e, f]\ng:\n  - h: 1\n  - i\nj: {k: l}\nm: |\n  n\n  o\n';
    assert.deepEqual(await valuesOf("a.yml", text), [
      ["a", ""],
      ["a.b", "c"],
      ["a.d", ""],
      ["a.d.*", "e"],
      ["a.d.*", "f"],
      ["g", ""],
      ["g.*.h", "1"],
      ["g.*", "i"],
      ["j", ""],
      ["j.k", "l"],
      ["m", "|\n  n\n  o\n"],
    ]);
  });

  it("read a Dockerfile, instructions of both forms and continued lines", async () => {
    const text = 'FROM a\n# ENV X=1\nENV A=b C="d e" \\\n  F=g\nENV H i j\nARG K\nARG L=m\nRUN n \\\n  o\n';
    assert.deepEqual(await valuesOf("Dockerfile", text), [
      ["FROM", "a"],
      ["ENV.A", "b"],
      ["ENV.C", "d e"],
      ["ENV.F", "g"],
      ["ENV.H", "i j"],
      ["ARG.K", ""],
      ["ARG.L", "m"],
      ["RUN", "n \\\n  o"],
    ]);
  });

  it("read dotenv files", async () => {
    assert.deepEqual(await valuesOf(".env", 'A=b\nexport C="d e"\n# F=g\nH=\nI=j # k\n'), [
      ["A", "b"],
      ["C", "d e"],
      ["H", ""],
      ["I", "j"],
    ]);
  });

  it("read JSON, with comments and a comma too many", async () => {
    assert.deepEqual(await valuesOf("a.json", '// a\n{"b": {"c": ["d", 1, {"e": null}]}, "f": true, }'), [
      ["b", ""],
      ["b.c", ""],
      ["b.c.*", "d"],
      ["b.c.*", "1"],
      ["b.c.*.e", "null"],
      ["f", "true"],
    ]);
  });

  it("read TOML, tables, lists of tables, dotted and quoted keys", async () => {
    const text = 'a = "b"\nc.d = 1\n[e."f g"]\nh = [ "i", { j = true } ]\n[[k]]\nl = \'m\'\n';
    assert.deepEqual(await valuesOf("a.toml", text), [
      ["a", "b"],
      ["c.d", "1"],
      ["e.f g", ""],
      ["e.f g.h", ""],
      ["e.f g.h.*", "i"],
      ["e.f g.h.*.j", "true"],
      ["k.*", ""],
      ["k.*.l", "m"],
    ]);
  });

  it("read HCL, blocks, templates, what is reckoned, and what a function is handed", async () => {
    const text = `variable "a" {
  default   = "b"
  sensitive = true
}
resource "c" "d" {
  e = var.a
  f = "g-\${var.a}"
  h = { i = 1 }
  j = jsonencode({ K = [{ L = "*" }] })
  m { n = null }
  o = <<P
q
P
}
`;
    assert.deepEqual(await valuesOf("a.tf", text), [
      ["variable.a", ""],
      ["variable.a.default", "b"],
      ["variable.a.sensitive", "true"],
      ["resource.c.d", ""],
      ["resource.c.d.e", "${var.a}"],
      ["resource.c.d.f", "g-${var.a}"],
      ["resource.c.d.h", ""],
      ["resource.c.d.h.i", "1"],
      ["resource.c.d.j", '${jsonencode({ K = [{ L = "*" }] })}'],
      ["resource.c.d.j.K", ""],
      ["resource.c.d.j.K.*", ""],
      ["resource.c.d.j.K.*.L", "*"],
      ["resource.c.d.m", ""],
      ["resource.c.d.m.n", ""],
      ["resource.c.d.o", "\nq\n"],
    ]);
  });

  it("read properties", async () => {
    assert.deepEqual(await valuesOf("a.properties", "# a=b\n! c=d\ne.f = g\nh:i\nj k\nl=m=n\no=\np=q\\\n r\n"), [
      ["e.f", "g"],
      ["h", "i"],
      ["j", "k"],
      ["l", "m=n"],
      ["o", ""],
      ["p", "q\\\n r"],
    ]);
  });

  it("read ini files", async () => {
    assert.deepEqual(await valuesOf("a.ini", 'a=b\n; c=d\n[e f]\ng = "h"\ni: j\n[k "l"]\nm=n\n'), [
      ["a", "b"],
      ["e f.g", "h"],
      ["e f.i", "j"],
      ["k.l.m", "n"],
    ]);
  });

  it("read npmrc", async () => {
    const text = "//a.b/c/:_authToken=d\n# e=f\n@g:registry=h\n_password = i\n";
    assert.deepEqual(await valuesOf("x/.npmrc", text), [
      ["//a.b/c/._authToken", "d"],
      ["@g:registry", "h"],
      ["_password", "i"],
    ]);
  });

  it("read netrc", async () => {
    const text = 'machine a.b login c password d\n# machine e\ndefault\n  login f\n  password "g h"\n';
    assert.deepEqual(await valuesOf(".netrc", text), [
      ["machine.a.b.login", "c"],
      ["machine.a.b.password", "d"],
      ["machine.default.login", "f"],
      ["machine.default.password", "g h"],
    ]);
  });

  it("read SQL, tables, what is written into them, users", async () => {
    const text = `-- create table a (b text);
CREATE TABLE IF NOT EXISTS "public"."c" (
  id INT PRIMARY KEY, -- d
  \`e\` VARCHAR(64) DEFAULT 'f, (g' NOT NULL,
  CONSTRAINT h UNIQUE (e), primary key (id)
);
ALTER TABLE c ADD COLUMN i TEXT;
INSERT INTO c (id, e) VALUES (1, 'j'), (2, 'k''l');
UPDATE c SET e = 'm', id = 3 WHERE i = 'n';
CREATE USER o WITH PASSWORD 'p';
CREATE USER 'q'@'%' IDENTIFIED BY 'r';
`;
    assert.deepEqual(await valuesOf("a.sql", text), [
      ["table.c.id", "INT PRIMARY KEY"],
      ["table.c.e", "VARCHAR(64) DEFAULT 'f, (g' NOT NULL"],
      ["table.c.i", "TEXT"],
      ["insert.c.e", "j"],
      ["insert.c.e", "k''l"],
      ["update.c.e", "m"],
      ["user.o.password", "p"],
      ["user.q@%.password", "r"],
    ]);
  });

  it("read schemas of Prisma", async () => {
    const text = 'datasource a {\n  url = "b" // c\n}\nmodel D {\n  e String @unique\n  @@index([e])\n}\nf g\n';
    assert.deepEqual(await valuesOf("a.prisma", text), [
      ["datasource.a.url", "b"],
      ["model.D.e", "String @unique"],
    ]);
  });

  it("tell each value where it stands", async () => {
    const files: Record<string, string> = {
      "a.json": '{"a": "🙂", "b": "c"}',
      "a.toml": 'a = "🙂"\nb = "c"\n',
      "a.tf": 'a = "🙂"\nb = "c"\n',
      "a.properties": "a = 🙂\r\nb = c\r\n",
      "a.ini": "a = 🙂\r\nb = c\r\n",
      ".npmrc": "a=🙂\r\nb=c\r\n",
      ".netrc": "machine 🙂 login c",
      "a.sql": "create table a (🙂 text, b c);\r\n",
      "a.prisma": "// 🙂\r\nmodel A {\r\n  b c\r\n}\r\n",
    };
    for (const [path, text] of Object.entries(files)) {
      const facts = await readerOf({ path, text })!.read(builtGrammars);
      const { inner, value } = facts!.keyValues.find(({ value: held }) => held.value === "c")!.value;
      assert.equal(text.slice(inner.start, inner.end), value, path);
    }
  });

  it("read hostile texts in linear time", async () => {
    const texts = ["'", "/*", "create table a (", "into a (", "user a ", "update a set ", "''", "a=b\\\n", "[", '"'];
    for (const text of texts)
      for (const path of ["a.sql", "a.properties", "a.ini", ".npmrc", ".netrc", "a.prisma"])
        assert.ok(await readerOf({ path, text: text.repeat(5000) })!.read(builtGrammars), path);
  }).timeout(20_000);

  it("know no other files", () => {
    for (const path of ["a.txt", "Dockerfiles/a.md", "env"])
      assert.equal(readerOf({ path, text: "" }), undefined, path);
  });
});
