/** code-server: the real VS Code, from npm, served to a browser. It asks for Node 24, which comes from npm too. */
import { delimiter, join } from "node:path";
import { cleanEnvironment, ensureNpmPackage } from "./npm-package.ts";
import { buildTools } from "./system-packages.ts";

// Pinned: the tests hold on to the workbench's class names and to an internal switch of VS Code.
const NODE = { name: "node", version: "24.21.0", duration: "about 10 seconds", needs: [] };
const CODE_SERVER = {
  name: "code-server",
  version: "4.139.1",
  duration: "about 3 minutes, most of it compiling",
  needs: buildTools,
};

export interface CodeServer {
  /** The Node that runs it. */
  readonly node: string;
  /** Its entry script. */
  readonly entry: string;
}

/** Installs what is missing. @throws Error that says what to do where something cannot be installed */
export async function ensureCodeServer(): Promise<CodeServer> {
  if (process.platform === "win32") throw new Error("code-server does not run on Windows; please use WSL.");
  const env = cleanEnvironment();
  const home = await ensureNpmPackage(NODE, env);
  const node = join(home, "bin", "node");
  const path = `${join(home, "bin")}${delimiter}${env.PATH ?? ""}`;
  // The headers lie beside the binary, so that nothing has to be downloaded to compile against it.
  const nodedir = join(home, "node_modules", `node-${process.platform}-${process.arch}`);
  const folder = await ensureNpmPackage(CODE_SERVER, { ...env, PATH: path, npm_config_nodedir: nodedir });
  return { node, entry: join(folder, "out", "node", "entry.js") };
}
