/** What a command on a token's life is meant for: an entry of the tree, the finding at a place, or an entry of the ledger. */
import type { ProtocolPlace, ProtocolToken } from "../../../server/src/protocol.ts";
import { PlaceNode } from "../inventory/nodes/place-node.ts";
import type { InventoryStore } from "../inventory/store.ts";
import { pickToken } from "./pick-token.ts";

export interface Subject {
  readonly fingerprint: string;
  readonly ruleId?: string;
  /** In that folder's accounts. */
  readonly uri: string;
  /** Absent where the ledger alone knows of it. */
  readonly token?: ProtocolToken;
  /** The place that is meant, where one is. */
  readonly place?: ProtocolPlace;
}

interface Fields {
  readonly uri?: unknown;
  readonly id?: unknown;
  readonly fingerprint?: unknown;
  readonly ruleId?: unknown;
}

/** @param argument as a code action gives it, or an entry of the tree. @returns undefined where nothing was picked */
export async function subjectOf(
  argument: unknown,
  store: InventoryStore,
  suits: (token: ProtocolToken) => boolean = () => true,
): Promise<Subject | undefined> {
  const { uri, id, fingerprint, ruleId } = (argument ?? {}) as Fields;
  if (typeof uri === "string" && typeof fingerprint === "string") {
    const token = store.all.find((each) => each.fingerprint === fingerprint);
    return { fingerprint, uri, ...(typeof ruleId === "string" && { ruleId }), ...(token && { token }) };
  }
  if (typeof uri === "string" && typeof id === "string") return at(await store.current(), uri, id);
  if (argument instanceof PlaceNode) return at(store.all, argument.place.uri, argument.place.id);
  const token = await pickToken(argument, store, suits);
  return token && ofToken(token, token.places[0]);
}

function at(tokens: readonly ProtocolToken[], uri: string, id: string): Subject | undefined {
  const isMeant = (place: ProtocolPlace): boolean => place.uri === uri && place.id === id;
  const token = tokens.find(({ places }) => places.some(isMeant));
  return token && ofToken(token, token.places.find(isMeant));
}

function ofToken(token: ProtocolToken, place: ProtocolPlace | undefined): Subject | undefined {
  const { fingerprint, ruleId } = token;
  return place && { fingerprint, ruleId, uri: place.uri, token, place };
}
