/** Which `.env` files of a folder a program is run with. */
import type { Files } from "../host/host.ts";

/** Later ones win. */
const NAMES = [".env", ".env.local"];

/** The texts of a folder's stores, in their order; empty where there is none. */
export async function storeTexts(files: Files, folder: string): Promise<string[]> {
  const read = await Promise.all(NAMES.map((name) => files.read(`${folder}/${name}`)));
  return read.filter((bytes) => bytes !== undefined).map((bytes) => new TextDecoder().decode(bytes));
}
