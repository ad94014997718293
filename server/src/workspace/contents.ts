/** Reads planned files before their turn comes, where each takes a while, as over a network. */
import type { Files } from "../host/host.ts";
import type { Planned, PlannedFile } from "./plan.ts";
import { isToScan } from "./result.ts";

/** So many are asked for at once. */
const AT_ONCE = 12;

/**
 * In the same order, each file with its content, or with the reason why there is none.
 * @param most larger files are left out, in bytes
 */
export async function* withContents(
  planned: AsyncIterable<Planned>,
  files: Files,
  most: number,
): AsyncGenerator<Planned> {
  const waiting: Promise<Planned>[] = [];
  for await (const file of planned) {
    waiting.push(isToScan(file) ? withContent(file, files, most) : Promise.resolve(file));
    if (waiting.length >= AT_ONCE) yield await waiting.shift()!;
  }
  for (const file of waiting) yield await file;
}

async function withContent(file: PlannedFile, files: Files, most: number): Promise<Planned> {
  const { name } = file;
  try {
    const bytes = await files.read(file.path);
    if (!bytes) return { name, reason: "gone before it was read" };
    if (bytes.length > most) return { name, reason: `larger than ${Math.round(most / 1e6)} MB` };
    return { ...file, size: bytes.length, bytes };
  } catch (error) {
    const { code } = error as { code?: unknown };
    return { name, reason: code === "EFBIG" ? "too large to be sent" : `could not be read (${code ?? "unknown"})` };
  }
}
