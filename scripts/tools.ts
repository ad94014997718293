/** Installs the tools that fixed programs and configurations are tried with, for this user alone, under the host folder (`npx tsx scripts/tools.ts`). */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostFolder } from "./host/folders.ts";
import { cleanEnvironment } from "./host/npm-package.ts";
import { run, say } from "./host/program.ts";
import { ensurePackages, type SystemPackage, whichOf } from "./host/system-packages.ts";

const folder = join(hostFolder(), "tools");
const bin = join(folder, "bin");
const npm = join(folder, "npm");

const program = (name: string, ...programs: string[]): SystemPackage => ({
  name,
  present: () => whichOf(programs) !== undefined,
});

/** Languages, and tools of configurations, as Debian has them. */
const packages = [
  program("ruby", "ruby"),
  program("php-cli", "php"),
  program("perl", "perl"),
  program("lua5.4", "lua5.4"),
  program("r-base-core", "Rscript"),
  program("elixir", "elixir"),
  program("kotlin", "kotlinc"),
  program("scala", "scala"),
  program("groovy", "groovy"),
  program("mono-mcs", "mcs"),
  program("mono-runtime", "mono"),
  program("ansible-core", "ansible-playbook"),
];

/** Of a Go program with what it takes; `go install` refuses those that leave versions out. */
async function goProgram(path: string, version: string, name: string): Promise<void> {
  const module = join(folder, "modules", name);
  mkdirSync(module, { recursive: true });
  if (!existsSync(join(module, "go.mod"))) await run("go", ["mod", "init", "tools"], { cwd: module });
  await run("go", ["get", `${path}@${version}`], { cwd: module });
  await run("go", ["build", "-o", join(bin, name), path], { cwd: module });
}

const steps: readonly { readonly brings: string; readonly file: string; install(): Promise<unknown> }[] = [
  {
    brings: "Deno and Bun, from npm",
    file: join(npm, "node_modules", ".bin", "deno"),
    install: async () => {
      mkdirSync(npm, { recursive: true });
      writeFileSync(join(npm, "package.json"), '{ "private": true }');
      const names = ["deno@2.9.6", "bun@1.4.5", "--no-audit", "--no-fund"];
      await run("npm", ["install", ...names], { cwd: npm, env: cleanEnvironment() });
    },
  },
  {
    brings: "actionlint",
    file: join(bin, "actionlint"),
    install: () => goProgram("github.com/rhysd/actionlint/cmd/actionlint", "v1.7.12", "actionlint"),
  },
  {
    brings: "Helm (about 3 minutes)",
    file: join(bin, "helm"),
    install: () => goProgram("helm.sh/helm/v3/cmd/helm", "v3.22.0", "helm"),
  },
  {
    brings: "Docker Compose (about 4 minutes)",
    file: join(bin, "docker-compose"),
    install: () => goProgram("github.com/docker/compose/v2/cmd", "v2.40.3", "docker-compose"),
  },
];

await ensurePackages(packages).catch((error: Error) => say(error.message.split("\n")[0]!));
mkdirSync(bin, { recursive: true });
for (const { brings, file, install } of steps) {
  if (existsSync(file)) continue;
  say(`Installing ${brings} ...`);
  await install().catch((error: Error) =>
    say(`That failed, and its tests will be skipped: ${error.message.split("\n")[0]}`),
  );
}
