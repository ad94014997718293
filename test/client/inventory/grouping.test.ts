/** How tokens are sorted into the groups of the tree. */
import { deepEqual } from "node:assert/strict";
import { type Grouping, group } from "../../../client/src/inventory/grouping.ts";
import { place, token } from "./tokens.ts";

describe("grouping", () => {
  const github = token({
    fingerprint: "1",
    severity: "warning",
    places: [place("src/app.ts", 1), place("ci.yml", 2), place("ci.yml", 9)],
  });
  const stripe = token({ fingerprint: "2", severity: "error", issuer: "stripe", places: [place("src/app.ts", 5)] });
  const aws = token({ fingerprint: "3", severity: "info", issuer: "aws", places: [place("deploy.sh", 1)] });
  const tokens = [github, stripe, aws];

  const keysOf = (grouping: "severity" | "issuer" | "file"): string[] => group(tokens, grouping).map(({ key }) => key);

  it("has the gravest severity first", () => {
    deepEqual(keysOf("severity"), ["error", "warning", "info"]);
  });

  it("has issuers in the order of their names", () => {
    deepEqual(keysOf("issuer"), ["aws", "github", "stripe"]);
  });

  it("shows a token under each of its files, with the places there only", () => {
    const groups = group(tokens, "file");
    deepEqual(
      groups.map(({ key, tokens }) => [key, tokens.map(({ fingerprint, places }) => [fingerprint, places.length])]),
      [
        ["ci.yml", [["1", 2]]],
        ["deploy.sh", [["3", 1]]],
        [
          "src/app.ts",
          [
            ["1", 1],
            ["2", 1],
          ],
        ],
      ],
    );
  });

  it("keeps the order of the inventory inside a group", () => {
    const [errors] = group([token({ fingerprint: "b" }), token({ fingerprint: "a" })], "severity");
    deepEqual(
      errors?.tokens.map(({ fingerprint }) => fingerprint),
      ["b", "a"],
    );
  });

  const gives = (grouping: Grouping, keys: string[], facts: Parameters<typeof token>[0][]): void => {
    it(`by ${grouping} has what presses first, and what is not known last`, () =>
      deepEqual(
        group(facts.map(token), grouping).map(({ key }) => key),
        keys,
      ));
  };
  const inDays = (days: number): string => new Date(Date.now() + (days + 0.5) * 86_400_000).toISOString();

  gives("age", [">365", "30..90", "<30", ""], [{}, { ageDays: 0 }, { ageDays: 89 }, { ageDays: 366 }]);
  gives(
    "expiry",
    ["<0", "0..7", ">365", ""],
    [{}, { expires: inDays(700) }, { expires: inDays(0) }, { expires: inDays(-1) }],
  );
  gives("state", ["revoked", "found", "accepted"], [{ state: "accepted" }, { state: "found" }, { state: "revoked" }]);
  gives("owner", ["@a", "@b", ""], [{}, { owner: "@b" }, { owner: "@a" }]);
  gives("environment", ["development", "production", ""], [{}, { environments: ["production", "development"] }]);

  it("has no groups where there are no tokens", () => {
    deepEqual(group([], "file"), []);
  });
});
