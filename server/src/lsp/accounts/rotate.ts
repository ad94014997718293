/** Generates and rotates tokens in stores, and forgets what a rotation kept. */
import * as l10n from "@vscode/l10n";
import { Fingerprinter } from "../../engine/fingerprint.ts";
import { referenceFor } from "../../engine/fix/index.ts";
import { cannotGenerate, generate } from "../../engine/generate.ts";
import { Secret } from "../../engine/secret.ts";
import { record } from "../../lifecycle/account.ts";
import { forgottenDeed } from "../../lifecycle/decide.ts";
import type {
  ForgetOldParams,
  ForgetOldResult,
  GenerateParams,
  GenerateResult,
  RotateParams,
  RotateResult,
  TokenForm,
} from "../../protocol.ts";
import { registerOf } from "../../providers/project.ts";
import { ProviderError } from "../../providers/provider.ts";
import { keptEntry, rotate } from "../../workspace/rotation.ts";
import { storedToken } from "../../workspace/stored-token.ts";
import { fileOfTarget, openTarget, type Target } from "../../workspace/target.ts";
import type { Session } from "../session.ts";
import { chosenFor, lookUp } from "../stores/providers.ts";
import {
  type AccountsAt,
  accountsAt,
  accountsChanged,
  ensureLasting,
  readersOf,
  refusal,
  standingOf,
} from "./where.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws ResponseError with a sentence for the person */
export async function generateInto(session: Session, params: GenerateParams): Promise<GenerateResult> {
  const { uri, name } = params;
  const at = await accountsAt(session, uri);
  requireName(name);
  const { value, bits, written } = made(session, params);
  const store = await targetAt(session, at, params);
  return inWords(async () => {
    if (await store.get(name)) throw refusal(l10n.t("{0} has a value in {1} already: rotate it.", name, store.title));
    await ensureLasting(session, at.root);
    await store.put(name, value);
    const fingerprinter = new Fingerprinter(await session.fingerprints.keyOf(at.folder.root), session.host.hashes);
    const { fingerprint, ruleId } = await storedToken(name, value, session.catalogue, fingerprinter);
    await record(at.root, session.host, () => [
      { action: "generated", name, provider: store.id, fingerprint, ...(ruleId && { ruleId }) },
    ]);
    accountsChanged(session);
    const reference = referenceAt(session, uri, name);
    return { title: store.title, bits, written, ...(reference !== undefined && { reference }) };
  });
}

function referenceAt(session: Session, uri: string, name: string): string | undefined {
  const open = session.documents.get(uri);
  if (!open) return undefined;
  const { path } = session.locate(uri);
  return referenceFor({ path, text: open.getText(), languageId: open.languageId }, name, session.references);
}

/** @throws ResponseError with a sentence for the person; then everything is as it was, or the sentence says what is not */
export async function rotateIn(session: Session, params: RotateParams): Promise<RotateResult> {
  const { uri, name, until, reason, value, form, fingerprint } = params;
  const at = await accountsAt(session, uri);
  requireName(name);
  const fresh = value === undefined ? made(session, form ?? { bytes: 32, prefix: "" }).value : new Secret(value.trim());
  if (fresh.length === 0) throw refusal(l10n.t("There is no new value."));
  const store = await targetAt(session, at, params);
  if (await ensureLasting(session, at.root))
    throw refusal(l10n.t("Tokenward made .tokenward/salt, which fingerprints need to last. Try again."));
  const [found, readers] = [await standingOf(session, at.root), await readersOf(session, at, name)];
  const key = await session.fingerprints.keyOf(at.folder.root);
  const { host, catalogue } = session;
  const request = {
    ...{ name, value: fresh },
    ...(until && { until }),
    ...(reason && { reason }),
    ...(fingerprint && { fingerprint }),
    placesOf: (print: string) => [...found(print).places.filter((path) => !isStore(path, store)), ...readers],
    ruleOf: (print: string) => found(print).ruleId,
  };
  const { entry } = await inWords(() => rotate(store, request, { root: at.root, host, key, catalogue }));
  accountsChanged(session);
  const revoke = entry.ruleId && catalogue.rule(entry.ruleId)?.revoke;
  return {
    fingerprint: entry.fingerprint,
    title: store.title,
    deadline: entry.deadline!,
    places: entry.places ?? [],
    ...(entry.keptAs && { keptAs: entry.keptAs }),
    ...(revoke && { revoke }),
  };
}

/** The store's own file holds both values as it should. */
function isStore(path: string, { id }: Target): boolean {
  const file = fileOfTarget(id);
  return file !== undefined && (path === file || path.endsWith(`/${file}`));
}

/** @throws ResponseError with a sentence for the person */
export async function forgetKept(
  session: Session,
  { uri, fingerprint }: ForgetOldParams,
): Promise<ForgetOldResult | null> {
  const at = await accountsAt(session, uri);
  const entry = await keptEntry(at.root, session.host, fingerprint);
  if (!entry) return null;
  const store = await targetAt(session, at, { provider: entry.provider ?? "dotenv" });
  await inWords(() => store.remove(entry.keptAs));
  await record(at.root, session.host, ({ entries }) => {
    const now = entries.get(fingerprint);
    return now ? [forgottenDeed(now)] : [];
  });
  accountsChanged(session);
  return { name: entry.keptAs, title: store.title };
}

function made(session: Session, form: TokenForm) {
  const reason = cannotGenerate(form);
  if (reason) throw refusal(reason);
  return generate(form, (length) => session.host.random(length));
}

function requireName(name: string): void {
  if (!NAME.test(name)) throw refusal(l10n.t("{0} is no name of an environment variable", name));
}

/** The store that is named, that has the name already, or where the workspace's values go. */
async function targetAt(
  session: Session,
  { folder }: AccountsAt,
  { provider: id, name }: { readonly provider?: string; readonly name?: string },
): Promise<Target> {
  const { names } = await registerOf(session.host, folder.root);
  const known = id ?? (name === undefined ? undefined : names[name]);
  const provider = known === undefined ? await chosenFor(session, folder) : lookUp(session, folder, known);
  if (!provider) throw refusal(l10n.t("There is no provider {0}.", known ?? ""));
  await session.settled;
  return inWords(() => openTarget(provider, session.host, folder.root));
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw refusal(error.message);
    throw error;
  }
}
