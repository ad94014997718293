/** After a crash: finishes what a move left behind, and tells the person. */
import * as l10n from "@vscode/l10n";
import { MessageType, ShowMessageNotification, type ShowMessageParams } from "vscode-languageserver";
import { type Settled, settleInterrupted } from "../../workspace/transaction.ts";
import type { Session } from "../session.ts";
import { lookUp } from "./providers.ts";

/** Nothing in a workspace that is not trusted: stores are not reached from there. */
export function settleMoves(session: Session): void {
  if (session.trusted) session.settled = settle(session).catch(session.failed("journal"));
}

async function settle(session: Session): Promise<void> {
  for (const folder of session.folders.all) {
    if (folder.root === undefined) continue;
    const settled = await settleInterrupted(session.host, folder.root, (id) => lookUp(session, folder, id));
    for (const each of settled) {
      const said: ShowMessageParams = { type: MessageType.Info, message: sentence(each) };
      await session.connection.sendNotification(ShowMessageNotification.type, said);
    }
  }
}

function sentence({ name, store, became, files }: Settled): string {
  if (became === "finished") return l10n.t("A move was interrupted. It was finished: {0} is in {1}.", name, store);
  if (became === "taken-back")
    return l10n.t("A move was interrupted. {0} was taken back from {1}, and the code is as it was.", name, store);
  if (became === "unreachable")
    return l10n.t(
      "A move was interrupted, and {1} cannot be reached to see about {0}. The next start tries again.",
      name,
      store,
    );
  return l10n.t(
    "A move was interrupted. {0} is in {1}, and its value still in {2}: move it again to finish.",
    name,
    store,
    files.join(", "),
  );
}
