/** Comments accept findings by rule and with a reason, on their line or the next. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { findingsIn, githubToken } from "../findings.ts";

const token = githubToken(1);
const line = `const token = "${token}";`;
const isFound = (text: string): boolean => findingsIn(text).length > 0;
const reasonOf = (text: string): string | undefined =>
  scan({ path: "a.ts", text }, builtinCatalogue).dismissals.find(({ verdict }) => verdict.judge === "suppression")
    ?.verdict.reason;

describe("a suppression", () => {
  const accepting: Readonly<Record<string, string>> = {
    "on the line": `${line} // tokenward-ignore token/github-pat -- revoked`,
    "on the line before": `// tokenward-ignore-next-line token/github-pat -- revoked\n${line}`,
    "of every rule": `${line} // tokenward-ignore * -- revoked`,
    "of several rules": `${line} // tokenward-ignore token/x, token/github-pat -- revoked`,
    "of several rules without blanks": `${line} // tokenward-ignore token/x,token/github-pat -- revoked`,
    "in a hash comment": `${line} # tokenward-ignore token/github-pat -- revoked`,
    "in a block comment": `/* tokenward-ignore token/github-pat -- revoked */ ${line}`,
    "in markup": `<!-- tokenward-ignore-next-line token/github-pat -- revoked -->\n<p>${token}</p>`,
    "after other comments": `${line} // eslint-disable-line x tokenward-ignore token/github-pat -- revoked`,
    "before a line break of Windows": `// tokenward-ignore-next-line token/github-pat -- revoked\r\n${line}\r\n`,
  };
  for (const [what, text] of Object.entries(accepting)) {
    it(`holds ${what}`, () => assert.ok(!isFound(text)));
  }

  const ignored: Readonly<Record<string, string>> = {
    "without a reason": `${line} // tokenward-ignore token/github-pat`,
    "with an empty reason": `${line} // tokenward-ignore token/github-pat --  `,
    "without a rule": `${line} // tokenward-ignore -- revoked`,
    "of another rule": `${line} // tokenward-ignore token/gitlab-pat -- revoked`,
    "on the line after": `${line}\n// tokenward-ignore token/github-pat -- revoked`,
    "two lines before": `// tokenward-ignore-next-line token/github-pat -- revoked\n\n${line}`,
    "of the next line on the line itself": `${line} // tokenward-ignore-next-line token/github-pat -- revoked`,
  };
  for (const [what, text] of Object.entries(ignored)) {
    it(`does not hold ${what}`, () => assert.ok(isFound(text)));
  }

  it("by a former id holds", () => {
    const rule = builtinCatalogue.rules.find(({ aliases }) => aliases.length > 0 && aliases[0] !== undefined);
    if (rule) assert.equal(builtinCatalogue.rule(rule.aliases[0]!), rule);
    const former = builtinCatalogue.rule("token/github-pat")!.aliases[0];
    if (former) assert.ok(!isFound(`${line} // tokenward-ignore ${former} -- revoked`));
  });

  it("gives its reason, without the comment's end", () => {
    assert.equal(reasonOf(`${line} // tokenward-ignore * -- revoked in May`), "a comment accepts it: revoked in May");
    assert.equal(reasonOf(`${line} /* tokenward-ignore * -- revoked */`), "a comment accepts it: revoked");
    assert.equal(reasonOf(`<p>${token}</p><!-- tokenward-ignore * -- revoked -->`), "a comment accepts it: revoked");
  });

  it("never gives the value as its reason, where that stands behind the comment or in it", () => {
    assert.equal(reasonOf(`/* tokenward-ignore * -- revoked */ ${line}`), "a comment accepts it: revoked");
    for (const text of [`${line} // tokenward-ignore * -- was ${token}`, `# tokenward-ignore * -- x ${token}`]) {
      assert.ok(!reasonOf(text)?.includes(token));
    }
  });
});
