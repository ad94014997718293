/** The part of the command line that is for teams: baseline, merge, import and hook. */
import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import type { Catalogue } from "../engine/catalogue.ts";
import { severities } from "../engine/rule.ts";
import { formats } from "../report/index.ts";
import type { GatherOptions } from "./gather.ts";
import type { Terminal } from "./terminal.ts";

/** Whose files can be brought along. */
const scanners = ["gitleaks", "betterleaks", "detect-secrets", "secretlint"] as const;

/** What the program hands in; each command's own code is loaded when it runs. */
export interface TeamworkParts {
  readonly terminal: (trusted: boolean) => Terminal;
  readonly catalogue: () => Catalogue;
  readonly load: () => Promise<typeof import("./teamwork.ts")>;
  /** Adds what every command that scans understands. */
  readonly scanning: (command: Command) => Command;
  /** The running program's own file, absolute. */
  readonly program: string;
  /** Of what is scanned, where the surroundings tell. */
  readonly commit: () => { readonly commit?: string };
  /** What scans need besides: grammars. */
  readonly more: () => Pick<GatherOptions, "grammars">;
  readonly finish: (status: Promise<number>) => void;
}

/** How findings are reported: what `scan` and `merge` understand. */
export function reporting(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how findings are written").choices(formats).default("text"))
    .option("--output <file>", "write to a file instead of standard output")
    .addOption(
      new Option("--fail-on <severity>", "exit with status 1 from this severity on")
        .choices([...severities, "never"])
        .default("warning"),
    )
    .option("--baseline <file>", "leave out what this baseline has (default: the one that .tokenward.yml names)")
    .option("--no-baseline", "report also what the baseline has");
}

/** @throws InvalidArgumentError */
export function shardOf(value: string): { readonly index: number; readonly count: number } {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(value)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError("It is I/N, the I-th of N shards, from 1.");
  return { index, count };
}

/** Adds the commands to the program. */
export function addTeamwork(tokenward: Command, parts: TeamworkParts): void {
  addMerge(tokenward.command("merge").description("make one report of many: of shards, or of repositories"), parts);
  addImport(tokenward.command("import").description("bring along what was written for another scanner"), parts);
  addHook(tokenward.command("hook").description("hooks of git"), parts);
  addBaseline(tokenward.command("baseline").description("what the team knows of: only what is new fails"), parts);
}

function addImport(command: Command, { terminal, catalogue, load, finish }: TeamworkParts): void {
  command
    .addArgument(new Argument("<scanner>", "what it was written for").choices(scanners))
    .argument("<file>", "a configuration, a baseline or a list of ignored places")
    .option("--output <file>", "where rules and settings go (default: standard output)")
    .option("--baseline <file>", "the baseline that takes known places (default: what .tokenward.yml names)")
    .option("--no-config", "leave .tokenward.yml files unread")
    .option("--fingerprint-key-file <file>", "key of the fingerprints, instead of the repository's own")
    .option("--untrusted", "run nothing on behalf of the folder, git included")
    .action((scanner, file, options) =>
      finish(
        load().then(({ importCommand }) =>
          importCommand(scanner, file, options, catalogue(), terminal(!options.untrusted)),
        ),
      ),
    );
}

function addHook(hook: Command, { terminal, load, program, finish }: TeamworkParts): void {
  hook
    .command("install")
    .description("scan what a commit changes before it is made (git's pre-commit hook)")
    .option("--force", "replace a hook that is there already; it is kept beside")
    .action((options) => finish(load().then(({ installHook }) => installHook(options, program, terminal(true)))));
}

function addMerge(merge: Command, { terminal, catalogue, load, commit, finish }: TeamworkParts): void {
  reporting(merge.argument("<files...>", "what scans wrote with --format json or ndjson"))
    .option("--apart", "each report is of a repository of its own: its name goes in front of its paths")
    .option("--no-config", "leave .tokenward.yml files unread")
    .option("--fingerprint-key-file <file>", "key of the fingerprints, instead of the repository's own")
    .option("--untrusted", "run nothing on behalf of the folder, git included")
    .action((files, options) =>
      finish(
        load().then(({ mergeCommand }) =>
          mergeCommand(files, { ...options, ...commit() }, catalogue(), terminal(!options.untrusted)),
        ),
      ),
    );
}

function addBaseline(baseline: Command, { terminal, catalogue, load, scanning, more, finish }: TeamworkParts): void {
  const commands = [
    ["write", "list what is found now, by fingerprint, without values and line numbers", "writeCommand"],
    ["prune", "take out what is no longer found", "pruneCommand"],
  ] as const;
  for (const [name, description, run] of commands)
    scanning(baseline.command(name))
      .description(description)
      .option("--baseline <file>", "the baseline (default: what .tokenward.yml names, else .tokenward/baseline.jsonl)")
      .action((paths, options) =>
        finish(
          load().then((command) =>
            command[run](paths, { ...options, ...more() }, catalogue(), terminal(!options.untrusted)),
          ),
        ),
      );
}
