/** Describes the machine that was measured on. */
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { runProgram } from "../compare/process.ts";
import type { Machine } from "./figure.ts";

export function describeMachine(): Machine {
  return {
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model.trim() || "unknown",
    cores: availableParallelism(),
    memory: totalmem(),
    node: process.version,
    ripgrep: runProgram("rg", ["--version"]).output.split("\n")[0]!.trim(),
    load: Number(loadavg()[0]!.toFixed(2)),
  };
}
