/** Ways to tamper with the text of ledger and audit log, at random. */
import { type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { sealEntry } from "../../server/src/lifecycle/audit.ts";
import { type Accounts, verify } from "../../server/src/lifecycle/verify.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { accept, accountsIn, hashOf, reveal, revoke, write } from "./accounts.ts";

interface Tampering {
  readonly name: string;
  /** @returns the accounts as somebody left them; the same ones where this cannot be done to them */
  apply(accounts: Accounts, random: Random): Accounts;
}

const below = (random: Random, end: number): number => Math.floor(random() * end);

/** Changes the log's text. */
const inAudit = (name: string, change: (text: string, random: Random) => string): Tampering => ({
  name,
  apply: (accounts, random) => ({ ...accounts, audit: change(accounts.audit, random) }),
});

/** Changes the log's lines, of which each ends with a line break. */
const inLines = (name: string, change: (lines: string[], random: Random) => string[]): Tampering =>
  inAudit(name, (text, random) =>
    change(text.trimEnd().split("\n"), random)
      .map((line) => `${line}\n`)
      .join(""),
  );

const onLedgerEntries = (name: string, change: (lines: string[], random: Random) => string[]): Tampering => ({
  name,
  apply: (accounts, random) => {
    const lines = accounts.ledger.trimEnd().split("\n");
    const entries = lines.filter((line) => line.startsWith('{"fingerprint"'));
    const anchors = lines.filter((line) => !line.startsWith('{"fingerprint"'));
    const changed = [...change(entries, random), ...anchors].map((line) => `${line}\n`).join("");
    return { ...accounts, ledger: changed };
  },
});

function otherUnit(unit: string, random: Random): string {
  const other = String.fromCharCode(32 + below(random, 95));
  return other === unit ? (unit === "x" ? "y" : "x") : other;
}

function replaceUnit(text: string, random: Random): string {
  const at = below(random, text.length);
  return text.slice(0, at) + otherUnit(text[at]!, random) + text.slice(at + 1);
}

function swapped(lines: string[], random: Random): string[] {
  const [a, b] = [below(random, lines.length), below(random, lines.length)];
  const changed = [...lines];
  [changed[a], changed[b]] = [lines[b]!, lines[a]!];
  // Lines of two chains may change places: merging does so too.
  return writerIn(lines[a]!) === writerIn(lines[b]!) ? changed : lines;
}

export const writerIn = (line: string): string => JSON.parse(line).writer;

/** The line with a field changed, and its hash made to fit. */
export function resealed(line: string, change: Readonly<Record<string, unknown>>): string {
  const { hash: _, ...entry } = JSON.parse(line);
  return sealEntry({ ...entry, ...change }, hashOf).line;
}

const tamperings: readonly Tampering[] = [
  inAudit("one character replaced", replaceUnit),
  inAudit("one character inserted", (text, random) => {
    const at = below(random, text.length + 1);
    return text.slice(0, at) + String.fromCharCode(32 + below(random, 95)) + text.slice(at);
  }),
  inAudit("some characters deleted", (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(random, 60));
  }),
  inAudit("the tail cut anywhere", (text, random) => text.slice(0, below(random, text.length))),
  inLines("lines deleted", (lines, random) => {
    const at = below(random, lines.length);
    return lines.filter((_, each) => each < at || each > at + below(random, 3));
  }),
  inLines("a line repeated", (lines, random) =>
    lines.toSpliced(below(random, lines.length + 1), 0, lines[below(random, lines.length)]!),
  ),
  inLines("two lines of a chain exchanged", swapped),
  inLines("an empty line inserted", (lines, random) => lines.toSpliced(below(random, lines.length + 1), 0, "")),
  inLines("an entry invented", (lines, random) => {
    const at = below(random, lines.length);
    return lines.toSpliced(at + 1, 0, resealed(lines[at]!, { reason: `r${random()}`, seq: 1 + below(random, 90) }));
  }),
  inLines("an entry edited and sealed again", (lines, random) => {
    const at = below(random, lines.length);
    return lines.with(at, resealed(lines[at]!, { by: `Mallory ${random()}` }));
  }),
  onLedgerEntries("a ledger entry edited", (lines, random) => {
    const at = below(random, lines.length);
    return lines.with(at, JSON.stringify({ ...JSON.parse(lines[at]!), reason: `r${random()}` }));
  }),
  onLedgerEntries("a ledger entry taken out", (lines, random) => lines.toSpliced(below(random, lines.length), 1)),
  onLedgerEntries("a ledger entry invented", (lines, random) => {
    const entry = JSON.parse(lines[below(random, lines.length)]!);
    const digits = Array.from({ length: 64 }, () => below(random, 16).toString(16)).join("");
    return [...lines, JSON.stringify({ ...entry, fingerprint: digits })];
  }),
];

/** Accounts that three working copies wrote, one after another: 24 entries. */
export async function accountsOfThree(): Promise<Accounts> {
  const folder = new TestFolder();
  try {
    for (let round = 0; round < 6; round++) {
      await write(folder.path, accept(`a${round}`), reveal("x"), revoke(`r${round}`));
      await write(folder.path, revoke("again", `reason ${round}`));
      // Without it the working copy begins another chain, as another person's would.
      if (round % 2 === 1) folder.remove(".tokenward/.writer.json");
    }
    return accountsIn(folder.path);
  } finally {
    folder.remove();
  }
}

/** @returns the first tampering of so many at random that is not found; undefined where all are */
export function undetected(accounts: Accounts, rounds: number, seed: number): string | undefined {
  const random = seededRandom(seed);
  let done = 0;
  for (let round = 0; done < rounds; round++) {
    const tampering = tamperings[round % tamperings.length]!;
    const changed = tampering.apply(accounts, random);
    if (changed.audit === accounts.audit && changed.ledger === accounts.ledger) continue;
    if (verify(changed, hashOf).breaches.length === 0) return `${tampering.name}, round ${round}`;
    done++;
  }
  return undefined;
}
