/** The inventory with what ledger, policy and owners tell of each token, and what is unusual. */
import { dirname, relative, sep } from "node:path";
import type { InventoryToken } from "../engine/inventory.ts";
import { readLedgerOf, recordsOf } from "../lifecycle/account.ts";
import { ownersIn } from "../lifecycle/owners.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { entriesOf, readAccounts } from "../lifecycle/read.ts";
import { accountsRoot } from "../lifecycle/root.ts";
import { withLifecycle } from "../lifecycle/tokens.ts";
import { editedAccounts, type Unusual, unusualDeeds, unusualTokens } from "../lifecycle/unusual.ts";
import { telling } from "./accounts.ts";
import type { Team } from "./team.ts";
import type { Terminal } from "./terminal.ts";

interface Lives {
  readonly tokens: readonly InventoryToken[];
  readonly unusual: readonly Unusual[];
}

export async function withLives(
  found: readonly InventoryToken[],
  { configs }: Team,
  { host, workingDirectory }: Terminal,
): Promise<Lives> {
  const root = await accountsRoot(workingDirectory, host);
  const ledger = await readLedgerOf(root, host);
  const owners = await ownersIn(root, host.files);
  const below = relative(root, workingDirectory).split(sep).join("/");
  const inRoot = (path: string): string => (below === "" ? path : `${below}/${path}`);
  const standard = { ledger, policy: policyOf(await configs.configsFor(`${workingDirectory}/file`)), now: new Date() };
  const tokens = withLifecycle(found, (path) => owners(inRoot(path)), standard);
  const roots = new Map<string, string | undefined>();
  for (const path of new Set(found.flatMap(({ places }) => places.map((place) => place.path))))
    roots.set(path, await host.git.root(dirname(`${workingDirectory}/${path}`)));
  const repositoryOf = (path: string): string | undefined => roots.get(path);
  const placed = unusualTokens(tokens, ledger, { repositoryOf, inRoot });
  return { tokens, unusual: [...placed, ...(await deedsIn(root, host))] };
}

async function deedsIn(root: string, host: Terminal["host"]): Promise<Unusual[]> {
  const accounts = await telling(readAccounts(root, host));
  if (!accounts) return [];
  const { hash } = recordsOf(host);
  return [...unusualDeeds(entriesOf(accounts, hash)), ...editedAccounts(accounts, hash)];
}
