/** `tokenward generate`: a strong token straight into a store; it is never on screen. */
import { Fingerprinter } from "../engine/fingerprint.ts";
import { Secret } from "../engine/secret.ts";
import { record } from "../lifecycle/account.ts";
import { openProvider, requireReady } from "../providers/project.ts";
import { type Provider, ProviderError } from "../providers/provider.ts";
import { REGISTER, withName } from "../providers/register.ts";
import { dotenvStore, StoreError } from "../workspace/dotenv-store.ts";
import { ensureLasting, rootOf, telling } from "./accounts.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { namedProvider } from "./named-provider.ts";
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
  const { host } = terminal;
  const store = await inWords(() => storeFor(options, terminal));
  if (!force && (await inWords(() => store.get(name))))
    throw new CommandError(`${name} has a value in ${store.title} already; pass --force to replace it, or rotate it`);
  const body = toBase64url(host.random(bytes));
  const value = new Secret(prefix + body);
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, undefined, terminal));
  const { key } = await lastingFingerprints(undefined, { ...terminal, workingDirectory: root });
  await inWords(() => store.put(name, value));
  const fingerprint = await new Fingerprinter(key, host.hashes).ofRandom(value);
  await telling(record(root, host, () => [{ action: "generated", name, provider: store.id, fingerprint }]));
  terminal.out(
    [
      `${name} is in ${store.title}: ${bytes} random bytes, ${bytes * 8} bits, as ${body.length} characters of base64url${prefix ? ` behind ${prefix}` : ""}.`,
      `Refer to it by its name: process.env.${name}, os.environ["${name}"], $${name}.`,
      "",
    ].join("\n"),
  );
  return exits.clean;
}

function check({ name, bytes, prefix }: GenerateOptions): void {
  if (!NAME.test(name)) throw new CommandError(`${name} is no name of an environment variable`);
  if (!PREFIX.test(prefix)) throw new CommandError("a prefix is made of letters, digits, _ and -");
  if (bytes < FEWEST || bytes > MOST)
    throw new CommandError(`--bytes is a number from ${FEWEST} to ${MOST}: fewer can be guessed`);
}

/** Where the value goes. */
interface Target {
  readonly id: string;
  readonly title: string;
  get(name: string): Promise<Secret | undefined>;
  /** Puts it there and reads it back. */
  put(name: string, value: Secret): Promise<void>;
}

async function storeFor({ provider: id = "dotenv" }: GenerateOptions, terminal: Terminal): Promise<Target> {
  const { host, workingDirectory } = terminal;
  if (id === "dotenv") return { id, title: ".env", ...dotenvStore(workingDirectory, host) };
  return openTarget(namedProvider(id), terminal);
}

async function openTarget(provider: Provider, { host, workingDirectory }: Terminal): Promise<Target> {
  const { id, title } = provider;
  const open = await openProvider(provider, host, workingDirectory);
  await requireReady(open);
  const register = `${workingDirectory}/${REGISTER}`;
  return {
    id,
    title,
    get: (name) => open.store.get(name),
    put: async (name, value) => {
      await open.store.put(name, value);
      if (!(await open.store.get(name))?.equals(value))
        throw new CommandError(`${title} does not give back what was put there`);
      const before = await host.files.read(register);
      await host.files.write(register, withName(before && new TextDecoder().decode(before), name, id, open.at));
    },
  };
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError || error instanceof ProviderError) throw new CommandError(error.message);
    throw error;
  }
}

const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
