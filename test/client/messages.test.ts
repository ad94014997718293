/** The messages for translators are those of the sources. */
import { deepEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { collectMessages } from "../../scripts/messages.ts";

describe("l10n/bundle.l10n.json", () => {
  it("holds every message (npm run compile:messages)", () => {
    const path = join(import.meta.dirname, "../../l10n/bundle.l10n.json");
    deepEqual(JSON.parse(readFileSync(path, "utf8")), collectMessages());
  });
});
