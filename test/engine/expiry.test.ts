/** What a token's own text tells of its expiry. */
import assert from "node:assert/strict";
import { expiryOf } from "../../server/src/engine/expiry.ts";
import { mintJwt, seededRandom } from "../../server/src/engine/mint.ts";

/** The expiry of the part of a text that stands between the bars. */
function expiry(marked: string): string | undefined {
  const [before, value, after] = marked.split("|") as [string, string, string];
  return expiryOf(before + value + after, { start: before.length, end: before.length + value.length });
}

describe("expiryOf", () => {
  const cases: Readonly<Record<string, readonly [marked: string, expires: string | undefined]>> = {
    "a JWT": [`x = "|${mintJwt({ exp: 1_800_000_000 }, seededRandom(1))}|"`, "2027-01-15T08:00:00.000Z"],
    "a JWT without exp": [`x = "|${mintJwt({}, seededRandom(1))}|"`, undefined],
    "an AWS presigned URL": [
      "https://b.s3.amazonaws.com/k?X-Amz-Date=20240102T030405Z&X-Amz-Expires=3600&X-Amz-Signature=|abc|",
      "2024-01-02T04:04:05.000Z",
    ],
    "an AWS presigned URL, its expiry after the signature": [
      "https://b.s3.amazonaws.com/k?X-Amz-Signature=|abc|&X-Amz-Date=20240102T030405Z&X-Amz-Expires=60",
      "2024-01-02T03:05:05.000Z",
    ],
    "an Azure SAS": [
      "https://a.blob.core.windows.net/c?se=2024-05-06T07%3A08%3A09Z&sig=|abc|",
      "2024-05-06T07:08:09.000Z",
    ],
    "an Azure SAS with a date alone": [
      "https://a.blob.core.windows.net/c?se=2024-05-06&sig=|abc|",
      "2024-05-06T00:00:00.000Z",
    ],
    "a URL with an expiry in seconds": [
      "https://x.test/f?Expires=1700000000&Signature=|abc|",
      "2023-11-14T22:13:20.000Z",
    ],
    "a date that no calendar has": ["https://a.blob.core.windows.net/c?se=2024-99-99&sig=|abc|", undefined],
    "anything else": ['greeting = "|abc|"', undefined],
    nothing: ["||", undefined],
    "the expiry of another URL on the line": ["https://x.test/f?Expires=1700000000 |abc|", undefined],
  };
  for (const [what, [marked, expected]] of Object.entries(cases)) {
    it(`of ${what}`, () => assert.equal(expiry(marked), expected));
  }
});
