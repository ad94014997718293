/** The `.env` of a folder as a store of values by name, for commands that put one there without any code to change. */
import { applyEdits } from "../engine/fix/index.ts";
import { Secret } from "../engine/secret.ts";
import type { Host } from "../host/host.ts";
import { dotenv } from "../providers/dotenv.ts";

/** Why a value could not be put, in words that hold none. */
export class StoreError extends Error {}

type StoreHost = Pick<Host, "files" | "git">;

/** @param folder absolute */
export function dotenvStore(folder: string, { files, git }: StoreHost) {
  const path = `${folder}/${dotenv.file}`;
  const text = async (): Promise<string> => new TextDecoder().decode((await files.read(path)) ?? new Uint8Array());
  const get = async (name: string): Promise<Secret | undefined> => {
    const value = dotenv.read(await text()).get(name);
    return value ? new Secret(value) : undefined;
  };
  return {
    file: dotenv.file,
    get,
    /** Puts it there, reads it back, and keeps the file out of git. @throws StoreError */
    async put(name: string, value: Secret): Promise<void> {
      if (await git.tracked(path)) throw new StoreError(`git has ${dotenv.file}; take it out of the index first`);
      const before = await text();
      const edit = dotenv.set(before, name, value.reveal());
      if (typeof edit === "string") throw new StoreError(edit);
      await keepOutOfGit();
      if (edit) await files.write(path, applyEdits(before, [edit]));
      if (!(await get(name))?.equals(value))
        throw new StoreError(`${dotenv.file} does not give back what was put there`);
    },
  };

  async function keepOutOfGit(): Promise<void> {
    if ((await git.ignored(path)) !== false) return;
    const bytes = await files.read(`${folder}/.gitignore`);
    const ignored = new TextDecoder().decode(bytes ?? new Uint8Array());
    const start = ignored === "" || ignored.endsWith("\n") ? "" : "\n";
    await files.write(`${folder}/.gitignore`, `${ignored}${start}${dotenv.file}\n`);
  }
}
