/** The inventory of the workspace: open documents as they stand in the editor, over what is on disk. */
import { URI } from "vscode-uri";
import { applyLevels } from "../config/team-config.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { buildInventory, type FingerprintedFinding, type InventoryToken } from "../engine/inventory.ts";
import type { InventoryResult, ProtocolToken } from "../protocol.ts";
import { isIgnored } from "../workspace/ignored.ts";
import { analyse, isShown } from "./analysis.ts";
import type { FoundFile } from "./disk-findings.ts";
import type { Location } from "./folders.ts";
import type { Session } from "./session.ts";

/** The findings of one document or file, each by the address under which the client knows it. */
interface Source {
  readonly uri: string;
  readonly location: Location;
  readonly findings: readonly Finding[];
}

interface Fingerprinted extends FingerprintedFinding {
  readonly file: string | undefined;
}

export async function inventoryOf(session: Session): Promise<InventoryResult> {
  const uncovered = session.disk.all.filter(({ file }) => !session.documents.overlaying(file));
  const open = (await Promise.all(session.documents.all.map(({ uri }) => openSource(session, uri)))).filter(
    (source) => source !== undefined,
  );
  const closed = await Promise.all(uncovered.map((found) => diskSource(session, found)));
  const [inEditor, onDisk] = await Promise.all(
    [open, closed].map((sources) => Promise.all(sources.map((source) => fingerprinted(session, source)))),
  );
  const paths = new Map([...open, ...closed].map(({ uri, location }) => [uri, session.folders.display(location)]));
  const found = [...inEditor!.flat(), ...onDisk!.flat().filter(notInCells(inEditor!.flat()))];
  const tokens = buildInventory(found).map((token) => toProtocol(token, paths, session.catalogue));
  return { scanning: session.disk.scanning, complete: session.disk.complete, tokens };
}

/** A notebook's file holds its cells' source a second time, beside their output, which only the file holds. */
function notInCells(inEditor: readonly Fingerprinted[]): (onDisk: Fingerprinted) => boolean {
  const known = new Set(inEditor.map(({ file, fingerprint }) => `${file} ${fingerprint}`));
  return ({ file, fingerprint }) => !known.has(`${file} ${fingerprint}`);
}

async function openSource(session: Session, uri: string): Promise<Source | undefined> {
  const analysis = await analyse(session, uri);
  return analysis && { uri, location: analysis.location, findings: analysis.findings };
}

/** Configs are applied anew: they may have changed in the editor since the scan. */
async function diskSource(session: Session, { file, findings }: FoundFile): Promise<Source> {
  const uri = URI.file(file).toString();
  const location = session.folders.locate(uri);
  const [settings, configs] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.for(location),
  ]);
  const shown = isIgnored(file, configs) ? [] : applyLevels(findings, configs).filter(isShown(settings));
  return { uri, location, findings: shown };
}

/** The address goes in as the path: it comes out as the place's. */
async function fingerprinted(session: Session, { uri, location, findings }: Source): Promise<Fingerprinted[]> {
  if (findings.length === 0) return [];
  const tracked = location.file === undefined ? undefined : await session.host.git.tracked(location.file);
  const root = location.folder?.root ?? session.folders.all[0]?.root;
  return Promise.all(
    findings.map(async (finding) => ({
      finding: { ...finding, path: uri },
      file: location.file,
      fingerprint: await session.fingerprints.of(finding, root),
      ...(tracked !== undefined && { tracked }),
    })),
  );
}

function toProtocol(token: InventoryToken, paths: ReadonlyMap<string, string>, catalogue: Catalogue): ProtocolToken {
  const rule = catalogue.rule(token.ruleId);
  return {
    ...token,
    places: token.places.map(({ path: uri, ...place }) => ({ ...place, uri, path: paths.get(uri) ?? uri })),
    risk: rule?.risk ?? "",
    ...(rule?.revoke && { revoke: rule.revoke }),
  };
}
