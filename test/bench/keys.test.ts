/** What is typed becomes keys. */
import assert from "node:assert/strict";
import { type Key, keysOf } from "../../scripts/bench/typing/keys.ts";
import { DOWN, PASTE } from "../../scripts/bench/typing/typed.ts";
import { seededRandom } from "../../server/src/engine/mint.ts";

/** What stands there after the keys, in an editor that does nothing by itself. */
const written = (keys: readonly Key[]): string =>
  keys.reduce((text, { text: more, key }) => (key === "backspace" ? text.slice(0, -1) : text + (more ?? "")), "");

describe("the keys of a session", () => {
  it("write what was meant, slips and all", () => {
    const text = "const answer = compute(everything);\n".repeat(20);
    const keys = keysOf(text, seededRandom(1));
    assert.equal(written(keys), text);
    assert.ok(keys.some(({ key }) => key === "backspace"));
    assert.ok(keys.every(({ pause }) => pause > 0));
  });

  it("paste at once, and move", () => {
    const keys = keysOf(`a${PASTE.open}b c${PASTE.close}${DOWN}`, () => 0.5);
    assert.deepEqual(
      keys.map(({ text, key }) => text ?? key),
      ["a", "b c", "down"],
    );
  });
});
