/** The syntax in which rules and tables name calls, members, keys and files. */

/**
 * Paths as one test: steps joined by `.`; `*` within a step, `**` over steps, `{a,b}` for either; case does not matter,
 * for languages differ in it.
 */
export function pathTest(paths: readonly string[]): (path: string) => boolean {
  const regex = new RegExp(`^(?:${paths.map(source).join("|")})$`, "i");
  return (path) => regex.test(path);
}

function source(path: string): string {
  let out = "";
  for (let at = 0; at < path.length; at++) {
    const unit = path[at]!;
    if (path.startsWith("**.", at)) {
      out += "(?:.*\\.)?";
      at += 2;
    } else if (path.startsWith(".**", at) && at + 3 === path.length) {
      out += "(?:\\..*)?";
      at += 2;
    } else if (path.startsWith("**", at)) {
      out += ".*";
      at += 1;
    } else if (unit === "*") out += "[^.]*";
    else if (unit === "{") out += "(?:";
    else if (unit === "}") out += ")";
    else if (unit === ",") out += "|";
    else out += unit.replace(/[.+?^$()|[\]\\]/, "\\$&");
  }
  return out;
}
