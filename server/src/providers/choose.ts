/** Which provider a project's values go to, where nobody names one: what the team decided, what it uses already, what its files tell. */
import { fileOf } from "./asking.ts";
import { providerOf, providers } from "./index.ts";
import { type ProviderHost, registerOf } from "./project.ts";
import { type Evidence, type Provider, ProviderError } from "./provider.ts";

export interface Choice {
  readonly provider: Provider;
  /** What speaks for it, in a few words; undefined for the usual one. */
  readonly why?: string;
}

/** Those that a project sets up on purpose come first; `.env` is what is left. */
const ORDER = ["dotenvx", "1password", "doppler", "infisical", "sops", "vault"];

/**
 * @param folder the project's, absolute
 * @param policy the id that the team's config names (`policy.provider`)
 * @param lookUp finds a provider by its id; the editor knows one more
 * @throws ProviderError where the team's config names one that is not known here
 */
export async function chooseProvider(
  host: ProviderHost,
  folder: string,
  policy: string | undefined,
  lookUp: (id: string) => Provider | undefined = providerOf,
): Promise<Choice> {
  const usual = providerOf("dotenv")!;
  if (policy !== undefined) return { provider: teamProvider(policy, lookUp), why: "as .tokenward.yml has it" };
  const used = Object.values((await registerOf(host, folder)).names)
    .map(lookUp)
    .find(Boolean);
  if (used) return { provider: used, why: "as .tokenward/stores.json has it" };
  for (const provider of ORDER.map((id) => providerOf(id)!)) {
    const sign = await signOf(provider, host, folder);
    if (sign) return { provider, why: `as ${sign.file} tells` };
  }
  return { provider: usual };
}

/** The providers that the files of the project tell of, in the order in which they are shown. */
export async function evident(
  host: ProviderHost,
  folder: string,
): Promise<readonly { provider: Provider; file: string }[]> {
  const found = await Promise.all(
    providers.map(async (provider) => ({ provider, file: (await signOf(provider, host, folder))?.file })),
  );
  return found.flatMap(({ provider, file }) => (file === undefined ? [] : [{ provider, file }]));
}

async function signOf({ evidence }: Provider, host: ProviderHost, folder: string): Promise<Evidence | undefined> {
  for (const sign of evidence) {
    const text = await fileOf({ host, folder, project: "" }, sign.file);
    if (text !== undefined && (sign.text?.test(text) ?? true)) return sign;
  }
  return undefined;
}

/** Values of a team that asked for another place do not go to `.env` unasked. */
function teamProvider(id: string, lookUp: (id: string) => Provider | undefined): Provider {
  const provider = lookUp(id);
  if (provider) return provider;
  throw new ProviderError(
    `.tokenward.yml sends values to the provider "${id}", which cannot be used here: name another one (--provider).`,
  );
}
