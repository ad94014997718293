/** `tokenward scan --explain FILE:LINE`: says which rules looked at a line, and what became of what they suspected. */
import { isAbsolute, join } from "node:path";
import { levelOf } from "../config/levels.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import { explainLine, type PlaceAsked } from "../engine/explain.ts";
import type { Finding } from "../engine/finding.ts";
import { confidences } from "../engine/rule.ts";
import { type Explained, explanationJson, explanationText } from "../report/explain.ts";
import { decode } from "../workspace/decode.ts";
import { relativePath } from "../workspace/paths.ts";
import { type Surrounding, Surroundings } from "../workspace/surroundings.ts";
import { TeamScans } from "../workspace/team/team-scans.ts";
import { knownIds } from "./gather.ts";
import type { ScanOptions } from "./scan.ts";
import { teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

/** Of the other options of a scan none matters here. */
export type ExplainOptions = Pick<
  ScanOptions,
  "config" | "preset" | "untrusted" | "ignore" | "minConfidence" | "only" | "stdin" | "format" | "output"
>;

/**
 * With `--stdin` the text is read from there, and the file only names it.
 * @param asked FILE:LINE or FILE:LINE:COLUMN, counted from 1
 * @returns the exit status: 0 where the line was explained, whatever was found on it
 * @throws CommandError where there is no such file or line, or the format cannot show an explanation
 */
export async function explainCommand(
  asked: string,
  paths: readonly string[],
  options: ExplainOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { format, output } = options;
  if (format !== "text" && format !== "json") throw new CommandError("--explain writes text or json");
  if (paths.length > 0) throw new CommandError("--explain names its file itself: leave the paths out");
  const explained = await explain(asked, options, catalogue, terminal);
  const written =
    format === "json"
      ? explanationJson(explained, terminal.version)
      : explanationText(explained, terminal.color && !output);
  if (output) await terminal.host.files.write(output, written);
  else terminal.out(written);
  return exits.clean;
}

async function explain(
  asked: string,
  options: ExplainOptions,
  builtin: Catalogue,
  terminal: Terminal,
): Promise<Explained> {
  const team = await teamFor(options, builtin, terminal);
  const { catalogue } = team;
  const { file, place } = placeOf(asked);
  const whole = isAbsolute(file) ? file : join(terminal.workingDirectory, file);
  const path = relativePath(terminal.workingDirectory, whole);
  const only = options.only && knownIds(options.only, catalogue);
  const text = options.stdin ? await terminal.input() : await textOf(whole, file, terminal);
  const surrounding = await new Surroundings(team.configs).of(whole);
  const teams = new TeamScans(catalogue, terminal.host.threads);
  const more = surrounding.team && (await teams.suspicionsIn({ path, text }, surrounding.team));
  teams.end();
  const explanation = explainLine({ path, text }, catalogue, place, new Date(), more);
  if (!explanation) throw new CommandError(`${file} has no line ${place.line + 1}`);
  return {
    path,
    place,
    explanation,
    leftOut: (finding) => leftOut(finding, options, only, surrounding),
    fileLeftOut: options.stdin ? undefined : await fileLeftOut(whole, options, surrounding, terminal),
  };
}

function placeOf(asked: string): { file: string; place: PlaceAsked } {
  const match = /^(.+?):([1-9]\d{0,8})(?::([1-9]\d{0,8}))?$/.exec(asked);
  if (!match) throw new CommandError("--explain takes FILE:LINE or FILE:LINE:COLUMN, counted from 1");
  const line = Number(match[2]) - 1;
  return { file: match[1]!, place: match[3] ? { line, character: Number(match[3]) - 1 } : { line } };
}

async function textOf(whole: string, file: string, { host }: Terminal): Promise<string> {
  const bytes = await host.files.read(whole).catch((error: unknown) => {
    throw new CommandError(`${file} could not be read (${(error as { code?: string }).code ?? "unknown"})`);
  });
  if (!bytes) throw new CommandError(`there is no file ${file}`);
  const decoded = decode(bytes);
  if ("reason" in decoded) throw new CommandError(`${file} is not scanned: ${decoded.reason}`);
  return decoded.text;
}

function leftOut(
  { ruleId, confidence }: Finding,
  { minConfidence }: ExplainOptions,
  only: readonly string[] | undefined,
  { levels }: Surrounding,
): string | undefined {
  if (levelOf(ruleId, levels) === "off") return ".tokenward.yml switches its rule off";
  if (only && !only.includes(ruleId)) return "--only names other rules";
  if (confidences.indexOf(confidence) <= confidences.indexOf(minConfidence)) return undefined;
  return `it is less sure than --min-confidence ${minConfidence} asks`;
}

async function fileLeftOut(
  whole: string,
  { ignore }: ExplainOptions,
  { ignored }: Surrounding,
  { host }: Terminal,
): Promise<string | undefined> {
  if (ignored) return ".tokenward.yml leaves this file out";
  if (ignore && (await host.git.ignored(whole))) return "git ignores this file, and a scan of its folder leaves it out";
  return undefined;
}
