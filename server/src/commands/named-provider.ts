/** The provider that an option names. */
import { providerOf, providers } from "../providers/index.ts";
import type { Provider } from "../providers/provider.ts";
import { CommandError } from "./terminal.ts";

/** @throws CommandError that names all there are, where there is no such one */
export function namedProvider(id: string): Provider {
  const provider = providerOf(id);
  if (provider) return provider;
  const known = providers.map((each) => each.id).join(", ");
  throw new CommandError(`there is no provider "${id}"; known are ${known} (\`tokenward providers\` says more)`);
}
