/** Writes l10n/bundle.l10n.json, the messages to translate (`npm run compile:messages`). */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectMessages } from "./messages.ts";

const path = join(import.meta.dirname, "../l10n/bundle.l10n.json");
const bundle = collectMessages();
writeFileSync(path, `${JSON.stringify(bundle, undefined, 2)}\n`);
console.error(`${Object.keys(bundle).length} messages`);
