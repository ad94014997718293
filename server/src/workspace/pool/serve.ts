/** The other end of the pool: what a thread does that was started to scan. */
import type { References } from "../../engine/fix/index.ts";
import type { Grammars } from "../../engine/read/syntax.ts";
import { NOTHING, type OwnThread } from "../../host/host.ts";
import { FileScanner, type Outcome, type ScannerParts } from "../file-scanner.ts";
import type { Batch, Reply, ThreadSetup } from "./messages.ts";

export interface ThreadParts extends Omit<ScannerParts, "references" | "grammars"> {
  /** Asked for where findings say whether they can be fixed. */
  references(): References;
  /** Asked for where handling rules look. */
  grammars(): Grammars;
}

/** Scans the batches that come, one after the other, until the thread is told to end. */
export function serveScans(thread: OwnThread, { references, grammars, ...parts }: ThreadParts): void {
  const { fixes, handling, ...setup } = thread.setup as ThreadSetup;
  const scanner = new FileScanner(setup, {
    ...parts,
    ...(fixes && { references: references() }),
    ...(handling && { grammars: grammars() }),
  });
  let last: Promise<void> = Promise.resolve();
  thread.listen((batch) => {
    last = last.then(() => scanBatch(batch as Batch, scanner, thread));
  });
}

async function scanBatch(batch: Batch, scanner: FileScanner, thread: OwnThread): Promise<void> {
  const reply: Outcome[] = [];
  for (const { number, file } of batch) {
    if (thread.ending()) return;
    thread.note(number);
    reply.push(await scanner.scan(file, () => thread.note(number)));
  }
  thread.reply(reply satisfies Reply);
  thread.note(NOTHING);
}
