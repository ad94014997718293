/** Each named checksum holds for what it completed, and for nothing one character away. */
import assert from "node:assert/strict";
import { checksums, crc32 } from "../../server/src/engine/checksum.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { forSeeds, upTo } from "../texts.ts";

/** Bodies whose check is a redundancy of every character: the shape, and how many characters at the end are the check. */
const redundant: Readonly<Record<string, readonly [template: string, check: number]>> = {
  "github-crc32": ["ghp_{alnum:36}", 6],
  "crc32-base62": ["npm_{alnum:36}", 6],
  "grafana-crc32": ["glsa_{alnum:32}_{hex:8}", 8],
  "zuplo-crc32": ["zpka_{alnum:32}_{hex:8}", 8],
  "gitlab-crc32": ["glpat-{base64url:27}.01.{loweralnum:2}{loweralnum:7}", 7],
  "atlassian-crc32": ["ATATT3{base64url:180}={HEX:8}", 8],
  "confluent-crc32": ["cflt{base64:54}{base64:6}", 6],
};
/** Checks of another kind, tested one by one. */
const structural = ["basic-credentials", "jwt"];

const another = (unit: string): string => (unit === "1" ? "2" : "1");
const withUnit = (text: string, at: number, unit: string): string => text.slice(0, at) + unit + text.slice(at + 1);

describe("checksums", () => {
  it("are all tested here", () =>
    assert.deepEqual(Object.keys(checksums).sort(), [...Object.keys(redundant), ...structural].sort()));

  for (const [name, [template, length]] of Object.entries(redundant)) {
    describe(name, () => {
      const check = checksums[name]!;

      it("completes what it verifies, changing the check alone", () =>
        forSeeds(30, (random) => {
          const value = mint(template, random).text;
          const completed = check.complete(value);
          assert.equal(check.verify(completed), true);
          assert.equal(completed.slice(0, -length), value.slice(0, -length));
          assert.equal(completed.length, value.length);
          assert.equal(check.complete(completed), completed);
        }));

      it("fails where one character of body or check is another", () =>
        forSeeds(30, (random) => {
          const completed = check.complete(mint(template, random).text);
          const body = completed.length - length - 1 - upTo(20, random);
          for (const at of [body, completed.length - 1 - upTo(length, random)]) {
            if (!/[A-Za-z0-9]/.test(completed[at]!)) continue;
            assert.equal(check.verify(withUnit(completed, at, another(completed[at]!))), false);
          }
        }));

      it("says nothing of values of another shape", () => {
        for (const other of ["", "x", "short_1", "a sentence of several words, and a stop."]) {
          assert.equal(check.verify(other), undefined);
          assert.equal(check.complete(other), other);
        }
      });
    });
  }

  it("knows base64 of a name and a password by the colon", () => {
    const check = checksums["basic-credentials"]!;
    const completed = check.complete(mint("{base64:32}", seededRandom(1)).text);
    assert.equal(check.verify(completed), true);
    assert.equal(completed.length, 32);
    assert.equal(check.verify(btoa("no colon in here")), false);
    assert.equal(check.verify(btoa(["a", "\0\x01\x02"].join(":"))), false);
    assert.equal(check.verify("not base64!"), false);
  });

  it("knows a JSON Web Token by its header and claims", () => {
    const check = checksums.jwt!;
    assert.equal(check.verify(mint("{jwt}", seededRandom(1)).text), true);
    assert.equal(check.verify(mint("eyJ{base64url:20}.eyJ{base64url:20}.{base64url:43}", seededRandom(1)).text), false);
  });
});

describe("crc32", () => {
  // The check value of CRC-32 in every catalogue of such sums.
  it("of 123456789 is cbf43926", () => assert.equal(crc32("123456789"), 0xcbf43926));
  it("of nothing is zero", () => assert.equal(crc32(""), 0));
});
