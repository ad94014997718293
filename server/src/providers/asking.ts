/** Asks programs and servers on behalf of the providers, and tells their failures in words that hold no value. */
import { Secret } from "../engine/secret.ts";
import type { ProgramCall, ProgramEnd, Silence, WebAnswer, WebCall } from "../host/host.ts";
import { outsideOf, ProviderError, type Surroundings } from "./provider.ts";

/** Programs of cloud providers take seconds to start; ones that ask a person take as long as they like, up to this, in milliseconds. */
const PROGRAM_PATIENCE = 60_000;
const WEB_PATIENCE = 20_000;

export type Call = Omit<ProgramCall, "patience" | "folder">;

/**
 * Runs a program in the project's folder.
 * @param install what to do where it is missing
 * @throws ProviderError where it did not run to its end
 */
export async function runProgram(surroundings: Surroundings, call: Call, install: string): Promise<ProgramEnd> {
  const end = await outsideOf(surroundings).run({ ...call, folder: surroundings.folder, patience: PROGRAM_PATIENCE });
  if ("silence" in end) throw new ProviderError(programSilence(call.program, end.silence, install));
  return end;
}

function programSilence(program: string, silence: Silence, install: string): string {
  if (silence === "untrusted") return UNTRUSTED;
  if (silence === "missing") return `\`${program}\` is not installed. ${install}`;
  if (silence === "unsupported")
    return `\`${program}\` cannot be handed a value safely on this system: it is read-only here.`;
  return `\`${program}\` gave no answer within a minute; where it asks something, run it by hand once.`;
}

const UNTRUSTED = "This folder is not trusted, so no store is reached from it.";

/** @throws ProviderError where it did not end well, with the last line that it wrote to standard error */
export async function runWell(surroundings: Surroundings, call: Call, install: string): Promise<string> {
  const end = await runProgram(surroundings, call, install);
  if (end.status === 0) return end.stdout;
  throw new ProviderError(`\`${called(call)}\` failed${saidBy(end, call.input)}`);
}

/** The program and what it was told to do; options and names beside the point. */
const called = ({ program, args }: Call): string =>
  [
    program,
    ...args.filter((argument) => /^[a-z-]{2,24}$/.test(argument) && !argument.startsWith("-")).slice(0, 2),
  ].join(" ");

/** Complaints may quote what they complain of: those that hold any line of it are left out. */
function saidBy({ stderr }: ProgramEnd, input = ""): string {
  const lines = stderr
    .replaceAll(/\x1b\[[\d;]*m/g, "")
    .split(/\r?\n/)
    .map((line) => line.trim());
  const handed = input
    .split(/[\r\n"]+/)
    .map((line) => line.trim())
    .filter((line) => line.length > 2);
  const last = lines.findLast((line) => /\w/.test(line) && !handed.some((part) => line.includes(part)));
  return last === undefined ? "." : `: ${last.slice(0, 300)}`;
}

/** @throws ProviderError where there was no answer */
export async function askServer(
  surroundings: Surroundings,
  call: Omit<WebCall, "patience">,
  title: string,
): Promise<WebAnswer> {
  const answer = await outsideOf(surroundings).ask({ ...call, patience: WEB_PATIENCE });
  if (!("silence" in answer)) return answer;
  throw new ProviderError(webSilence(call.address, answer.silence, title));
}

function webSilence(address: string, silence: Silence, title: string): string {
  if (silence === "untrusted") return UNTRUSTED;
  if (silence === "unsafe")
    return `Values go to ${title} over https or to this machine only, and ${originOf(address)} is neither.`;
  if (silence === "slow") return `${title} at ${originOf(address)} gave no answer within 20 seconds.`;
  return `${title} at ${originOf(address)} could not be reached, or its certificate is not known (NODE_EXTRA_CA_CERTS names more).`;
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return "that address";
  }
}

/** @throws ProviderError where it is no JSON */
export function parsed<T>(text: string, source: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ProviderError(`The answer of ${source} is no JSON.`);
  }
}

/** A value that a store gave; numbers and the like as text. */
export const secretOf = (value: unknown): Secret | undefined =>
  value === undefined || value === null
    ? undefined
    : new Secret(typeof value === "string" ? value : JSON.stringify(value));

/** The text of a file of the project. */
export async function fileOf({ host, folder }: Surroundings, path: string): Promise<string | undefined> {
  const bytes = await host.files.read(path.startsWith("/") ? path : `${folder}/${path}`);
  return bytes && new TextDecoder().decode(bytes);
}

/** What an environment variable may be called. */
export const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);
