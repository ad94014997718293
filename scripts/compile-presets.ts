/** Compiles rules/presets/ into generated/presets.json; a bad preset stops the build here, never a user's editor. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const names = ["recommended", "strict", "pci-dss", "lifecycle"] as const;

const root = join(import.meta.dirname, "..");
const texts = names.map((name) => [name, readFileSync(join(root, `rules/presets/${name}.yml`), "utf8")] as const);
mkdirSync(join(root, "generated"), { recursive: true });
writeFileSync(join(root, "generated/presets.json"), JSON.stringify(Object.fromEntries(texts)));
// The reader of configs needs the presets' file to be there.
const { readTeamConfig } = await import("../server/src/config/team-config.ts");
const faults = texts.flatMap(([name, text]) =>
  readTeamConfig(text).problems.map(
    ({ message, position }) => `rules/presets/${name}.yml:${position.line + 1}: ${message}`,
  ),
);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.error(`${names.length} presets compiled`);
