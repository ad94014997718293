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

  const known = token({
    ageDays: 100,
    owner: "@team/pay",
    environments: ["production"],
    overdue: true,
    pciDss: ["8.6.2"],
  });
  const asks = (filter: string, expected: boolean): void => {
    it(`${expected ? "leaves" : "takes"} what is known for ${filter}`, () => equal(matches(known, filter), expected));
  };

  asks("severity:error issuer:github", true);
  asks("severity:warning", false);
  asks("age:>90", true);
  asks("age:<90", false);
  asks("age:90..101", true);
  asks("age:90..100", false);
  asks("age:old", false);
  asks("expires:<30", false);
  asks("owner:@team/pay environment:production", true);
  asks('"owner:@team/pay"', true);
  asks("is:overdue pci:8.6.2", true);
  asks("is:tracked", false);
  asks("folder:src", true);
  asks("folder:sr", false);
  asks("nothing:github", false);

  it("does not find a word across two facts", () =>
    equal(matches(token({ issuer: "github", title: "a" }), "agithub"), false));
});
