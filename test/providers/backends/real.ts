/** The other sides that are real: programs and servers as their makers ship them. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Backend, programAt, Scratch, surroundingsIn } from "./backend.ts";
import { childServer } from "./server.ts";

const envFile: Backend = {
  id: "dotenv",
  what: "a file",
  needs: [],
  refuses: ["signs"],
  inside: true,
  start: async () => {
    const scratch = new Scratch();
    return { surroundings: surroundingsIn({ scratch }), stop: () => scratch.remove() };
  },
};

const dotenvx: Backend = { ...envFile, id: "dotenvx", what: "a file and its keys", refuses: [] };

/** A key without a passphrase, made for the test. */
function withKey(env: Readonly<Record<string, string>>): (program: string, ...args: string[]) => unknown {
  const run = (program: string, ...args: string[]): unknown =>
    execFileSync(programAt(program) ?? program, args, { stdio: "ignore", env: { ...process.env, ...env } });
  const key = ["--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-generate-key"];
  run("gpg", ...key, "test@example.org", "default", "default", "never");
  return run;
}

const passwordStore = (id: "pass" | "gopass", ...init: readonly string[]): Backend => ({
  id,
  what: `${id} with GPG`,
  needs: [id, "gpg"],
  start: async () => {
    const scratch = new Scratch();
    const env = {
      GNUPGHOME: scratch.folder("gpg"),
      GOPASS_HOMEDIR: scratch.folder("gopass"),
      PASSWORD_STORE_DIR: join(scratch.path, "store"),
    };
    const run = withKey(env);
    run(id, ...init, "test@example.org");
    const stop = (): void => {
      run("gpgconf", "--kill", "all");
      scratch.remove();
    };
    return { surroundings: surroundingsIn({ scratch, env }), stop };
  },
});

const pass = passwordStore("pass", "init");
const gopass = passwordStore("gopass", "--yes", "init", "--crypto", "gpgcli", "--storage", "fs");

const sops: Backend = {
  id: "sops",
  what: "sops with age",
  needs: ["sops", "age-keygen"],
  start: async () => {
    const scratch = new Scratch();
    const keys = join(scratch.path, "keys.txt");
    execFileSync("age-keygen", ["-o", keys], { stdio: "ignore" });
    const recipient = /age1\w+/.exec(readFileSync(keys, "utf8"))![0];
    const surroundings = surroundingsIn({ scratch, env: { SOPS_AGE_KEY_FILE: keys } });
    const rules = `creation_rules:\n  - path_regex: \\.enc\\.yaml$\n    age: ${recipient}\n`;
    writeFileSync(join(surroundings.folder, ".sops.yaml"), rules);
    return { surroundings, stop: () => scratch.remove() };
  },
};

const ROOT = "root-of-the-test";

const vault: Backend = {
  id: "vault",
  what: "OpenBao in development mode",
  needs: ["bao"],
  start: async () => {
    const scratch = new Scratch();
    const server = await childServer(
      programAt("bao")!,
      (port) => [
        "server",
        "-dev",
        "-dev-no-store-token",
        `-dev-root-token-id=${ROOT}`,
        `-dev-listen-address=127.0.0.1:${port}`,
      ],
      { HOME: scratch.folder("server") },
    );
    const stop = async (): Promise<void> => {
      await server.stop();
      scratch.remove();
    };
    return { surroundings: surroundingsIn({ scratch, env: { VAULT_ADDR: server.address, VAULT_TOKEN: ROOT } }), stop };
  },
};

/** The real command line, and moto (PyPI), which speaks the service's protocol. */
const aws: Backend = {
  id: "aws",
  what: "aws with moto",
  needs: ["aws", "moto_server"],
  kinds: ["token", "lines"],
  start: async () => {
    const scratch = new Scratch();
    const server = await childServer(programAt("moto_server")!, (port) => ["-p", String(port)], {});
    const env = {
      AWS_ENDPOINT_URL: server.address,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_DEFAULT_REGION: "eu-west-1",
      ...shims,
    };
    const stop = async (): Promise<void> => {
      await server.stop();
      scratch.remove();
    };
    return { surroundings: surroundingsIn({ scratch, env }), stop };
  },
};

/** Where pyenv looks for what its shims stand for, whatever HOME is. */
const shims = { PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? "/root", ".pyenv") };

export const realBackends: readonly Backend[] = [envFile, dotenvx, pass, gopass, sops, vault, aws];
