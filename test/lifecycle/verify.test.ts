/** Whatever is done to ledger or log outside Tokenward is found, and where. */
import assert from "node:assert/strict";
import { sealEntry } from "../../server/src/lifecycle/audit.ts";
import { type Accounts, verify } from "../../server/src/lifecycle/verify.ts";
import { hashOf } from "./accounts.ts";
import { accountsOfThree, resealed, undetected, writerIn } from "./tampering.ts";

const ROUNDS = 400;

describe("verifying the accounts", () => {
  let accounts: Accounts;
  before(async () => {
    accounts = await accountsOfThree();
  });

  const breached = (changed: Partial<Accounts>) => verify({ ...accounts, ...changed }, hashOf).breaches;
  const linesOf = (): string[] => accounts.audit.trimEnd().split("\n");
  const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

  it("finds nothing where nothing was done", () => {
    const { breaches, entries, writers } = verify(accounts, hashOf);
    assert.deepEqual([breaches, entries, writers], [[], 24, 3]);
  });

  it(`finds ${ROUNDS} tamperings at random, and scripts/tamper.ts 10,000`, () => {
    assert.equal(undetected(accounts, ROUNDS, 7), undefined);
  });

  it("says which line was edited", () => {
    const changed = joined(linesOf().with(4, linesOf()[4]!.replace(/"user":"./, '"user":"~')));
    assert.deepEqual(breached({ audit: changed })[0], {
      file: "audit.jsonl",
      line: 4,
      message: "this entry was edited: its hash is another's",
    });
  });

  it("says what is missing, and before which line", () => {
    const [found] = breached({ audit: joined(linesOf().toSpliced(2, 2)) });
    assert.equal(found?.line, 2);
    assert.match(found!.message, /^entries 3 to 4 are missing of chain [0-9a-f]{16} before this one$/);
  });

  it("says which entries a cut tail had", () => {
    const [found] = breached({ audit: joined(linesOf().slice(0, -1)) });
    assert.match(found!.message, /^the tail of chain [0-9a-f]{16} was cut: entry 8 is missing$/);
  });

  it("finds a log that was taken away whole", () => {
    assert.equal(breached({ audit: "" }).filter(({ message }) => message.includes("was cut")).length, 3);
  });

  /** One chain from a line on, with one entry changed and all hashes behind it made to fit. */
  function rewritten(writer: string, at: number): string[] {
    let prev = "";
    return linesOf().map((line, each) => {
      if (writerIn(line) !== writer) return line;
      const { hash: _, ...entry } = JSON.parse(line);
      const sealed = sealEntry({ ...entry, prev, ...(each === at && { by: "Mallory" }) }, hashOf);
      prev = sealed.hash;
      return sealed.line;
    });
  }

  it("finds who computes all hashes of a chain anew, wherever they begin", () => {
    for (const [at, line] of linesOf().entries()) {
      const found = breached({ audit: joined(rewritten(writerIn(line), at)) });
      assert.ok(
        found.some(({ message }) => message.includes("was written anew")),
        `line ${at}: ${JSON.stringify(found)}`,
      );
    }
  });

  it("finds it by the other chains where the anchor of that one was made to fit as well", () => {
    const first = writerIn(linesOf()[0]!);
    const lines = rewritten(first, 0);
    const head = JSON.parse(lines.filter((line) => writerIn(line) === first).at(-1)!).hash;
    const ledger = accounts.ledger.replace(
      new RegExp(`("writer":"${first}","count":\\d+,"head":")[0-9a-f]+`),
      `$1${head}`,
    );
    assert.deepEqual(
      breached({ audit: joined(lines), ledger }).map(({ message }) => message),
      ["the entry that this one was written below is gone or was written anew"],
    );
  });

  it("finds a chain that was added whole", () => {
    const invented = resealed(linesOf()[0]!, { writer: "feedfeedfeedfeed", seq: 1, prev: "" });
    const found = breached({ audit: joined([...linesOf(), invented]) });
    assert.match(found[0]!.message, /is not anchored in the ledger: it was inserted/);
  });

  it("finds an old ledger entry that was put back", () => {
    const line = accounts.ledger.split("\n").find((each) => each.includes("reason 5"))!;
    const folderless = accounts.ledger.replace(line, JSON.stringify({ ...JSON.parse(line), reason: "reason 4" }));
    assert.notEqual(breached({ ledger: folderless }).length, 0);
  });
});
