/** What is typed for the recorded sessions, key by key. The editor indents and closes brackets by itself. */

/** Moves to the end of the next line, behind a bracket that the editor closed. */
export const DOWN = "↓";
/** Stands round what is pasted. */
export const PASTE = { open: "«", close: "»" };

/** By language. */
export const typed: Readonly<Record<string, string>> = {
  typescript: `import { readFile } from "node:fs/promises";

// Loads the settings of a customer, and falls back to the defaults.
export async function loadSettings(customer: string, folder = "settings") {
const path = \`\${folder}/\${customer}.json\`;
const text = await readFile(path, "utf8").catch(() => "{}");
const settings = { ...defaults, ...JSON.parse(text) };
«if (settings.apiKey === undefined) {
        throw new Error("no API key");
    }
    »return settings;${DOWN}

const apiKey = process.env.API_KEY ?? "";
`,
  python: `import json
from pathlib import Path

def load_settings(customer, folder="settings"):
"""Load the settings of a customer, and fall back to the defaults."""
path = Path(folder) / f"{customer}.json"
text = path.read_text() if path.exists() else "{}"
settings = {**DEFAULTS, **json.loads(text)}
«if settings.get("api_key") is None:
        raise ValueError("no API key")
    »return settings

api_key = os.environ["API_KEY"]
`,
  java: `// Loads the settings of a customer, and falls back to the defaults.
public Settings loadSettings(String customer, Path folder) throws IOException {
Path path = folder.resolve(customer + ".json");
String text = Files.exists(path) ? Files.readString(path) : "{}";
Settings settings = defaults.merge(mapper.readValue(text, Settings.class));
«if (settings.apiKey() == null) {
        throw new IllegalStateException("no API key");
    }
    »return settings;${DOWN}

private final String apiKey = System.getenv("API_KEY");
`,
  yaml: `services:
  web:
  image: registry.example.com/shop:1.4.2
restart: unless-stopped
environment:
  LOG_LEVEL: info
API_KEY: \${API_KEY}
DATABASE_URL: postgres://shop@db:5432/shop
«SMTP_HOST: mail.example.com
      SMTP_PORT: "587"
      »SESSION_TIMEOUT: 3600
CACHE_SIZE: 256
WORKERS: 4
FEATURE_FLAGS: "search,checkout,reviews"
`,
};
