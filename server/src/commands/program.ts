/** The command line: reads the arguments, hands them to a command, gives the exit status. */
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import manifest from "../../../package.json" with { type: "json" };
import { builtinCatalogue } from "../builtin-catalogue.ts";
import { builtinReferences } from "../builtin-references.ts";
import { confidences } from "../engine/rule.ts";
import { runChild } from "../host/child.ts";
import { grammarFolder, nodeGrammars } from "../host/grammars.ts";
import { isGitFailure } from "../host/host.ts";
import { createNodeHost } from "../host/node.ts";
import { threadProgram } from "../host/threads.ts";
import { addAccounts } from "./accounts-program.ts";
import { explainCommand } from "./explain.ts";
import { inventoryCommand } from "./inventory.ts";
import { listRules, showRule } from "./rules.ts";
import type { WhyOptions } from "./rules-why.ts";
import { scanCommand } from "./scan.ts";
import { addTeamwork, reporting, shardOf } from "./teamwork-program.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

const MOST_THREADS = 64;

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > MOST_THREADS)
    throw new InvalidArgumentError(`It is a number from 1 to ${MOST_THREADS}.`);
  return number;
}

const list = (value: string): string[] => value.split(",").map((item) => item.trim());

function terminalFor(trusted: boolean): Terminal {
  return {
    host: createNodeHost(() => trusted, threadProgram()),
    workingDirectory: process.cwd(),
    version: manifest.version,
    // Put here by the bundler.
    ...(process.env.TOKENWARD_BUILD && { build: process.env.TOKENWARD_BUILD }),
    color: process.stdout.isTTY === true && !process.env.NO_COLOR,
    interactive: process.stderr.isTTY === true,
    out: writeOut,
    err: (text) => void process.stderr.write(text),
    input: () => readAll(process.stdin),
    answer: readLine,
    hidden: async (question) => (await import("./hidden-line.ts")).readHidden(question, process.stdin, process.stderr),
    spawn: runChild,
  };
}

function withGrammars() {
  const folder = grammarFolder();
  return folder === undefined ? {} : { grammars: nodeGrammars(folder) };
}

/** What every command that scans understands. */
function scanning(command: Command): Command {
  return command
    .addArgument(new Argument("[paths...]", "files and folders").default([], "."))
    .option("--config <file>", "this config instead of the .tokenward.yml files in the folders", true)
    .option("--no-config", "leave .tokenward.yml files unread")
    .option("--preset <name>", "what holds beneath all configs: recommended, strict, pci-dss or lifecycle")
    .option("--no-ignore", "also read files that .gitignore hides")
    .option("--only <ids>", "only these rules, by id or glob (token/*), separated by commas", list)
    .addOption(
      new Option("--min-confidence <level>", "leave out findings that are less sure")
        .choices(confidences)
        .default("medium"),
    )
    .option("--fingerprint-key-file <file>", "key of the fingerprints, instead of the repository's own")
    .addOption(
      new Option(
        "--jobs, --threads <n>",
        "how many threads scan (default: as many as there are cores, at most 8)",
      ).argParser(count),
    )
    .option("--untrusted", "run nothing on behalf of the folder, git included")
    .option("--no-cache", "read every file, also those that are unchanged since a scan found nothing in them")
    .option("--no-progress", "print no progress, not even to a terminal");
}

