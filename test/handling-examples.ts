/** Runs a handling rule's own examples and near misses against the engine, each as a file of its language. */
import { join } from "node:path";
import type { HandlingSource } from "../server/src/config/handling-file.ts";
import type { Catalogue } from "../server/src/engine/catalogue.ts";
import { scanHandling } from "../server/src/engine/handling.ts";
import { mint, seededRandom } from "../server/src/engine/mint.ts";
import type { Grammars } from "../server/src/engine/read/syntax.ts";
import { nodeGrammars } from "../server/src/host/grammars.ts";

/** Where the build puts the grammars; made by `npm run compile`. */
export const builtGrammarFolder = join(import.meta.dirname, "../generated/grammars");
export const builtGrammars: Grammars = nodeGrammars(builtGrammarFolder);

/** What a file of each language is called. */
const paths: Readonly<Record<string, string>> = {
  javascript: "src/app.js",
  typescript: "src/app.ts",
  tsx: "src/App.tsx",
  python: "src/app.py",
  go: "src/app.go",
  java: "src/App.java",
  ruby: "src/app.rb",
  php: "src/app.php",
  csharp: "src/App.cs",
  kotlin: "src/App.kt",
  rust: "src/app.rs",
  scala: "src/App.scala",
  swift: "src/App.swift",
  dart: "lib/app.dart",
  powershell: "bin/deploy.ps1",
  bash: "bin/deploy.sh",
  json: "config/app.json",
  toml: "config/app.toml",
  terraform: "main.tf",
  properties: "config/app.properties",
  ini: "config/app.ini",
  npmrc: ".npmrc",
  netrc: ".netrc",
  sql: "db/schema.sql",
  prisma: "prisma/schema.prisma",
  dockerfile: "Dockerfile",
  dotenv: ".env",
  yaml: "config/app.yml",
  mcp: ".mcp.json",
  vscode: ".vscode/settings.json",
  codex: ".codex/config.toml",
  continue: ".continue/config.yaml",
  compose: "docker-compose.yml",
  "github-actions": ".github/workflows/build.yml",
};

/** What a file of the language is called. */
export function examplePath(language: string): string {
  const path = paths[language];
  if (path === undefined) throw new Error(`no file of the language ${language} is known`);
  return path;
}

/** @returns what is wrong, in words; empty where every example is found and no near miss is */
export async function handlingFaults(
  source: HandlingSource,
  catalogue: Catalogue,
  grammars: Grammars,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [language, texts] of Object.entries(source.examples))
    for (const template of texts)
      faults.push(...(await exampleFaults(source.id, language, template, catalogue, grammars)));
  for (const [language, texts] of Object.entries(source.nonExamples))
    for (const template of texts) {
      const { found } = await run(source.id, language, template, catalogue, grammars);
      if (found.length > 0) faults.push(`${source.id}: found in the ${language} near miss:\n${template}`);
    }
  return faults;
}

async function exampleFaults(
  id: string,
  language: string,
  template: string,
  catalogue: Catalogue,
  grammars: Grammars,
): Promise<string[]> {
  const { found, expected, unread } = await run(id, language, template, catalogue, grammars);
  if (unread) return [`${id}: the ${language} example was not read: ${unread}`];
  if (found.length === 0) return [`${id}: not found in the ${language} example:\n${template}`];
  return expected
    .filter(({ start, end }) => !found.some(({ span }) => span.start === start && span.end === end))
    .map(({ start, end }) => {
      const places = found.map(({ span }) => `${span.start}-${span.end}`).join(", ");
      return `${id}: found at ${places} and not at ${start}-${end} in the ${language} example:\n${template}`;
    });
}

async function run(id: string, language: string, template: string, catalogue: Catalogue, grammars: Grammars) {
  const { text, expected } = mint(template, seededRandom(1));
  const path = paths[language];
  if (path === undefined) throw new Error(`${id}: no file of the language ${language} is known`);
  const { findings, unread } = await scanHandling({ path, text }, catalogue, grammars);
  return { found: findings.filter(({ ruleId }) => ruleId === id), expected, unread };
}
