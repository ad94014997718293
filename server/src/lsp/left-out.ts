/** Whether a file that changed belongs into the inventory at all. */
import type { Location } from "./folders.ts";
import type { Session } from "./session.ts";

/** Every file of a folder by its root, as a walk came upon them; filled where it is needed. */
export type Walked = Map<string, Promise<ReadonlySet<string>>>;

/** Outside git, where ignore files hold too, only a walk can tell. */
export async function isLeftOut(session: Session, location: Location, walked: Walked): Promise<boolean> {
  const { file, folder } = location;
  if (file === undefined || folder?.root === undefined) return true;
  if ((await session.configs.of(location)).ignored) return true;
  const ignored = await session.host.git.ignored(file);
  if (ignored !== undefined) return ignored;
  const files = walked.get(folder.root) ?? walk(session, folder.root);
  walked.set(folder.root, files);
  return !isAmong(await files, file);
}

async function walk(session: Session, root: string): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for await (const { path } of session.host.files.walk(root, { ignore: [], honourIgnoreFiles: true })) paths.add(path);
  return paths;
}

/** A path that is none of the files may be a folder that holds some. */
function isAmong(files: ReadonlySet<string>, path: string): boolean {
  if (files.has(path)) return true;
  return [...files].some((file) => file.startsWith(`${path}/`) || file.startsWith(`${path}\\`));
}
