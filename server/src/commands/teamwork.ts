/** The commands for teams, loaded when one of them runs. */

export { pruneCommand, writeCommand } from "./baseline.ts";
export { installHook } from "./hook.ts";
export { importCommand } from "./import.ts";
export { mergeCommand } from "./merge.ts";
