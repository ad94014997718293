/** What was copied for a while is taken back, and nothing else is. */
import { deepEqual, equal } from "node:assert/strict";
import { mock } from "node:test";
import { BriefClipboard } from "../../client/src/clipboard.ts";

describe("the brief clipboard", () => {
  let text = "";
  const held = {
    readText: async () => text,
    writeText: async (written: string) => {
      text = written;
    },
  };
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  const passed = async (milliseconds: number): Promise<void> => {
    mock.timers.tick(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it("is cleared after half a minute", async () => {
    await new BriefClipboard(held).copy("a");
    await passed(29_999);
    equal(text, "a");
    await passed(1);
    equal(text, "");
  });

  it("is left alone where it holds something else by then", async () => {
    await new BriefClipboard(held).copy("a");
    text = "of the person";
    await passed(30_000);
    equal(text, "of the person");
  });

  it("counts from the last copy, and forgets the first", async () => {
    const clipboard = new BriefClipboard(held);
    await clipboard.copy("a");
    await passed(20_000);
    await clipboard.copy("b");
    const seen = [];
    for (const wait of [10_000, 19_999, 1]) {
      await passed(wait);
      seen.push(text);
    }
    deepEqual(seen, ["b", "b", ""]);
  });

  it("is cleared at once when the window closes", async () => {
    const clipboard = new BriefClipboard(held);
    await clipboard.copy("a");
    clipboard.dispose();
    await passed(0);
    equal(text, "");
  });
});
