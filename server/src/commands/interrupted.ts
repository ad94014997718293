/** Before anything is moved: finishes what a crash interrupted, and tells of it. */
import { type Settled, settleInterrupted } from "../workspace/transaction.ts";
import type { Terminal } from "./terminal.ts";

export async function tellInterrupted({ host, workingDirectory, err }: Terminal): Promise<void> {
  for (const settled of await settleInterrupted(host, workingDirectory)) err(`${sentence(settled)}\n`);
}

function sentence({ name, store, became, files }: Settled): string {
  const before = "A move was interrupted earlier";
  if (became === "finished") return `${before}: it was finished, ${name} is in ${store}.`;
  if (became === "taken-back") return `${before}: ${name} was taken back from ${store}, the code is as it was.`;
  if (became === "halfway")
    return `${before}: ${name} is in ${store}, and its value still in ${files.join(", ")}; fixing again finishes it.`;
  return `${before}: ${store} cannot be reached to see about ${name}; the next start tries again.`;
}
