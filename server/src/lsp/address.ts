/** Paths and addresses: what lies on no disk that the server reaches is known by its address in the place of a path. */
import { URI } from "vscode-uri";

const ADDRESS = /^([a-z][\w+.-]*):\/\/([^/]*)(\/.*)?$/is;

/** Whether a path is an address, of something that only the client reaches. */
export const isElsewhere = (path: string): boolean => ADDRESS.test(path);

/** Stands for an authority that is empty: a root of slashes alone would be trimmed away. */
const NOBODY = ".";

/** An address, so that what is done with paths can be done with it: nothing in it is encoded. */
export const elsewherePath = ({ scheme, authority, path }: URI): string => `${scheme}://${authority || NOBODY}${path}`;

/** The address of a path; canonical, so that two can be compared. */
export function addressOf(path: string): URI {
  const [, scheme, authority = "", inside = "/"] = ADDRESS.exec(path) ?? [];
  return scheme === undefined
    ? URI.file(path)
    : URI.from({ scheme, authority: authority === NOBODY ? "" : authority, path: inside });
}
