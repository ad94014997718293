/** What follows when the user's settings or the workspace's trust change: all is shown, and scanned, anew. */
import type { DidChangeConfigurationParams } from "vscode-languageserver";
import type { ProviderChosenParams } from "../protocol.ts";
import { announceInventory, everythingChanged } from "./changes.ts";
import type { Session } from "./session.ts";
import { settleMoves } from "./stores/interrupted.ts";
import { rescanAll } from "./watched-files.ts";

/** What a scan leaves out depends on them. */
export function configurationChanged(session: Session, { settings }: DidChangeConfigurationParams): void {
  session.settings.changed(settings);
  everythingChanged(session);
  rescanAll(session);
}

/** Now git may be asked, and fingerprints become the repository's. */
export function trusted(session: Session): void {
  session.trusted = true;
  session.fingerprints.reset();
  session.baselines.invalidate();
  // Configs that lie elsewhere may be read now.
  session.configs.invalidate();
  everythingChanged(session);
  announceInventory(session);
  rescanAll(session);
  settleMoves(session);
}

/** Quick fixes move there from now on. */
export function providerWasChosen(session: Session, { provider }: ProviderChosenParams): void {
  session.provider = provider ?? undefined;
}
