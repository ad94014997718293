/** Opens the issuer's page where a token is revoked, in the browser. */
import * as vscode from "vscode";
import type { InventoryStore } from "../inventory/store.ts";
import { pickToken } from "./pick-token.ts";

/** @param argument the address from a code action, or an entry of the tree; anything but https is left alone */
export async function openRevocation(argument: unknown, store: InventoryStore): Promise<void> {
  const revocable = async () => (await pickToken(argument, store, ({ revoke }) => revoke !== undefined))?.revoke;
  const address = typeof argument === "string" ? argument : await revocable();
  if (!address?.startsWith("https://")) return;
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
