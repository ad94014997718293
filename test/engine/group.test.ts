/** Values that are used together are one finding, and its related places tell the others. */
import assert from "node:assert/strict";
import type { Finding } from "../../server/src/engine/finding.ts";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../builtin.ts";
import { findingIn, findingsIn, nameless } from "./findings.ts";

const keyId = (seed: number): string => mint("AKIA{base32:16}", seededRandom(seed)).text;
const secretKey = (seed: number): string => mint("{base64:40}", seededRandom(seed)).text;
const pair = (seed: number): string =>
  `aws_access_key_id = ${keyId(seed)}\naws_secret_access_key = ${secretKey(seed)}\n`;

const ids = (findings: readonly Finding[]): string[] => findings.map(({ ruleId }) => ruleId);

/** What stands at the related places. */
const beside = (text: string, { related }: Finding): string[] =>
  related.map(({ range: { start, end } }) => text.split("\n")[start.line]!.slice(start.character, end.character));

describe("group", () => {
  it("reports an AWS secret with its key ID as one finding", () => {
    const text = pair(1);
    const finding = findingIn(text, "credentials.ini");
    assert.match(finding.ruleId, /^token\/aws-secret-access-key/);
    assert.deepEqual(beside(text, finding), [keyId(1)]);
    assert.equal(finding.related[0]!.message, builtinCatalogue.rule("token/aws-access-key-id")!.title);
  });

  it("says why the key ID is no finding of its own", () => {
    const { dismissals } = scan({ path: "credentials.ini", text: pair(1) }, builtinCatalogue);
    const own = dismissals.find(({ ruleId }) => ruleId === "token/aws-access-key-id");
    assert.equal(own?.verdict.judge, "group");
  });

  it("keeps a key ID that stands alone, or too far from the secret", () => {
    assert.deepEqual(ids(findingsIn(`id = "${keyId(1)}"`)), ["token/aws-access-key-id"]);
    const far = pair(1).replace("\n", "\n".repeat(30));
    assert.equal(findingsIn(far, "credentials.ini").length, 2);
    assert.ok(findingsIn(far, "credentials.ini").every(({ related }) => related.length === 0));
  });

  it("gives each secret the key ID before it", () => {
    const text = `[live]\n${pair(1)}[test]\n${pair(2)}`;
    const found = findingsIn(text, "credentials.ini");
    assert.deepEqual(
      found.map((finding) => beside(text, finding)),
      [[keyId(1)], [keyId(2)]],
    );
  });

  it("masks the key ID on the secret's line", () => {
    const text = `aws_access_key_id="${keyId(3)}"; aws_secret_access_key="${secretKey(3)}"`;
    const finding = findingIn(text);
    assert.equal(finding.related.length, 1);
    assert.ok(!finding.excerpt.text.includes(keyId(3)));
  });

  it("accepts both with the comment that accepts the secret", () => {
    const [first, second] = pair(1).trim().split("\n");
    const text = `${first}\n${second} # tokenward-ignore * -- a closed account\n`;
    assert.deepEqual(findingsIn(text, "credentials.sh"), []);
  });

  it("tells the user name beside a password", () => {
    const text = `db:\n  username: billing\n  password: ${nameless(4)}\n`;
    const finding = findingIn(text, "config.yml");
    assert.deepEqual(beside(text, finding), ["billing"]);
    assert.equal(finding.related[0]!.message, "username");
  });

  it("tells no user name that is filled in at run time, and none of another kind", () => {
    for (const user of ["DB_USER: ${DB_USER}", "userAgent: chrome", "author: billing"]) {
      assert.deepEqual(findingIn(`${user}\npassword: ${nameless(4)}\n`, "config.yml").related, [], user);
    }
  });
});
