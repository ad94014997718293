/** The main job: builds everything, packages the extension, scans a folder (or a freshly minted demo), and says how to go on. */
import { spawnSync } from "node:child_process";
import { join, relative, resolve } from "node:path";
import { mintDemo } from "./demo/mint-demo.ts";

const root = join(import.meta.dirname, "..");
const cli = join(root, "dist/cli.cjs");

build();
const named = process.argv[2];
const folder = named === undefined ? mintDemo() : resolve(process.env.INIT_CWD ?? ".", named);
console.log(named === undefined ? `\nA demo workspace was minted in ${folder}\n` : `\nScanning ${folder}\n`);
const scanned = tokenward("scan", ".");
tokenward("inventory", ".");
console.log(`
Install the extension:   code --install-extension ${relative(process.cwd(), join(root, "dist/tokenward.vsix"))}
Try it in the browser:   npm run code -- ${folder}
See what a fix changes:  cd ${folder} && node ${cli} fix --dry-run
`);
// Findings are no failure of this command; a scan that could not run is.
process.exitCode = scanned === 2 ? 2 : 0;

function build(): void {
  const { status } = spawnSync("npm", ["run", "--silent", "package"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

function tokenward(...args: string[]): number | null {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, stdio: "inherit" }).status;
}
