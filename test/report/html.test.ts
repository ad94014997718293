/** The format html is one page that fetches and runs nothing, whatever paths hold. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { html } from "../../server/src/report/html.ts";
import { escaped } from "../../server/src/report/markup.ts";
import { elementsOf } from "./markup-reader.ts";
import { empty, renamed, sample, values, withSeverities, withUse, written } from "./sample.ts";

describe("the format html", () => {
  const plain = elementsOf(written(html, renamed("a.ts")), "html");
  const page = written(html, sample);
  const elements = elementsOf(page, "html");
  const named = (name: string) => elements.filter((element) => element.name === name);

  it("lets nothing run and nothing be fetched but its own style", () => {
    const [style] = named("style");
    const policy = named("meta").find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    const hash = createHash("sha256").update(style!.text).digest("base64");
    assert.equal(
      policy!.attributes.content,
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    for (const { name, attributes } of elements) {
      assert.ok(!["script", "img", "iframe", "link", "object", "form"].includes(name), name);
      for (const attribute of Object.keys(attributes)) assert.doesNotMatch(attribute, /^(on|style|src)/);
    }
    assert.doesNotMatch(style!.text, /url\(|@import/);
  });

  it("links to pages over TLS, and within itself", () => {
    for (const { attributes } of named("a")) assert.match(attributes.href!, /^(https:\/\/|#unread$)/);
  });

  it("says its language, title and headings, and heads its tables", () => {
    assert.equal(named("html")[0]!.attributes.lang, "en");
    assert.equal(named("title")[0]!.text, "Tokenward: 2 tokens");
    assert.equal(named("h1").length, 1);
    assert.equal(named("table").length, named("caption").length);
    for (const { attributes } of named("th")) assert.match(attributes.scope!, /^(col|row)$/);
  });

  it("shows each token once, with its places, and what was not read", () => {
    assert.equal((page.match(/fingerprint aa11/g) ?? []).length, 1);
    for (const shown of ["src/app file.ts:2:18", "tools/b.sh:1:7", "tools/b.sh:2:7", "big file.bin", "binary"])
      assert.ok(page.includes(shown), shown);
  });

  it("shows the gravest first", () => {
    const shown = written(html, withSeverities("info", "error", "warning"));
    const rows = elementsOf(shown, "html")
      .filter(({ name }) => name === "tr")
      .map(({ attributes }) => attributes.class);
    assert.deepEqual(rows.filter(Boolean), ["error", "warning", "info"]);
  });

  it("shows insecure uses apart, with their advice", () => {
    const shown = written(html, withUse);
    assert.ok(shown.includes("<h2>Insecure uses</h2>") && !page.includes("<h2>Insecure uses</h2>"));
    assert.ok(shown.includes(escaped(withUse.rule("handling/tls-verification-disabled")!.risk)));
  });

  it("says what `relates to` means", () => {
    assert.ok(page.includes("does not say that one is violated"));
  });

  it("is whole without findings too", () => {
    assert.ok(written(html, empty).includes("No tokens found."));
  });

  for (const path of ["<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "a'b&c<d"])
    it(`shows the path ${path} as text`, () => {
      const shown = elementsOf(written(html, renamed(path)), "html");
      assert.deepEqual(
        shown.map(({ name }) => name),
        plain.map(({ name }) => name),
      );
      assert.ok(shown.some(({ name, text }) => name === "code" && text.startsWith(path)));
    });

  it("holds no value", () => {
    for (const value of values) assert.ok(!page.includes(value));
  });
});
