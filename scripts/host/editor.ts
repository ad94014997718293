/** One running editor: code-server on a free loopback port, with settings, extensions and state of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CodeServer, ensureCodeServer } from "./code-server.ts";
import { run } from "./program.ts";

export interface EditorOptions {
  /** An empty folder for all that it writes. */
  readonly folder: string;
  /** The extension to install. */
  readonly vsix: string;
  /** Whether every workspace is trusted; if not, the editor starts in Restricted Mode. */
  readonly trusted: boolean;
  /** Lets a page start tests inside the extension host; changes some of the workbench's ways. */
  readonly testDriver?: boolean;
  /** Settings of the user, beside those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Editor {
  /** Such as http://127.0.0.1:40123. */
  readonly origin: string;
  /** Ends it and all that it started. */
  stop(): Promise<void>;
}

const SETTINGS = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** @throws Error when it does not answer within a minute; what it wrote is in `<folder>/editor.log` */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const server = await ensureCodeServer();
  const { folder, vsix } = options;
  const settings = join(folder, "data", "User");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "settings.json"), JSON.stringify({ ...SETTINGS, ...options.settings }, undefined, 2));
  await run(server.node, [server.entry, ...ownFolders(folder), "--install-extension", vsix], {
    env: environment(folder),
  });
  const port = await freePort();
  const child = launch(server, port, options);
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answering(origin, child);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { origin, stop: () => end(child) };
}

function launch(
  { node, entry }: CodeServer,
  port: number,
  { folder, trusted, testDriver }: EditorOptions,
): ChildProcess {
  const args = [
    ...ownFolders(folder),
    ...["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ...(trusted ? ["--disable-workspace-trust"] : []),
    ...(testDriver ? ["--vscode-option", "enable-smoke-test-driver"] : []),
  ];
  // Its own process group, for it leaves extension hosts and terminals behind when only it is told to end.
  const child = spawn(node, [entry, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: environment(folder),
  });
  const log = createWriteStream(join(folder, "editor.log"));
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const abandon = (): void => void signalled(child, "SIGKILL");
  process.once("exit", abandon);
  child.once("exit", () => process.off("exit", abandon));
  return child;
}

const ownFolders = (folder: string): string[] => [
  ...["--user-data-dir", join(folder, "data")],
  ...["--extensions-dir", join(folder, "extensions")],
];

function environment(folder: string): NodeJS.ProcessEnv {
  const own = {
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_DATA_HOME: join(folder, "share"),
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  // An editor's terminal that this runs in would be taken for the parent.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|PASSWORD$|HASHED_PASSWORD$|PORT$)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...own };
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function answering(origin: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const response = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(250);
  }
  throw new Error("code-server did not answer within a minute");
}

/** Tells it to end, and makes it after two seconds. */
async function end(child: ChildProcess): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!signalled(child, signal)) return;
    for (let tries = 0; tries < 20 && signalled(child, 0); tries++) await sleep(100);
  }
}

/** Whether anything in its process group was there to be signalled; 0 only asks. */
function signalled({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}