function program(finish: (status: number | Promise<number>) => void): Command {
  const tokenward = new Command("tokenward")
    .description("Finds API tokens, moves them where they belong and keeps account of them, offline.")
    .version(manifest.version)
    .enablePositionalOptions()
    .exitOverride();
  reporting(scanning(tokenward.command("scan")))
    .description("find tokens in files")
    .addOption(new Option("--shard <i/n>", "scan the i-th of n shares of the files alone").argParser(shardOf))
    .option("--staged", "only what the next commit changes, as it stands in git's index")
    .option("--diff <base>", "only what is changed since BASE, or in a range A..B; - reads a patch from standard input")
    .option(
      "--history",
      "all that git remembers: every version of every file, with the commits that brought and took what is found",
    )
    .option("--stdin", "read the text from standard input")
    .option("--stdin-filename <name>", "the name that the text of standard input goes by")
    .option("--explain <place>", "say what looked at FILE:LINE or FILE:LINE:COLUMN and what became of it; nothing else")
    .action((paths, options) =>
      finish(
        options.explain === undefined
          ? scanCommand(
              paths,
              { ...options, references: builtinReferences(), ...withGrammars(), ...commitOf(process.env) },
              builtinCatalogue(),
              terminalFor(!options.untrusted),
            )
          : explainCommand(options.explain, paths, options, builtinCatalogue(), terminalFor(!options.untrusted)),
      ),
    );
  scanning(tokenward.command("inventory"))
    .description("list tokens, each with all its places")
    .addOption(
      new Option("--format <format>", "how the inventory is written")
        .choices(["text", "json", "csv", "html", "markdown", "cyclonedx", "sarif"])
        .default("text"),
    )
    .option("--output <file>", "into this file instead of standard output")
    .option("--no-history", "leave out since when git has a token, and those that only former commits hold")
    .action((paths, options) =>
      finish(
        inventoryCommand(
          paths,
          { ...options, ...commitOf(process.env) },
          builtinCatalogue(),
          terminalFor(!options.untrusted),
        ),
      ),
    );
  scanning(tokenward.command("fix"))
    .description("move values into a store and leave references; shows the difference first")
    .option("--dry-run", "only show what would change", false)
    .option("--yes", "change without asking", false)
    .option("--unsafe", "also move what somebody should look at first", false)
    .option("--handling", "also mend code that treats tokens insecurely, where that is safe (or with --unsafe)", false)
    .option(
      "--provider <id>",
      "where the values go (`tokenward providers` lists all); without it as the project's files tell",
    )
    .action(async (paths, options) => {
      const { fixCommand } = await import("./fix.ts");
      const asked = { ...options, ...(options.handling === true && withGrammars()) };
      finish(fixCommand(paths, asked, builtinCatalogue(), builtinReferences(), terminalFor(!options.untrusted)));
    });
  tokenward
    .command("run")
    .description("run a program with the values of its stores in its environment: tokenward run -- node app.js")
    .argument("<command...>")
    .option("--provider <id>", "also all that this provider holds for the project")
    .passThroughOptions()
    .action(async (words, options) => {
      const { runCommand } = await import("./run.ts");
      finish(runCommand(words, options, process.env, terminalFor(true)));
    });
  tokenward
    .command("providers")
    .description("where values can rest, and what is ready here")
    .option("--json", "as JSON")
    .action(async (options) => {
      const { listProviders } = await import("./providers.ts");
      finish(listProviders(options.json === true, terminalFor(true)));
    });
  const rules = tokenward.command("rules").description("the catalogue of rules");
  rules
    .command("list")
    .description("all rules")
    .option("--json", "as JSON")
    .action((options) => finish(listRules(builtinCatalogue(), options.json === true, terminalFor(true))));
  rules
    .command("show <id>")
    .description("one rule explained")
    .option("--json", "as JSON")
    .action((id, options) => finish(showRule(id, builtinCatalogue(), options.json === true, terminalFor(true))));
  rules
    .command("why <id> [file]")
    .description("why a rule is on, at this severity, in this file: the configs that speak of it")
    .option("--config <file>", "this config instead of the .tokenward.yml files in the folders", true)
    .option("--no-config", "leave .tokenward.yml files unread")
    .option("--preset <name>", "what holds beneath all configs: recommended, strict, pci-dss or lifecycle")
    .option("--json", "as JSON")
    .action((id, file, options) => finish(whyRule(id, file, options)));
  rules
    .command("test <file>")
    .description("try a team's rules on their own examples and near misses")
    .action((file) => finish(testRules(file)));
  addTeamwork(tokenward, {
    terminal: terminalFor,
    catalogue: builtinCatalogue,
    load: () => import("./teamwork.ts"),
    scanning,
    program: process.argv[1] ?? "",
    commit: () => commitOf(process.env),
    more: withGrammars,
    finish,
  });
  addAccounts(tokenward, { terminal: () => terminalFor(true), load: () => import("./lifecycle.ts"), finish });
  return tokenward;
}

/** CI systems tell what they check. */
function commitOf({ CI_COMMIT_SHA, GITHUB_SHA }: NodeJS.ProcessEnv): { readonly commit?: string } {
  const commit = CI_COMMIT_SHA ?? GITHUB_SHA;
  return commit ? { commit } : {};
}

async function whyRule(id: string, file: string | undefined, options: WhyOptions): Promise<number> {
  const command = await import("./rules-why.ts");
  return command.whyRule(id, file, options, builtinCatalogue(), terminalFor(true));
}

/** What it needs is loaded for it alone. */
async function testRules(file: string): Promise<number> {
  const terminal = terminalFor(true);
  const bytes = await terminal.host.files.read(resolve(file)).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} could not be read (${error.code ?? "unknown"})`);
  });
  if (!bytes) throw new CommandError(`there is no file ${file}`);
  const command = await import("./rules-test.ts");
  return command.testRules({ path: file, text: new TextDecoder().decode(bytes) }, builtinCatalogue(), terminal);
}

/** Waits for a reader that is slower. */
function writeOut(text: string): void | Promise<void> {
  if (!process.stdout.write(text)) return new Promise((resolve) => void process.stdout.once("drain", resolve));
}

async function readLine(): Promise<string> {
  // Few commands ask, and all would wait for it to be loaded.
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
  }
}

/** @returns the exit status */
export async function main(args: readonly string[]): Promise<number> {
  let status: number | Promise<number> = exits.clean;
  try {
    await program((finished) => {
      status = finished;
    }).parseAsync(args, { from: "user" });
    return await status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.clean : exits.failed;
    const { name, message, stack } = error as Error;
    process.stderr.write(`tokenward: ${name === "CommandError" || isGitFailure(error) ? message : stack}\n`);
    return exits.failed;
  }
}
