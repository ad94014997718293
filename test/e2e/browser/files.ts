/** The repository of the walk through the browser. */
import { demoFiles } from "../../../scripts/demo/files.ts";
import { minted } from "../support/minted.ts";

/** The demo's files, what handling rules find, and a team's config that leaves a folder out and has a rule of its own. */
export function repositoryFiles(): Record<string, string> {
  const demo = Object.entries(demoFiles)
    .filter(([, template]) => !template.includes("{jwtSoon}"))
    .map(([path, template], at) => [path, minted(template, at, "github-crc32")] as const);
  const acme = minted("acme_{alnum:36}", 91);
  return {
    ...Object.fromEntries(demo),
    "src/fetch.js": `export const load = (apiKey) => fetch("http://api.acme.example/v1?key=" + apiKey);\n`,
    "src/acme.js": `const key = "${acme}";\n`,
    "old/acme.js": `const key = "${acme}";\n`,
    "build/out.js": `const key = "${acme}";\n`,
    ".gitignore": "build/\n",
    ".tokenward.yml": `extends: recommended
ignore: [/old/]
ownRules:
  - id: token/acme-key
    title: Acme key
    issuer: acme
    risk: Whoever holds it orders anvils.
    severity: error
    confidence: high
    pattern: '\\bacme_[A-Za-z0-9]{36}\\b'
    env: ACME_KEY
    sources: [https://docs.acme.example/keys]
    examples: ['[[acme_{alnum:36}]]', 'x = "[[acme_{alnum:36}]]"']
    nonExamples: ['acme_x', 'acme']
`,
  };
}
