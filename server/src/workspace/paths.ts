/** Arithmetic of paths that holds on every system. */

/** With `/`; a path outside the base stays absolute. */
export function relativePath(base: string, path: string): string {
  // Nearly all paths are of this kind.
  if (path.startsWith(base) && path[base.length] === "/" && !path.includes("\\")) return path.slice(base.length + 1);
  const folder = `${base.replace(/[\\/]+$/, "")}/`.replaceAll("\\", "/");
  const whole = path.replaceAll("\\", "/");
  return whole.startsWith(folder) ? whole.slice(folder.length) : whole;
}

/** Whether an absolute path is one of the roots, or lies below one. */
export function isBelow(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const folder = root.replace(/[\\/](?:\.?[\\/]?)*$/, "");
    return path === folder || path.startsWith(`${folder}/`) || folder === "";
  });
}

/** The absolute path of one that `relativePath` gave. */
export const wholePath = (base: string, path: string): string =>
  /^(?:[A-Za-z]:)?[\\/]/.test(path) ? path : `${base.replace(/[\\/]+$/, "")}/${path}`;
