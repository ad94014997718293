/** The argument that names the labelled rows. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** @throws Error when the command was started without `--corpus FILE` */
export function corpusArgument(): string {
  const { corpus } = parseArgs({ options: { corpus: { type: "string" }, only: { type: "string" } } }).values;
  if (corpus === undefined) throw new Error("name the labelled rows: -- --corpus FILE (a .jsonl.gz)");
  return resolve(process.env.INIT_CWD ?? ".", corpus);
}
