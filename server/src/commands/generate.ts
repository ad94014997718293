/** `tokenward generate`: a strong token straight into a store; it is never on screen. */
import { Secret } from "../engine/secret.ts";
import { record } from "../lifecycle/account.ts";
import { dotenvStore, StoreError } from "../workspace/dotenv-store.ts";
import { ensureLasting, rootOf, telling } from "./accounts.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface GenerateOptions {
  readonly name: string;
  readonly provider?: string;
  /** How many random ones it is made of. */
  readonly bytes: number;
  readonly prefix: string;
  /** Whether a value that is there may be replaced. */
  readonly force: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PREFIX = /^[A-Za-z0-9_-]*$/;
/** Fewer can be guessed: 112 bits (NIST SP 800-63B-4, look-up secrets). */
const FEWEST = 14;
const MOST = 1024;

/** @returns the exit status */
export async function generateCommand(options: GenerateOptions, terminal: Terminal): Promise<number> {
  check(options);
  const { name, bytes, prefix, force } = options;
  const { host, workingDirectory } = terminal;
  const store = dotenvStore(workingDirectory, host);
  if (!force && (await store.get(name)))
    throw new CommandError(`${name} has a value in ${store.file} already; pass --force to replace it, or rotate it`);
  const body = toBase64url(host.random(bytes));
  const value = new Secret(prefix + body);
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, undefined, terminal));
  const { key } = await lastingFingerprints(undefined, { ...terminal, workingDirectory: root });
  await putInto(store, name, value);
  const fingerprint = await store.fingerprint(name, key);
  await telling(
    record(root, host, () => [{ action: "generated", name, provider: "dotenv", ...(fingerprint && { fingerprint }) }]),
  );
  terminal.out(
    [
      `${name} is in ${store.file}: ${bytes} random bytes, ${bytes * 8} bits, as ${body.length} characters of base64url${prefix ? ` behind ${prefix}` : ""}.`,
      `Refer to it by its name: process.env.${name}, os.environ["${name}"], $${name}.`,
      "",
    ].join("\n"),
  );
  return exits.clean;
}

function check({ name, provider = "dotenv", bytes, prefix }: GenerateOptions): void {
  if (provider !== "dotenv") throw new CommandError(`no token can be generated into ${provider}; dotenv is known`);
  if (!NAME.test(name)) throw new CommandError(`${name} is no name of an environment variable`);
  if (!PREFIX.test(prefix)) throw new CommandError("a prefix is made of letters, digits, _ and -");
  if (bytes < FEWEST || bytes > MOST)
    throw new CommandError(`--bytes is a number from ${FEWEST} to ${MOST}: fewer can be guessed`);
}

async function putInto(store: ReturnType<typeof dotenvStore>, name: string, value: Secret): Promise<void> {
  try {
    await store.put(name, value);
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(error.message);
    throw error;
  }
}

const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
