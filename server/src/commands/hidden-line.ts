/** Reads a line that is not shown while it is typed. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Where nobody types, the first line is taken without a question. @returns without its line break */
export async function readHidden(
  question: string,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<string> {
  const isTyped = input.isTTY === true;
  // What would be echoed goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: isTyped });
  if (isTyped) output.write(question);
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
    if (isTyped) output.write("\n");
  }
}
