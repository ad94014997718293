/** The part of the command line that keeps accounts: init, generate, ledger and audit. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { CommandError, type Terminal } from "./terminal.ts";

/** What the program hands in; each command's own code is loaded when it runs. */
export interface Parts {
  readonly terminal: () => Terminal;
  readonly load: () => Promise<typeof import("./lifecycle.ts")>;
  readonly finish: (status: Promise<number>) => void;
}

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It is a whole number from 1 on.");
  return number;
}

/** By it scanners tell the token from other texts. */
const checksum = (): Option =>
  new Option("--checksum <kind>", "end it in a checksum, as GitHub's tokens do (with a prefix as acme_)").choices([
    "crc32-base62",
  ]);

/** Adds the commands to the program. */
export function addAccounts(tokenward: Command, { terminal, load, finish }: Parts): void {
  tokenward
    .command("init")
    .description("keep accounts from here on: makes .tokenward/salt, which fingerprints are made with")
    .action(() => finish(load().then(({ initCommand }) => initCommand(terminal()))));
  tokenward
    .command("generate")
    .description("make a strong token straight into a store; prints its name, never its value")
    .requiredOption("--name <name>", "the environment variable that it goes by")
    .option("--provider <id>", "where it goes to", "dotenv")
    .addOption(new Option("--bytes <n>", "how many random bytes").argParser(whole).default(32))
    .option("--prefix <text>", "what it begins with", "")
    .addOption(checksum())
    .option("--show", "also print it, which the audit log is told", false)
    .option("--force", "replace the value that is there", false)
    .action((options) => finish(load().then(({ generateCommand }) => generateCommand(options, terminal()))));
  addLedger(tokenward.command("ledger").description("states of tokens, by fingerprint"), { terminal, load, finish });
  addAudit(tokenward.command("audit").description("what was done to tokens, by whom and when"), {
    terminal,
    load,
    finish,
  });
}

function addLedger(ledger: Command, { terminal, load, finish }: Parts): void {
  const states = [
    ["revoked", "revoke", "its issuer takes it no more; wherever it stands from now on is an error"],
    ["accepted", "accept", "leave it out of scans, for a reason and until a day"],
  ] as const;
  for (const [state, name, description] of states) {
    const command = deciding(ledger.command(`${name} <fingerprint>`).description(description));
    if (state === "accepted") command.option("--owner <name>", "who answers for it");
    else command.option("--forget", "take the old value that a rotation kept out of its store");
    command.action((given, options) =>
      finish(load().then(({ setState }) => setState(state, given, options, terminal()))),
    );
  }
  deciding(ledger.command("rotate [fingerprint]"))
    .description(
      "a new value is in use; the old one has until --until, else a week. With --name the values change places",
    )
    .option("--name <name>", "put the new value under this name into a store, and keep the old one there for a while")
    .option("--provider <id>", "the store", "dotenv")
    .option("--generate", "make the new value; without it, it is asked for, or read from standard input", false)
    .addOption(new Option("--bytes <n>", "how many random bytes").argParser(whole).default(32))
    .option("--prefix <text>", "what it begins with", "")
    .addOption(checksum())
    .action((given, options) =>
      finish(
        load().then(({ rotateCommand, setState }) => {
          if (options.name !== undefined) return rotateCommand(given, options, terminal());
          if (given !== undefined) return setState("rotated", given, options, terminal());
          throw new CommandError("say which token: its fingerprint, or --name");
        }),
      ),
    );
  ledger
    .command("done <fingerprint> <path>")
    .description("the new value of a rotated token is in use there")
    .action((given, path) => finish(load().then(({ markDone }) => markDone(given, path, terminal()))));
  ledger
    .command("remove <fingerprint>")
    .description("take a token's entry out: it is as it was found again")
    .option("--reason <text>", "why, for the audit log")
    .action((given, { reason }) => finish(load().then(({ removeState }) => removeState(given, reason, terminal()))));
  ledger
    .command("list")
    .description("all entries")
    .option("--json", "as JSON")
    .action(({ json }) => finish(load().then(({ listLedger }) => listLedger(json === true, terminal()))));
}

const deciding = (command: Command): Command =>
  command
    .option("--reason <text>", "why, for whoever reads it later")
    .option("--until <day>", "the last day, as 2026-12-31")
    .option("--link <address>", "where more is told: a ticket, a page of the issuer")
    .option("--fingerprint-key-file <file>", "key of the fingerprints, instead of the repository's own");

function addAudit(audit: Command, { terminal, load, finish }: Parts): void {
  audit
    .command("verify")
    .description("check the log: exit status 0 whole, 1 broken, 2 could not be read")
    .option("--json", "as JSON")
    .action(({ json }) => finish(load().then(({ verifyAudit }) => verifyAudit(json === true, terminal()))));
  audit
    .command("list [fingerprint]")
    .description("all entries, or those of one token")
    .option("--json", "as JSON")
    .action((fingerprint, { json }) =>
      finish(load().then(({ listAudit }) => listAudit({ json: json === true, fingerprint }, terminal()))),
    );
  audit
    .command("archive")
    .description("move old entries into a file a year")
    .addOption(new Option("--months <n>", "how long they stay in the log").argParser(whole).default(12))
    .action((options) => finish(load().then(({ archiveAudit }) => archiveAudit(options.months, terminal()))));
}
