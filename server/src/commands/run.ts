/** `tokenward run -- COMMAND`: reads the store and hands its values to that one child, by its environment and nothing else. */
import { runEnvironment } from "../providers/dotenv.ts";
import { storeTexts } from "./store-files.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/**
 * Variables that are set already stay as they are, as dotenv and Compose have it.
 * @param variables the environment that the child would have anyway
 * @returns the child's exit status
 */
export async function runCommand(
  words: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const [command, ...args] = words;
  if (command === undefined) throw new CommandError("say what to run: tokenward run -- node app.js");
  const texts = await storeTexts(terminal.host.files, terminal.workingDirectory);
  if (texts.length === 0)
    throw new CommandError(
      "there is no .env in this folder; `tokenward fix` makes one, or change to the folder that has it",
    );
  const own = Object.entries(runEnvironment(texts)).filter(([name]) => variables[name] === undefined);
  return terminal.spawn(command, args, Object.fromEntries(own));
}
