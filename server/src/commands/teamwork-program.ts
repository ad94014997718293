/** The part of the command line that is for teams: baseline, merge, import and hook. */
import type { Command } from "commander";
import type { Catalogue } from "../engine/catalogue.ts";
import type { GatherOptions } from "./gather.ts";
import type { Terminal } from "./terminal.ts";

/** What the program hands in; each command's own code is loaded when it runs. */
export interface TeamworkParts {
  readonly terminal: (trusted: boolean) => Terminal;
  readonly catalogue: () => Catalogue;
  readonly load: () => Promise<typeof import("./teamwork.ts")>;
  /** Adds what every command that scans understands. */
  readonly scanning: (command: Command) => Command;
  /** What scans need besides: grammars. */
  readonly more: () => Pick<GatherOptions, "grammars">;
  readonly finish: (status: Promise<number>) => void;
}

/** Adds the commands to the program. */
export function addTeamwork(tokenward: Command, parts: TeamworkParts): void {
  addBaseline(tokenward.command("baseline").description("what the team knows of: only what is new fails"), parts);
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
