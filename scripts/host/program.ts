/** Runs programs to their end. */
import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A line about what is going on, for the person who waits. */
export function say(line: string): void {
  console.error(line);
}

/**
 * Runs a program without a shell.
 * @returns what it wrote, both streams together
 * @throws Error with the end of what it wrote when it cannot be started or fails
 */
export function run(program: string, args: readonly string[], { cwd, env }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ["ignore", "pipe", "pipe"] });
    const written: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => written.push(text));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      const output = written.join("");
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${program} ${args[0] ?? ""} ended with ${code}\n${output.split("\n").slice(-40).join("\n")}`),
        );
    });
  });
}
