/** Servers for the tests: a real one as a child process, or a fake in this process; on this machine alone. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface RunningServer {
  /** Without a slash at its end. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  /** Parsed; an empty object where there is none. */
  readonly body: Record<string, unknown>;
}

/** @param answer undefined is answered with 404 */
export async function fakeServer(answer: (request: FakeRequest) => FakeAnswer | undefined): Promise<RunningServer> {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const sent = await text(incoming);
    const given = answer({
      method: incoming.method ?? "GET",
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: incoming.headers,
      body: sent === "" ? {} : (JSON.parse(sent) as Record<string, unknown>),
    }) ?? { status: 404, body: { error: { code: 404, message: "not found", status: "NOT_FOUND" } } };
    outgoing.writeHead(given.status ?? 200, { "Content-Type": "application/json", ...given.headers });
    outgoing.end(JSON.stringify(given.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** @throws Error where nothing answers within half a minute */
export async function childServer(
  program: string,
  args: (port: number) => readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(program, args(port), { stdio: "ignore", env: { ...process.env, ...env } });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 120; tries++) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return { address, stop: () => ended(child) };
    await sleep(250);
  }
  await ended(child);
  throw new Error(`${program} did not answer`);
}

async function ended(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === null && child.kill("SIGKILL")) await over;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createTcpServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
