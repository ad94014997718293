/** The options of `npm run bench`, and the parts that they name. */
import assert from "node:assert/strict";
import { parseOptions } from "../../scripts/bench/options.ts";
import { chosenParts } from "../../scripts/bench/parts.ts";

describe("the options of the benchmark", () => {
  it("run everything, where none are given", () => {
    assert.deepEqual(parseOptions([], "/from"), { quick: false, large: false, runs: 5 });
    assert.equal(new Set(chosenParts(undefined).map(({ name }) => name)).size, 11);
  });

  it("name parts and files", () => {
    const options = parseOptions(["--only", "scan, start", "--json", "run.json", "--quick"], "/from");
    assert.deepEqual(options, { only: ["scan", "start"], json: "/from/run.json", quick: true, large: false, runs: 2 });
    assert.deepEqual(
      chosenParts(options.only).map(({ name }) => name),
      ["scan", "start"],
    );
  });

  it("that make no sense are refused with what there is", () => {
    assert.throws(() => parseOptions(["--runs", "none"], "/"), /--runs takes a number/);
    assert.throws(() => chosenParts(["nothing"]), /no part is named "nothing"; there are\n {2}scan/);
  });
});
