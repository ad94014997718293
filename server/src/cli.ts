/** The command-line door: says the version at once, and loads the rest for everything else. */
import { writeSync } from "node:fs";
import manifest from "../../package.json" with { type: "json" };
import { exits } from "./commands/terminal.ts";

const STANDARD_OUTPUT = 1;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) sayVersion();
else void run();

/** Making a stream of standard output would take as long as all else. */
function sayVersion(): void {
  try {
    writeSync(STANDARD_OUTPUT, `${manifest.version}\n`);
  } catch (error) {
    process.exitCode = statusOf(error);
  }
}

async function run(): Promise<void> {
  process.stdout.on("error", (error) => process.exit(statusOf(error)));
  const { main } = await import("./commands/program.ts");
  process.exitCode = await main(args);
}

/** A reader that has seen enough (head, less) closes the pipe: no fault of ours. */
function statusOf(error: unknown): number {
  return (error as NodeJS.ErrnoException).code === "EPIPE" ? exits.clean : exits.failed;
}
