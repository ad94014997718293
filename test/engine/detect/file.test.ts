/** Files that are tokens as a whole: found by name and first bytes, and nothing of their bytes gets out. */
import assert from "node:assert/strict";
import { scanBinary } from "../../../server/src/engine/index.ts";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../../builtin.ts";

const random = seededRandom(7);
const bytes = (length: number): number[] => Array.from({ length }, () => Math.floor(random() * 256));
/** The beginning of a KeePass database (https://keepass.info/help/kb/kdbx.html), and whatever follows. */
const database = (length = 400): Uint8Array =>
  Uint8Array.from([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, ...bytes(length)]);
const findingsOf = (path: string, content: Uint8Array) => scanBinary(path, content, builtinCatalogue)?.findings ?? [];

describe("a file that is a token as a whole", () => {
  it("is one finding at its first bytes, which cannot be moved", () => {
    const [finding, ...rest] = findingsOf("docs/Team.KDBX", database());
    assert.deepEqual(rest, []);
    assert.equal(finding?.ruleId, "token/key-container-keepass");
    assert.deepEqual(finding.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 8 } });
    assert.equal(finding.fix, "none");
    assert.match(finding.message, /\.gitignore/);
  });

  it("has the value of its content: equal files are one token", () => {
    const content = database();
    const [here] = findingsOf("a/x.kdbx", content);
    const [there] = findingsOf("b/y.kdbx", content.slice());
    const [other] = findingsOf("a/x.kdbx", database());
    assert.ok(here!.secret.equals(there!.secret));
    assert.ok(!here!.secret.equals(other!.secret));
    assert.notEqual(here!.id, there!.id);
  });

  it("shows nothing of its bytes", () => {
    const [finding] = findingsOf("x.kdbx", database());
    assert.equal(finding!.excerpt.text, finding!.masked);
    assert.match(finding!.masked, /^\.\.\.[0-9a-f]{0,2}$/);
  });

  it("is found by its bytes and its name, by neither alone", () => {
    assert.deepEqual(findingsOf("x.bin", database()), []);
    assert.deepEqual(findingsOf("x.kdbx", database().subarray(1)), []);
    assert.deepEqual(findingsOf("x.kdbx", new Uint8Array()), []);
  });

  it("may be told by its whole name, and left out by it", () => {
    const store = Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, ...bytes(300)]);
    assert.equal(findingsOf("android/app/release.keystore", store)[0]?.ruleId, "token/key-container-jks");
    assert.deepEqual(findingsOf("android/app/debug.keystore", store), []);
    const wallet = Uint8Array.from([...bytes(12), 0x62, 0x31, 0x05, 0x00, ...bytes(300)]);
    assert.equal(findingsOf("wallet.dat", wallet)[0]?.ruleId, "token/key-container-bitcoin-wallet");
    assert.deepEqual(findingsOf("other.dat", wallet), []);
  });

  it("is less sure under a folder of tests", () => {
    assert.equal(findingsOf("src/x.kdbx", database())[0]?.confidence, "high");
    assert.equal(findingsOf("test/fixtures/x.kdbx", database())[0]?.confidence, "medium");
  });

  it("never throws, whatever the bytes", () => {
    for (const name of builtinCatalogue.fileCalls.keys()) {
      for (const length of [0, 1, 7, 64, 9000]) {
        assert.doesNotThrow(() => findingsOf(`a.${name}`, Uint8Array.from(bytes(length))));
      }
    }
  });
});
