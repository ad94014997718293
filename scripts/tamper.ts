/** `npx tsx scripts/tamper.ts [ROUNDS [SEED]]`: tampers with ledger and audit log at random, and checks that each time it is found. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountsOfThree, undetected } from "../test/lifecycle/tampering.ts";

const LOG = join(import.meta.dirname, "../docs/tampering.log");
const [rounds = 10_000, seed = 7] = process.argv.slice(2).map(Number);

const missed = undetected(await accountsOfThree(), rounds, seed);
const said = missed === undefined ? `all ${rounds} were found` : `not found: ${missed}`;
const line = `${rounds} tamperings at random with the accounts of three working copies, from seed ${seed}: ${said}.`;
writeFileSync(LOG, `${line}\n`);
process.stdout.write(`${line}\n`);
process.exitCode = missed === undefined ? 0 : 1;
