/** `tokenward generate`: a strong token straight into a store; it is on screen only where somebody asks for that. */
import type { Catalogue } from "../engine/catalogue.ts";
import { Fingerprinter } from "../engine/fingerprint.ts";
import { type ChecksumName, cannotGenerate, generate } from "../engine/generate.ts";
import { record } from "../lifecycle/account.ts";
import { storedToken } from "../workspace/stored-token.ts";
import { ensureLasting, rootOf, telling } from "./accounts.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { inWords, targetFor } from "./target.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface GenerateOptions {
  readonly name: string;
  readonly provider: string;
  /** How many random ones it is made of. */
  readonly bytes: number;
  readonly prefix: string;
  readonly checksum?: ChecksumName;
  /** Whether a value that is there may be replaced. */
  readonly force: boolean;
  /** Whether it is printed. */
  readonly show?: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @returns the exit status */
export async function generateCommand(
  options: GenerateOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { name, force, show } = options;
  const { host } = terminal;
  requireName(name);
  const reason = cannotGenerate(options);
  if (reason) throw new CommandError(reason);
  const store = await targetFor(options.provider, terminal);
  if (!force && (await inWords(() => store.get(name))))
    throw new CommandError(
      `${name} has a value in ${store.title} already; \`tokenward ledger rotate --name ${name} --generate\` keeps it for a while, --force replaces it`,
    );
  const { value, bits, written } = generate(options, (length) => host.random(length));
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, undefined, terminal));
  const { key } = await lastingFingerprints(undefined, { ...terminal, workingDirectory: root });
  await inWords(() => store.put(name, value));
  const fingerprinter = new Fingerprinter(key, host.hashes);
  const { fingerprint, ruleId } = await storedToken(name, value, catalogue, fingerprinter);
  const facts = { name, provider: store.id, fingerprint, ...(ruleId && { ruleId }) };
  await telling(
    record(root, host, () => [
      { action: "generated", ...facts },
      ...(show ? [{ action: "revealed" as const, ...facts }] : []),
    ]),
  );
  const behind = options.prefix && !options.checksum ? ` behind ${options.prefix}` : "";
  terminal.out(
    [
      `${name} is in ${store.title}: ${options.bytes} random bytes, ${bits} bits, as ${written}${behind}.`,
      `Refer to it by its name: process.env.${name}, os.environ["${name}"], $${name}.`,
      ...(show ? [value.reveal()] : []),
      "",
    ].join("\n"),
  );
  return exits.clean;
}

export function requireName(name: string): void {
  if (!NAME.test(name)) throw new CommandError(`${name} is no name of an environment variable`);
}
