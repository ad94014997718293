/** A process that is killed in the middle of a move loses nothing: the value is in the code or in the store, and no file is half written. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { Secret } from "../../server/src/engine/secret.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { providerOf } from "../../server/src/providers/index.ts";
import { openProvider } from "../../server/src/providers/project.ts";
import { Scratch } from "../providers/backends/backend.ts";
import { mintedOf } from "../scratch.ts";

const PROGRAM = join(import.meta.dirname, "killed-fix.ts");
const ENOUGH = 12;
const token = mintedOf("token/github-pat", 5).value;
const other = mintedOf("token/github-pat", 6).value;
const texts: Readonly<Record<string, string>> = {
  "package.json": "{}\n",
  "a.js": `const a = "${token}";\n`,
  "b.js": `const b = "${token}";\nconst c = "${other}";\n`,
};

interface Run {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

class Victim {
  readonly scratch = new Scratch();
  readonly folder = this.scratch.folder("acme");

  constructor() {
    for (const [path, text] of Object.entries(texts)) writeFileSync(join(this.folder, path), text);
  }

  /** @param program bundled, as it is started for each point twice */
  fix(program: string, provider: string, killAt = 0): Run {
    const env = { ...process.env, XDG_STATE_HOME: this.scratch.folder("state"), HOME: this.scratch.folder("home") };
    const args = [program, provider, String(killAt)];
    return spawnSync(process.execPath, args, { cwd: this.folder, encoding: "utf8", env });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** What the provider holds, asked anew. */
  async stored(provider: string): Promise<Secret[]> {
    const { store } = await openProvider(
      providerOf(provider)!,
      createNodeHost(() => true),
      this.folder,
    );
    const values = await Promise.all((await store.names()).map((name) => store.get(name)));
    return values.filter((value) => value !== undefined);
  }

  async lostNothing(provider: string, point: string): Promise<void> {
    const stored = await this.stored(provider);
    const code = this.read("a.js") + this.read("b.js");
    for (const value of [token, other])
      assert.ok(code.includes(value) || stored.some((kept) => kept.equals(new Secret(value))), `lost at ${point}`);
    for (const path of ["a.js", "b.js"])
      assert.match(this.read(path), /^(?:const \w = (?:"ghp_\w+"|process\.env\.\w+);\n)+$/, `${path} at ${point}`);
  }

  notes(): string[] {
    try {
      return readdirSync(join(this.scratch.path, "state/tokenward"));
    } catch {
      return [];
    }
  }
}

describe("a process killed in the middle of a move", () => {
  const scratch = new Scratch();
  const program = join(scratch.path, "killed-fix.cjs");
  before(() =>
    build({
      entryPoints: [PROGRAM],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
    }),
  );
  after(() => scratch.remove());

  for (const provider of ["dotenvx", "dotenv"])
    it(`loses nothing at any point, and the next start settles it (${provider})`, async function () {
      this.timeout(300_000);
      const whole = new Victim();
      const run = whole.fix(program, provider);
      const deeds = Number(/^(\d+) deeds/.exec(run.stdout)?.[1]);
      assert.equal(run.status, 0, run.stderr);
      assert.ok(provider === "dotenv" || deeds >= ENOUGH, `${deeds} points`);
      whole.scratch.remove();
      for (let point = 1; point <= deeds; point++) {
        const victim = new Victim();
        const killed = victim.fix(program, provider, point);
        assert.equal(killed.signal, "SIGKILL", `${point}: ${killed.stderr}`);
        await victim.lostNothing(provider, `point ${point}`);
        const next = victim.fix(program, provider);
        assert.equal(next.status, 0, next.stderr);
        await victim.lostNothing(provider, `the start after point ${point}`);
        assert.ok(
          !victim.read("a.js").includes(token) && !victim.read("b.js").includes(other),
          `unfinished after ${point}`,
        );
        assert.deepEqual(victim.notes(), [], `notes left after ${point}`);
        victim.scratch.remove();
      }
    });
});
