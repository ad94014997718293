/** What is known of the tokens in a document, in a few words each: "expires in 12 days; in git since 2024-03, 5 authors, 3 places". */
import * as l10n from "@vscode/l10n";
import type { InventoryResult, ProtocolToken } from "../protocol.ts";
import { inventoryOf } from "./inventory.ts";
import type { Session } from "./session.ts";
import { expiryInWords } from "./time-words.ts";

/** A date is cut to year and month. */
const MONTH = 7;

/** By the id of the finding; those of which nothing is known but that they stand here have no entry. */
export async function tokenFacts(session: Session, uri: string): Promise<ReadonlyMap<string, string>> {
  const { folder } = session.locate(uri);
  if (!(await session.settings.for(folder?.uri)).hints) return new Map();
  const now = new Date();
  const { tokens } = await recentInventory(session);
  return new Map(
    tokens.flatMap((token) => {
      const words = inWords(token, now);
      const here = token.places.filter((place) => place.uri === uri);
      return words === "" ? [] : here.map(({ id }) => [id, words] as const);
    }),
  );
}

/** Asked for whenever an editor scrolls: made once, until something changes. */
function recentInventory(session: Session): Promise<InventoryResult> {
  session.inventory ??= inventoryOf(session);
  return session.inventory;
}

function inWords(token: ProtocolToken, now: Date): string {
  const { expires, overdue } = token;
  return [
    ...(expires ? [expiryInWords(expires, now)] : []),
    ...(overdue ? [l10n.t("overdue")] : []),
    ...whereabouts(token),
  ].join("; ");
}

function whereabouts({ places, firstSeen, authors, inHistory }: ProtocolToken): string[] {
  const standing = places.filter(({ kind }) => kind === "hardcoded").length;
  const parts = [
    ...(inHistory && firstSeen ? [l10n.t("in git since {0}", firstSeen.date.slice(0, MONTH))] : []),
    ...(authors !== undefined && authors > 1 ? [l10n.t("{0} authors", authors)] : []),
    ...(standing > 1 ? [l10n.t("{0} places", standing)] : []),
  ];
  return parts.length > 0 ? [parts.join(", ")] : [];
}
