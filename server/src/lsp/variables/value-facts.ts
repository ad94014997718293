/** What may be said of the value that a line of a store gives: what it is, when it ends and how old the file is. Never the value. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import { scan } from "../../engine/index.ts";
import type { PlacedVariable } from "../../engine/variables/table.ts";
import { fileAt } from "../file-at.ts";
import type { Folder } from "../folders.ts";
import type { Session } from "../session.ts";
import { agoInWords, expiryInWords } from "../time-words.ts";

export async function valueFacts(session: Session, folder: Folder, place: PlacedVariable): Promise<string[]> {
  if (folder.root === undefined) return [];
  const file = `${folder.root}/${place.path}`;
  const now = new Date();
  const { text = "" } = await fileAt(session, file);
  const { findings } = scan({ path: place.path, text }, session.catalogue, now);
  const finding = findings.find(
    ({ range, span }) => range.start.line === place.range.start.line && span.start >= place.span.end,
  );
  return [...whatItIs(finding, now), ...(await changed(session, file, now))];
}

function whatItIs(finding: Finding | undefined, now: Date): string[] {
  if (!finding) return [];
  const { title, masked, expires } = finding;
  return [`${title} \`${masked}\``, ...(expires ? [expiryInWords(expires, now)] : [])];
}

async function changed({ host }: Session, file: string, now: Date): Promise<string[]> {
  const found = await host.files.look(file).catch(() => undefined);
  if (!found || !("stamp" in found) || !found.stamp) return [];
  const at = new Date(Number(found.stamp.modified / 1_000_000n));
  return [l10n.t("in a file changed {0}", agoInWords(at, now))];
}
