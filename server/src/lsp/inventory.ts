/** The inventory of the workspace: open documents as they stand in the editor, over what is on disk. */
import { URI } from "vscode-uri";
import { applyLevels } from "../config/levels.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type FingerprintedFinding, type InventoryToken } from "../engine/inventory.ts";
import { riskOf } from "../engine/rule.ts";
import type { LedgerEntry } from "../lifecycle/ledger.ts";
import { ownersIn } from "../lifecycle/owners.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { isDue, withLifecycle } from "../lifecycle/tokens.ts";
import type { InventoryResult, LedgerFacts, ProtocolToken } from "../protocol.ts";
import { withFacts } from "../workspace/history/inventory.ts";
import { analyse, isShown } from "./analysis.ts";
import type { FoundFile } from "./disk-findings.ts";
import type { Location } from "./folders.ts";
import type { Session } from "./session.ts";
import { inTurns } from "./turn.ts";

/** The findings of one document or file, each by the address under which the client knows it. */
interface Source {
  readonly uri: string;
  readonly location: Location;
  readonly found: readonly FingerprintedFinding[];
}

interface Placed extends FingerprintedFinding {
  readonly file: string | undefined;
}

export async function inventoryOf(session: Session): Promise<InventoryResult> {
  const uncovered = session.disk.all.filter(({ file }) => !session.documents.overlaying(file));
  const open = (await Promise.all(session.documents.all.map(({ uri }) => openSource(session, uri)))).filter(
    (source) => source !== undefined,
  );
  const closed = await inTurns(uncovered, (found) => diskSource(session, found));
  const inEditor = (await inTurns(open, (source) => placed(session, source))).flat();
  const onDisk = (await inTurns(closed, (source) => placed(session, source))).flat();
  const locations = new Map([...open, ...closed].map(({ uri, location }) => [uri, location]));
  const found = [...inEditor, ...onDisk.filter(notInCells(inEditor))];
  const lives = await livesOf(session, buildInventory(found), locations);
  const shown = lives.map((life) =>
    toProtocol(life, (uri) => displayed(session, locations.get(uri)), session.catalogue),
  );
  const { scanning, complete } = session.disk;
  return { scanning, complete, tokens: shown };
}

const displayed = ({ folders }: Session, location: Location | undefined): string | undefined =>
  location && folders.display(location);

/** By the accounts, the policy and the owners of the folder that its first place lies in: a token that stands in several is shown once. */
async function livesOf(
  session: Session,
  tokens: readonly InventoryToken[],
  locations: ReadonlyMap<string, Location>,
): Promise<readonly Life[]> {
  const byFolder = new Map<string | undefined, InventoryToken[]>();
  for (const token of tokens) {
    const root = locations.get(token.places[0]!.path)?.folder?.root;
    const members = byFolder.get(root);
    if (members) members.push(token);
    else byFolder.set(root, [token]);
  }
  const lives = new Map<string, Life>();
  for (const [folder, members] of byFolder)
    for (const life of await livesIn(session, folder, members, locations)) lives.set(life.token.fingerprint, life);
  return tokens.map(({ fingerprint }) => lives.get(fingerprint)!);
}

interface Life {
  readonly token: InventoryToken;
  readonly entry?: LedgerEntry;
  readonly due?: true;
}

async function livesIn(
  session: Session,
  folder: string | undefined,
  tokens: readonly InventoryToken[],
  locations: ReadonlyMap<string, Location>,
): Promise<readonly Life[]> {
  if (folder === undefined) return tokens.map((token) => ({ token }));
  const { root, ledger } = await session.ledgers.of(folder);
  const owners = await ownersIn(root, session.files);
  const policy = policyOf(await session.configs.for(session.folders.locate(URI.file(`${folder}/file`).toString())));
  const start = `${URI.file(root).toString()}/`;
  const ownerOf = (uri: string): string | undefined =>
    uri.startsWith(start) ? owners(decodeURIComponent(uri.slice(start.length))) : undefined;
  const standard = { ledger, policy, now: new Date() };
  const facts = session.histories.of(folder);
  const known = facts ? tokens.map((token) => withFacts(token, facts.get(token.fingerprint), standard.now)) : tokens;
  return withLifecycle(known, ownerOf, standard, (uri) => locations.get(uri)?.path ?? "").map((token) => {
    const entry = ledger?.entries.get(token.fingerprint);
    return { token, ...(entry && { entry }), ...(isDue(token, entry, standard) && { due: true }) };
  });
}

/** A notebook's file holds its cells' source a second time, beside their output, which only the file holds. */
function notInCells(inEditor: readonly Placed[]): (onDisk: Placed) => boolean {
  const known = new Set(inEditor.map(({ file, fingerprint }) => `${file} ${fingerprint}`));
  return ({ file, fingerprint }) => !known.has(`${file} ${fingerprint}`);
}

async function openSource(session: Session, uri: string): Promise<Source | undefined> {
  const analysis = await analyse(session, uri);
  if (!analysis) return undefined;
  const { location, findings } = analysis;
  const root = location.folder?.root ?? session.folders.all[0]?.root;
  const found = findings.map(async (finding) => ({
    finding,
    fingerprint: await session.fingerprints.of(finding, root),
  }));
  return { uri, location, found: await Promise.all(found) };
}

/** Configs are applied anew: they may have changed in the editor since the scan. */
async function diskSource(session: Session, { file, found }: FoundFile): Promise<Source> {
  const uri = URI.file(file).toString();
  const location = session.folders.locate(uri);
  const [settings, { ignored, levels }] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.of(location),
  ]);
  if (ignored) return { uri, location, found: [] };
  const shown = found.flatMap(({ finding, fingerprint }) =>
    applyLevels([finding], levels)
      .filter(isShown(settings))
      .map((levelled) => ({ finding: levelled, fingerprint })),
  );
  return { uri, location, found: shown };
}

/** The address goes in as the path: it comes out as the place's. */
async function placed(session: Session, { uri, location: { file }, found }: Source): Promise<Placed[]> {
  if (found.length === 0) return [];
  const tracked = file === undefined ? undefined : await session.host.git.tracked(file);
  return found.map(({ finding, fingerprint }) => ({
    finding: { ...finding, path: uri },
    fingerprint,
    file,
    ...(tracked !== undefined && { tracked }),
  }));
}

function toProtocol(
  { token, entry, due }: Life,
  pathOf: (uri: string) => string | undefined,
  catalogue: Catalogue,
): ProtocolToken {
  const rule = catalogue.rule(token.ruleId);
  return {
    ...token,
    places: token.places.map(({ path: uri, ...place }) => ({ ...place, uri, path: pathOf(uri) ?? uri })),
    risk: rule ? riskOf(rule) : "",
    pciDss: rule?.pciDss ?? [],
    ...(rule?.revoke && { revoke: rule.revoke }),
    ...(rule?.env && { env: rule.env }),
    ...(due && { due }),
    ...(entry && { entry: factsOf(entry) }),
  };
}

/** What views show of it. */
function factsOf({
  on,
  by,
  reason,
  link,
  until,
  deadline,
  name,
  provider,
  keptAs,
  places,
  done,
}: LedgerEntry): LedgerFacts {
  const facts = { on, by, reason, link, until, deadline, name, provider, keptAs, places, done };
  return JSON.parse(JSON.stringify(facts));
}
