/** Azure Key Vault over HTTP, signed in by the command line az (https://learn.microsoft.com/rest/api/keyvault/secrets/). */
import type { Secret } from "../engine/secret.ts";
import type { WebAnswer } from "../host/host.ts";
import { askServer, parsed, runProgram, secretOf } from "./asking.ts";
import { outsideOf, type Probe, type Provider, ProviderError, type Store, type Surroundings } from "./provider.ts";

const TITLE = "Azure Key Vault";
const VERSION = "api-version=7.4";
const INSTALL = "Install it and run `az login`: https://learn.microsoft.com/cli/azure/";
const UNSET = "Say which vault: set AZURE_KEYVAULT_URL (https://NAME.vault.azure.net).";
/** How long a name that was deleted takes to come back, in tries of half a second. */
const TRIES = 40;

export const azure: Provider = {
  id: "azure",
  title: TITLE,
  atRest: "encrypted",
  meaning: "In a vault of your Azure subscription, where access is granted and logged.",
  at: "https://NAME.vault.azure.net/prefix",
  evidence: [
    { file: "azure.yaml" },
    { file: "host.json", text: /"extensionBundle"/ },
    { file: "package.json", text: /"@azure\/keyvault-secrets"\s*:/ },
    { file: "requirements.txt", text: /^azure-keyvault-secrets\b/m },
  ],
  open: (surroundings) => new Secrets(surroundings),
};

/** Of a secret, as far as it is asked for. */
interface Bundle {
  readonly id: string;
  readonly value?: string;
  readonly tags?: { readonly name?: string; readonly project?: string };
}

class Secrets implements Store {
  readonly #around: Surroundings;
  #token: Promise<string> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async probe(): Promise<Probe> {
    const vault = this.#vault();
    if (vault === undefined) return { state: "unset", remedy: UNSET };
    const token = await this.#signedIn().catch((error: Error) => error);
    if (!(token instanceof Error)) return { state: "ready", at: `${vault}/${this.#prefix()}` };
    return { state: /not installed/.test(token.message) ? "absent" : "signed-out", remedy: token.message };
  }

  /** Names hold no underscore there, so each secret says in a tag what it is called. */
  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    let next: string | null | undefined = `secrets?${VERSION}`;
    while (next) {
      const answer: WebAnswer = await this.#ask("GET", next);
      if (answer.status !== 200) throw refused(answer);
      const page: { value?: Bundle[]; nextLink?: string | null } = parsed(answer.body, TITLE);
      for (const { tags } of page.value ?? [])
        if (tags?.project === this.#prefix() && tags.name !== undefined) names.push(tags.name);
      next = page.nextLink;
    }
    return names;
  }

  async get(name: string): Promise<Secret | undefined> {
    const answer = await this.#ask("GET", `secrets/${this.#id(name)}?${VERSION}`);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw refused(answer);
    return secretOf(parsed<Bundle>(answer.body, TITLE).value);
  }

  async put(name: string, value: Secret): Promise<void> {
    const path = `secrets/${this.#id(name)}?${VERSION}`;
    const body = JSON.stringify({ value: value.reveal(), tags: { name, project: this.#prefix() } });
    const answer = await this.#ask("PUT", path, body);
    // Deleted secrets keep their names until they are recovered or purged.
    const settled = answer.status === 409 ? await this.#recovered(name, () => this.#ask("PUT", path, body)) : answer;
    if (settled.status !== 200) throw refused(settled);
  }

  async remove(name: string): Promise<void> {
    const answer = await this.#ask("DELETE", `secrets/${this.#id(name)}?${VERSION}`);
    if (answer.status !== 200 && answer.status !== 404) throw refused(answer);
  }

  async #recovered(name: string, again: () => Promise<WebAnswer>): Promise<WebAnswer> {
    await this.#ask("POST", `deletedsecrets/${this.#id(name)}/recover?${VERSION}`);
    let answer = await again();
    for (let left = TRIES; left > 0 && answer.status === 409; left--) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      answer = await again();
    }
    return answer;
  }

  /** Without a slash at its end. */
  #vault(): string | undefined {
    const given = /^https?:\/\/[^/]+/.exec(this.#around.at ?? "")?.[0];
    return given ?? outsideOf(this.#around).variable("AZURE_KEYVAULT_URL")?.replace(/\/+$/, "");
  }

  #prefix(): string {
    return (this.#around.at ?? "").replace(/^https?:\/\/[^/]+\/?/, "") || this.#around.project;
  }

  /** Ids are made of letters, digits and `-`. */
  #id(name: string): string {
    return `${this.#prefix()}--${name}`.replace(/[^A-Za-z0-9-]/g, "-");
  }

  async #ask(method: "GET" | "PUT" | "POST" | "DELETE", path: string, body?: string): Promise<WebAnswer> {
    const vault = this.#vault();
    if (vault === undefined) throw new ProviderError(UNSET);
    const address = path.startsWith("http") ? path : `${vault}/${path}`;
    // The next page's address comes from the server: what signs us in goes to the vault alone.
    if (new URL(address).origin !== new URL(vault).origin) throw new ProviderError(`${TITLE} named another server.`);
    const headers = { Authorization: `Bearer ${await this.#signedIn()}`, "Content-Type": "application/json" };
    return askServer(this.#around, { method, address, headers, ...(body !== undefined && { body }) }, TITLE);
  }

  #signedIn(): Promise<string> {
    this.#token ??= this.#signIn();
    return this.#token;
  }

  async #signIn(): Promise<string> {
    const args = ["account", "get-access-token", "--resource", "https://vault.azure.net", "--query", "accessToken"];
    const end = await runProgram(this.#around, { program: "az", args: [...args, "--output", "tsv"] }, INSTALL);
    const token = end.stdout.trim();
    if (end.status !== 0 || token === "") throw new ProviderError("Sign in with `az login`.");
    return token;
  }
}

function refused({ status }: WebAnswer): ProviderError {
  if (status === 401 || status === 403)
    return new ProviderError(
      `${TITLE} refuses access: you need the role "Key Vault Secrets Officer" there, or to run \`az login\`.`,
    );
  return new ProviderError(`${TITLE} answered ${status}.`);
}
