/** Comments for other scanners are honoured where they stand. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { mintedOf } from "../../scratch.ts";

const { value } = mintedOf("token/github-pat", 3);
const line = `const a = "${value}";`;
const findings = (text: string) => scan({ path: "a.ts", text }, builtinCatalogue).findings.length;

describe("comments for other scanners", () => {
  const accepting = [
    `${line} // gitleaks:allow`,
    `${line} // betterleaks:allow`,
    `${line} // pragma: allowlist secret`,
    `${line} // pragma: whitelist secret`,
    `// pragma: allowlist nextline secret\n${line}`,
    `${line} // trufflehog:ignore`,
    `${line} // secretlint-disable-line`,
    `// secretlint-disable-next-line @secretlint/secretlint-rule-github -- a sample\n${line}`,
    `/* secretlint-disable */\n\n${line}\n/* secretlint-enable */`,
    `// secretlint-disable\n${line}`,
  ];
  for (const text of accepting)
    it(`accept what they mean: ${text.replaceAll(value, "...").replaceAll("\n", " | ")}`, () =>
      assert.equal(findings(text), 0));

  const keeping = [
    `// gitleaks:allow\n${line}`,
    `${line}\n// pragma: allowlist secret`,
    `${line} // pragma: allowlist nextline secret`,
    `// secretlint-disable-next-line\n\n${line}`,
    `/* secretlint-disable */\n/* secretlint-enable */\n${line}`,
    `${line} // gitleaks:allowed pragma: no-cache`,
  ];
  for (const text of keeping)
    it(`accept nothing else: ${text.replaceAll(value, "...").replaceAll("\n", " | ")}`, () =>
      assert.equal(findings(text), 1));
});
