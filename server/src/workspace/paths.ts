/** Arithmetic of paths that holds on every system. */

/** With `/`; a path outside the base stays absolute. */
export function relativePath(base: string, path: string): string {
  const folder = `${base.replace(/[\\/]+$/, "")}/`.replaceAll("\\", "/");
  const whole = path.replaceAll("\\", "/");
  return whole.startsWith(folder) ? whole.slice(folder.length) : whole;
}
