/** The order of tokens within a group. */
import { deepEqual } from "node:assert/strict";
import { type Sorting, sorted } from "../../../client/src/inventory/sorting.ts";
import { place, token } from "./tokens.ts";

describe("the order of tokens", () => {
  const tokens = [
    token({ fingerprint: "a", title: "B", ageDays: 3 }),
    token({ fingerprint: "b", title: "A", expires: "2030-01-01T00:00:00Z", places: [place("x", 1), place("y", 1)] }),
    token({ fingerprint: "c", title: "C", ageDays: 30, expires: "2020-01-01T00:00:00Z" }),
  ];

  const gives = (sorting: Sorting, order: string): void => {
    it(`by ${sorting}`, () =>
      deepEqual(
        sorted(tokens, sorting)
          .map(({ fingerprint }) => fingerprint)
          .join(""),
        order,
      ));
  };

  gives("severity", "abc");
  gives("title", "bac");
  gives("age", "cab");
  gives("expiry", "cba");
  gives("places", "bac");
});
