/** HashiCorp Vault and OpenBao: one secret of the KV v2 engine for each project, over HTTP (https://openbao.org/api-docs/secret/kv/kv-v2/). */
import type { Secret } from "../engine/secret.ts";
import type { WebAnswer } from "../host/host.ts";
import { askServer, parsed, secretOf } from "./asking.ts";
import { outsideOf, type Probe, type Provider, ProviderError, type Store, type Surroundings } from "./provider.ts";

const TITLE = "Vault";
const USUAL_ADDRESS = "https://127.0.0.1:8200";
/** Somebody else may write at the same moment; then it is read again. */
const TRIES = 4;

export const vault: Provider = {
  id: "vault",
  title: "HashiCorp Vault / OpenBao",
  atRest: "encrypted",
  meaning: "In the team's server (KV v2), where access is granted, logged and taken back.",
  at: "mount/path",
  evidence: [
    { file: ".vault-token" },
    { file: "vault.hcl" },
    { file: "docker-compose.yml", text: /\bimage:\s*\S*(?:hashicorp\/vault|openbao)\b/ },
    { file: "compose.yml", text: /\bimage:\s*\S*(?:hashicorp\/vault|openbao)\b/ },
    { file: "compose.yaml", text: /\bimage:\s*\S*(?:hashicorp\/vault|openbao)\b/ },
  ],
  open: (surroundings) => new KeyValueSecret(surroundings),
};

interface Version {
  readonly values: Readonly<Record<string, unknown>>;
  /** What a write has to name, so that it undoes nobody else's. */
  readonly number: number;
}

class KeyValueSecret implements Store {
  readonly #around: Surroundings;
  readonly #mount: string;
  readonly #path: string;

  constructor(around: Surroundings) {
    this.#around = around;
    const [mount = "secret", ...path] = (around.at ?? `secret/${around.project}`).split("/").filter(Boolean);
    this.#mount = mount;
    this.#path = path.length > 0 ? path.join("/") : around.project;
  }

  async probe(): Promise<Probe> {
    const token = await this.#token();
    if (token === undefined) return { state: "signed-out", remedy: SIGN_IN };
    const answer = await this.#ask("GET", "auth/token/lookup-self").catch((error: Error) => error);
    if (answer instanceof Error) return { state: "absent", remedy: answer.message };
    if (answer.status !== 200) return { state: "signed-out", remedy: SIGN_IN };
    return { state: "ready", at: `${this.#mount}/${this.#path}` };
  }

  async names(): Promise<readonly string[]> {
    return Object.keys((await this.#current()).values);
  }

  async get(name: string): Promise<Secret | undefined> {
    const { values } = await this.#current();
    return Object.hasOwn(values, name) ? secretOf(values[name]) : undefined;
  }

  put(name: string, value: Secret): Promise<void> {
    return this.#change((values) => ({ ...values, [name]: value.reveal() }));
  }

  remove(name: string): Promise<void> {
    return this.#change(({ [name]: gone, ...rest }) => (gone === undefined ? undefined : rest));
  }

  /** @param edit undefined where nothing is to be changed */
  async #change(edit: (values: Version["values"]) => Version["values"] | undefined): Promise<void> {
    for (let left = TRIES; left > 0; left--) {
      const { values, number } = await this.#current();
      const data = edit(values);
      if (!data) return;
      const answer = await this.#ask("POST", this.#data(), JSON.stringify({ options: { cas: number }, data }));
      if (answer.status === 200 || answer.status === 204) return;
      if (!/check-and-set/.test(answer.body)) throw refused(answer, `${this.#mount}/${this.#path}`);
    }
    throw new ProviderError("Somebody else keeps writing to this secret of Vault; try again.");
  }

  async #current(): Promise<Version> {
    const answer = await this.#ask("GET", this.#data());
    if (answer.status === 200 || answer.status === 404) return versionOf(answer, `${this.#mount}/${this.#path}`);
    throw refused(answer, `${this.#mount}/${this.#path}`);
  }

  #data(): string {
    return `${encodeURIComponent(this.#mount)}/data/${this.#path.split("/").map(encodeURIComponent).join("/")}`;
  }

  async #ask(method: "GET" | "POST", path: string, body?: string): Promise<WebAnswer> {
    const { variable } = outsideOf(this.#around);
    const address = (variable("BAO_ADDR") ?? variable("VAULT_ADDR") ?? USUAL_ADDRESS).replace(/\/+$/, "");
    const namespace = variable("BAO_NAMESPACE") ?? variable("VAULT_NAMESPACE");
    const headers = {
      "X-Vault-Token": (await this.#token()) ?? "",
      "X-Vault-Request": "true",
      ...(namespace && { "X-Vault-Namespace": namespace }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    };
    return askServer(
      this.#around,
      { method, address: `${address}/v1/${path}`, headers, ...(body !== undefined && { body }) },
      TITLE,
    );
  }

  /** The one that `vault login` left, where no variable names another. */
  async #token(): Promise<string | undefined> {
    const { variable, home } = outsideOf(this.#around);
    const given = variable("BAO_TOKEN") ?? variable("VAULT_TOKEN");
    if (given) return given;
    const bytes = await this.#around.host.files.read(`${home}/.vault-token`);
    const kept = bytes && new TextDecoder().decode(bytes).trim();
    return kept || undefined;
  }
}

const SIGN_IN = "Sign in with `bao login` or `vault login` (VAULT_ADDR says to which server), or set VAULT_TOKEN.";

/** Where the last version was deleted the answer is 404 too, with its number. */
function versionOf({ status, body }: WebAnswer, at: string): Version {
  interface Answer {
    readonly data?: {
      readonly data?: Record<string, unknown> | null;
      readonly metadata?: { readonly version?: number };
    };
  }
  if (status === 404 && /no handler|unsupported path/i.test(body))
    throw new ProviderError(`There is no KV v2 engine at ${at.split("/")[0]} in Vault.`);
  const { data } = parsed<Answer>(body, TITLE);
  return { values: data?.data ?? {}, number: data?.metadata?.version ?? 0 };
}

function refused({ status, body }: WebAnswer, at: string): ProviderError {
  if (status === 403)
    return new ProviderError(
      `Vault refuses access to ${at}: your token has no policy for it, or it has expired. ${SIGN_IN}`,
    );
  if (status === 503) return new ProviderError("Vault is sealed or in standby.");
  const version1 = /invalid path for a versioned|no handler/i.test(body);
  return new ProviderError(
    version1 ? `There is no KV v2 engine at ${at.split("/")[0]} in Vault.` : `Vault answered ${status} for ${at}.`,
  );
}
