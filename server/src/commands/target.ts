/** The store that a command puts values into, by the provider's id; what goes wrong there is told in words. */
import { ProviderError } from "../providers/provider.ts";
import { openTarget, type Target } from "../workspace/target.ts";
import { namedProvider } from "./named-provider.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** @throws CommandError where there is no such provider, or nothing can be put there now */
export const targetFor = (id: string, { host, workingDirectory }: Terminal): Promise<Target> =>
  inWords(() => openTarget(namedProvider(id), host, workingDirectory));

export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw new CommandError(error.message);
    throw error;
  }
}
