/** The command line with stores that are no plain file: what was moved is there when the program runs. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { TestFolder } from "../lsp/workspace.ts";
import { programAt } from "../providers/backends/backend.ts";
import { realBackends } from "../providers/backends/real.ts";
import { mintedOf, tokenward } from "../scratch.ts";

const value = mintedOf("token/github-pat", 3).value;
const SCRIPT = `const token = "${value}";\nconsole.log(token);\n`;

describe("tokenward fix and run, with dotenvx", () => {
  const folder = new TestFolder({ "app.js": SCRIPT, "package.json": "{}\n" });
  const env = { XDG_STATE_HOME: join(folder.path, "state") };
  after(() => folder.remove());

  it("moves the value, encrypted, and prints none", () => {
    const { status, stdout, stderr } = tokenward(folder.path, ["fix", "--provider", "dotenvx", "--yes"], { env });
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /Move to dotenvx as GITHUB_TOKEN/);
    assert.ok(!stdout.includes(value));
    assert.match(folder.read(".env"), /^DOTENV_PUBLIC_KEY="0[23]\w{64}"\nGITHUB_TOKEN=encrypted:[\w+/=]+\n$/);
    assert.match(folder.read(".env.keys"), /^DOTENV_PRIVATE_KEY=\w{64}\n$/);
    assert.match(folder.read(".gitignore"), /^\.env\.keys$/m);
    assert.equal(folder.read(".env.example"), "GITHUB_TOKEN=\n");
    assert.deepEqual(JSON.parse(folder.read(".tokenward/stores.json")).names, { GITHUB_TOKEN: "dotenvx" });
    assert.ok(!existsSync(join(folder.path, "state/tokenward/move.json")));
  });

  it("hands it to the program", () => {
    const { status, stdout, stderr } = tokenward(folder.path, ["run", "--", process.execPath, "app.js"], { env });
    assert.deepEqual([status, stdout, stderr], [0, `${value}\n`, ""]);
  });

  it("finds nothing to move any more", () => {
    const { status, stdout } = tokenward(folder.path, ["fix", "--yes"], { env });
    assert.deepEqual([status, stdout], [0, "Nothing to move.\n"]);
  });

  it("is read by dotenvx itself, and reads what dotenvx encrypts", function () {
    const dotenvx = programAt("dotenvx");
    if (!dotenvx) this.skip();
    const own = ["--no-armor", "--no-native", "--no-1password", "--no-bitwarden"];
    const run = (...args: string[]): string =>
      execFileSync(dotenvx!, [...args, ...own], {
        cwd: folder.path,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    assert.equal(run("get", "GITHUB_TOKEN").trim(), value);
    run("set", "OTHER", "by dotenvx");
    const { stdout } = tokenward(
      folder.path,
      ["run", "--provider", "dotenvx", "--", process.execPath, "-p", "process.env.OTHER"],
      { env },
    );
    assert.equal(stdout, "by dotenvx\n");
  });
});

describe("tokenward fix and run, with pass", () => {
  const folder = new TestFolder({ "app.js": SCRIPT, "package.json": "{}\n" });
  after(() => folder.remove());

  it("moves the value and hands it to the program", async function () {
    if (!programAt("pass") || !programAt("gpg")) this.skip();
    const { surroundings, stop } = await realBackends.find(({ id }) => id === "pass")!.start();
    const { variable } = surroundings.host.outside!;
    const env = {
      XDG_STATE_HOME: join(folder.path, "state"),
      ...Object.fromEntries(["GNUPGHOME", "PASSWORD_STORE_DIR", "HOME"].map((name) => [name, variable(name)!])),
    };
    const moved = tokenward(folder.path, ["fix", "--provider", "pass", "--yes"], { env });
    assert.deepEqual([moved.status, moved.stderr, moved.stdout.includes(value)], [0, "", false]);
    assert.equal(folder.read("app.js"), "const token = process.env.GITHUB_TOKEN;\nconsole.log(token);\n");
    const ran = tokenward(folder.path, ["run", "--", process.execPath, "app.js"], { env });
    assert.deepEqual([ran.status, ran.stdout], [0, `${value}\n`]);
    await stop();
  });
});

describe("tokenward run, with a value in the editor's secret storage", () => {
  const register = '{"version": 1, "stores": {}, "names": {"A": "editor"}}';
  const folder = new TestFolder({ ".tokenward/stores.json": register });
  after(() => folder.remove());
  const run = (env: Record<string, string>) =>
    tokenward(folder.path, ["run", "--", process.execPath, "-p", "process.env.A"], { env });

  it("says where to run it, unless the editor handed the value over", () => {
    const { status, stdout, stderr } = run({});
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /A rests in the editor's secret storage/);
    assert.deepEqual([run({ A: "1" }).status, run({ A: "1" }).stdout], [0, "1\n"]);
  });
});

describe("tokenward fix, with a provider that cannot be used", () => {
  const folder = new TestFolder({ "app.js": SCRIPT, "package.json": "{}\n" });
  after(() => folder.remove());

  it("changes nothing, and says what to do", () => {
    const env = { PASSWORD_STORE_DIR: join(folder.path, "none"), VAULT_ADDR: "http://127.0.0.1:1", VAULT_TOKEN: "t" };
    for (const [id, words] of [
      ["vault", /could not be reached/],
      ["sops", /sops/],
      ["1password", /op/],
      ["nobody", /known are dotenv/],
    ] as const) {
      const { status, stderr } = tokenward(folder.path, ["fix", "--provider", id, "--yes"], { env });
      assert.equal(status, 2, id);
      assert.match(stderr, words);
      assert.ok(!stderr.includes(value) && !stderr.includes("    at "), stderr);
      assert.equal(folder.read("app.js"), SCRIPT);
    }
  });

  it("reaches no store for a stranger's folder", () => {
    const { status, stderr } = tokenward(folder.path, ["fix", "--provider", "pass", "--yes", "--untrusted"]);
    assert.equal(status, 2);
    assert.match(stderr, /not trusted/);
    assert.equal(folder.read("app.js"), SCRIPT);
  });
});

describe("tokenward providers", () => {
  const folder = new TestFolder({ ".sops.yaml": "creation_rules: []\n" });
  after(() => folder.remove());

  it("says of each whether it can be used here, and which is taken", () => {
    const { status, stdout } = tokenward(folder.path, ["providers", "--json"]);
    assert.equal(status, 0);
    const listed = JSON.parse(stdout).providers as {
      id: string;
      state: string;
      remedy?: string;
      chosen: boolean;
      evidence?: string;
    }[];
    assert.equal(listed.length, 13);
    assert.deepEqual(
      listed.filter(({ chosen }) => chosen).map(({ id, evidence }) => [id, evidence]),
      [["sops", ".sops.yaml"]],
    );
    for (const { id, state, remedy } of listed) assert.ok(state === "ready" || (remedy?.length ?? 0) > 10, id);
  });

  it("prints a list for people", () => {
    const { stdout } = tokenward(folder.path, ["providers"]);
    assert.match(stdout, /^ {2}dotenv +\.env: ready \(\.env\)$/m);
    assert.match(stdout, /^\* sops /m);
  });
});
