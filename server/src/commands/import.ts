/** `tokenward import`: brings along what was written for another scanner, and says what could not be. */
import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join } from "node:path";
import { stringify } from "yaml";
import { readDetectSecrets } from "../config/import/detect-secrets.ts";
import { ImportError, type Note, readGitleaks } from "../config/import/gitleaks.ts";
import { readGitleaksIgnore } from "../config/import/gitleaks-ignore.ts";
import { readSecretlint, readSecretlintIgnore } from "../config/import/secretlint.ts";
import type { RuleSource } from "../config/rule-file.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { scan } from "../engine/index.ts";
import { plural } from "../report/count.ts";
import { decode } from "../workspace/decode.ts";
import { addToBaseline, type BaselineCommandOptions } from "./baseline.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface ImportOptions extends BaselineCommandOptions {
  /** Where rules go; standard output without it. */
  readonly output?: string;
}

/** @returns the exit status */
export async function importCommand(
  scanner: "gitleaks" | "betterleaks" | "detect-secrets" | "secretlint",
  file: string,
  options: ImportOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const text = await textOf(file, terminal);
  try {
    if (scanner === "secretlint") await importSecretlint(file, text, options, terminal);
    else if (scanner === "detect-secrets") await importHashes(file, text, options, catalogue, terminal);
    else if (basename(file).endsWith("ignore")) await importPlaces(file, text, options, catalogue, terminal);
    else await importRules(file, text, options, terminal);
  } catch (error) {
    if (error instanceof ImportError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
  return exits.clean;
}

async function textOf(file: string, { host, workingDirectory }: Terminal): Promise<string> {
  const path = isAbsolute(file) ? file : join(workingDirectory, file);
  const bytes = await host.files.read(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} could not be read (${error.code ?? "unknown"})`);
  });
  if (!bytes) throw new CommandError(`there is no file ${file}`);
  return new TextDecoder().decode(bytes);
}

/** Configs may build on others so deep. */
const DEEPEST = 2;

async function importRules(file: string, text: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const rules = new Map<string, RuleSource>();
  await collect(file, text, 0);
  async function collect(name: string, content: string, depth: number): Promise<void> {
    const config = readGitleaks(content);
    const { path, useDefault } = config.extends ?? {};
    if (useDefault)
      await tell(
        name,
        [{ line: 0, message: "extend: Tokenward's built-in rules take the place of the default ones" }],
        terminal,
      );
    if (path !== undefined && depth < DEEPEST) {
      const base = join(dirname(name), path);
      await collect(base, await textOf(base, terminal), depth + 1);
    } else if (path !== undefined) await tell(name, [{ line: 0, message: "extend: nested too deep" }], terminal);
    for (const rule of config.rules) rules.set(rule.id, rule);
    await tell(name, config.notes, terminal);
  }
  const document = `# Brought along from ${basename(file)} by \`tokenward import\`.\n${stringify({ rules: [...rules.values()] }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  await write(document, options, terminal);
  if (options.output !== undefined)
    await terminal.out(
      `${plural(rules.size, "rule")} written to ${options.output}. Name it in .tokenward.yml: \`extends: ${options.output}\`.\n`,
    );
}

async function importSecretlint(file: string, text: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const read = basename(file).endsWith("ignore") ? readSecretlintIgnore : readSecretlint;
  const { off, ignore, notes } = read(text);
  const rules = Object.fromEntries(off.map((glob) => [glob, "off"]));
  const config = { ...(off.length > 0 && { rules }), ...(ignore.length > 0 && { ignore }) };
  await tell(file, notes, terminal);
  await write(
    off.length + ignore.length > 0 ? stringify(config) : "# Nothing of it needs a setting here.\n",
    options,
    terminal,
  );
}

async function importHashes(
  file: string,
  text: string,
  options: ImportOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<void> {
  const { places, notes } = readDetectSecrets(text);
  const hashOf = ({ secret }: Finding): string => createHash("sha1").update(secret.reveal(), "utf8").digest("hex");
  const isMeant = (path: string) => {
    const hashes = new Set(places.filter((place) => place.path === path).map(({ hash }) => hash));
    return (finding: Finding) => hashes.has(hashOf(finding));
  };
  await tell(file, notes, terminal);
  await toBaseline(places, isMeant, options, catalogue, terminal);
}

async function importPlaces(
  file: string,
  text: string,
  options: ImportOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<void> {
  const { places, notes } = readGitleaksIgnore(text);
  const isMeant = (path: string) => {
    const lines = new Set(places.filter((place) => place.path === path).map(({ line }) => line - 1));
    return ({ range }: Finding) => lines.has(range.start.line);
  };
  await tell(file, notes, terminal);
  await toBaseline(places, isMeant, options, catalogue, terminal);
}

/** @param isMeant says of a path's findings whether the other scanner's file has them */
async function toBaseline(
  places: readonly { readonly path: string }[],
  isMeant: (path: string) => (finding: Finding) => boolean,
  options: ImportOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<void> {
  const { host, workingDirectory } = terminal;
  const found: Finding[] = [];
  for (const path of [...new Set(places.map((place) => place.path))].sort()) {
    const bytes = await host.files.read(join(workingDirectory, path)).catch(() => undefined);
    const decoded = bytes && decode(bytes);
    if (decoded && "text" in decoded)
      found.push(...scan({ path, text: decoded.text }, catalogue, new Date()).findings.filter(isMeant(path)));
    else await tell(path, [{ line: 0, message: "it could not be read: its entries are left out" }], terminal);
  }
  const written = await addToBaseline(found, options, catalogue, terminal);
  await terminal.out(
    `Of ${plural(places.length, "entry", "entries")} ${found.length} are findings here; they are in ${written} now.\n`,
  );
}

async function write(text: string, { output }: ImportOptions, { host, out }: Terminal): Promise<void> {
  if (output === undefined) await out(text);
  else await host.files.write(output, text);
}

async function tell(file: string, notes: readonly Note[], { err }: Terminal): Promise<void> {
  for (const { line, message } of notes) err(`${file}${line > 0 ? `:${line}` : ""}: ${message}\n`);
}
