/** Many processes write the accounts at once, and are killed while they do: no line is lost, and none is broken. */
import assert from "node:assert/strict";
import { seededRandom } from "../../server/src/engine/mint.ts";
import { readAudit } from "../../server/src/lifecycle/audit.ts";
import { readLedger } from "../../server/src/lifecycle/ledger.ts";
import { verify } from "../../server/src/lifecycle/verify.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { accountsIn, hashOf } from "./accounts.ts";
import { ended, killed, WriterProgram } from "./processes.ts";

const PROCESSES = 8;
const EACH = 15;
/** `npx tsx scripts/kill-writers.ts` does it 200 times; docs/kill-writers.log has the last run. */
const KILLS = 6;

describe("processes that write accounts", () => {
  let program: WriterProgram;
  let folder: TestFolder;
  before(async () => {
    program = await WriterProgram.build();
  });
  after(() => program.remove());
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());

  it(`lose no line where ${PROCESSES} write at once`, async () => {
    const children = Array.from({ length: PROCESSES }, (_, at) => program.start(folder.path, `p${at}`, String(EACH)));
    assert.deepEqual(await Promise.all(children.map(ended)), Array(PROCESSES).fill(0));
    const accounts = accountsIn(folder.path);
    assert.deepEqual(verify(accounts, hashOf).breaches, []);
    const entries = readAudit(accounts.audit, hashOf).map(({ entry }) => entry!);
    assert.equal(entries.length, PROCESSES * EACH);
    const states = entries.filter(({ action }) => action !== "revealed");
    assert.equal(readLedger(accounts.ledger, hashOf).entries.size, states.length);
    assert.equal(new Set(states.map(({ fingerprint }) => fingerprint)).size, states.length);
  });

  it(`leave whole accounts where they are killed, ${KILLS} times`, async () => {
    let before = 0;
    for await (const { entries, breaches } of killed(program, folder.path, KILLS, seededRandom(11))) {
      assert.deepEqual(breaches, []);
      assert.ok(entries >= before, "a line was lost");
      before = entries;
    }
    assert.ok(before > 0, "nothing was written before the processes were killed");
  });
});
