/** Which tokens the filter of the tree leaves. */
import { equal } from "node:assert/strict";
import { matches } from "../../../client/src/inventory/filter.ts";
import { place, token } from "./tokens.ts";

describe("the filter of the tree", () => {
  const subject = token({ places: [place("src/Deploy.ts", 3), place("ci/release.yml", 1)] });

  const leaves = (filter: string, expected: boolean): void => {
    it(`${expected ? "leaves" : "takes"} it for "${filter}"`, () => equal(matches(subject, filter), expected));
  };

  leaves("", true);
  leaves("github", true);
  leaves("GITHUB", true);
  leaves("token/github-pat", true);
  leaves("release.yml", true);
  leaves("deploy github", true);
  leaves("high error", true);
  leaves("Qx", true);
  leaves("stripe", false);
  leaves("github stripe", false);

  it("does not find a word across two facts", () =>
    equal(matches(token({ issuer: "github", title: "a" }), "agithub"), false));
});
