/** Other programs and servers by Node: run without a shell, asked over TLS or on this machine, and only in trusted folders. */
import { type ChildProcess, spawn } from "node:child_process";
import { homedir } from "node:os";
import type { Outside, ProgramCall, ProgramEnd, Silence, WebAnswer, WebCall } from "./host.ts";

/** No answer of a store is longer, in characters. */
const LONGEST = 32e6;

/** @param trusted asked before each call */
export function nodeOutside(trusted: () => boolean): Outside {
  return {
    run: async (call) => (trusted() ? run(call) : { silence: "untrusted" }),
    ask: async (call) => (trusted() ? ask(call) : { silence: "untrusted" }),
    opensInput: process.platform !== "win32",
    variable: (name) => process.env[name],
    home: homedir(),
  };
}

function run(call: ProgramCall): Promise<ProgramEnd | { silence: Silence }> {
  if (call.opensInput && process.platform === "win32") return Promise.resolve({ silence: "unsupported" });
  const child = started(call);
  const written = { stdout: "", stderr: "" };
  let slow = false;
  const overdue = setTimeout(() => {
    slow = true;
    end(child);
  }, call.patience);
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      if (written[name].length > LONGEST) end(child);
    });
  // A program that ends without reading what it is handed is heard by its status.
  child.stdin?.on("error", () => {});
  child.stdin?.end(call.input ?? "");
  return new Promise<ProgramEnd | { silence: Silence }>((resolve) => {
    child.once("error", () => resolve({ silence: "missing" }));
    child.once("close", (code) => resolve(slow ? { silence: "slow" } : { status: code ?? -1, ...written }));
  }).finally(() => clearTimeout(overdue));
}

/** What Node calls a pipe is a socket, which /dev/stdin cannot be opened on: `cat` hands it on by a real one. */
const PIPED = 'command -v "$1" >/dev/null || exit 127; cat | "$@"';
const NOT_FOUND = 127;

function started({ program, args, folder, opensInput, variables }: ProgramCall): ChildProcess {
  const options = {
    cwd: folder,
    env: { ...process.env, ...variables },
    // A group of its own, so that what it started ends with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  };
  const child = opensInput
    ? spawn("/bin/sh", ["-c", PIPED, "sh", program, ...args], options)
    : spawn(program, args, options);
  if (opensInput) child.once("exit", (code) => code === NOT_FOUND && child.emit("error", new Error("missing")));
  return child;
}

function end(child: ChildProcess): void {
  try {
    if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}

async function ask({ method, address, headers, body, patience }: WebCall): Promise<WebAnswer | { silence: Silence }> {
  if (!isSafe(address)) return { silence: "unsafe" };
  const signal = AbortSignal.timeout(patience);
  try {
    // A redirect could lead anywhere, and what is sent would be sent there too.
    const init = { method, headers, signal, redirect: "manual" as const, ...(body !== undefined && { body }) };
    const response = await fetch(address, init);
    return { status: response.status, body: await response.text() };
  } catch {
    return { silence: signal.aborted ? "slow" : "unreachable" };
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function isSafe(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  } catch {
    return false;
  }
}
