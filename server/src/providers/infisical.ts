/** Infisical over HTTP: the project and environment that `.infisical.json` names (https://infisical.com/docs/api-reference). */
import type { Secret } from "../engine/secret.ts";
import type { WebAnswer } from "../host/host.ts";
import { askServer, fileOf, isName, parsed, runProgram, secretOf } from "./asking.ts";
import { outsideOf, type Probe, type Provider, ProviderError, type Store, type Surroundings } from "./provider.ts";

const TITLE = "Infisical";
const USUAL_ADDRESS = "https://app.infisical.com";
const INSTALL = "Install it and run `infisical login`, or set INFISICAL_TOKEN: https://infisical.com/docs/cli/overview";
const UNSET = "Link the folder to a project with `infisical init`.";

export const infisical: Provider = {
  id: "infisical",
  title: TITLE,
  atRest: "encrypted",
  meaning: "In the team's Infisical project, with one set of values for each environment.",
  at: "project/environment/path",
  evidence: [{ file: ".infisical.json" }, { file: "package.json", text: /\binfisical run\b/ }],
  open: (surroundings) => new Environment(surroundings),
};

interface Scope {
  readonly projectId: string;
  readonly environment: string;
  readonly secretPath: string;
}

interface SecretData {
  readonly secretKey: string;
  readonly secretValue?: string;
}

class Environment implements Store {
  readonly #around: Surroundings;
  #token: Promise<string> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async probe(): Promise<Probe> {
    const scope = await this.#scope();
    if (!scope) return { state: "unset", remedy: UNSET };
    const failure = await this.names().catch((error: Error) => error);
    if (!(failure instanceof Error))
      return { state: "ready", at: `${scope.projectId}/${scope.environment}${scope.secretPath}` };
    return { state: /not installed/.test(failure.message) ? "absent" : "signed-out", remedy: failure.message };
  }

  async names(): Promise<readonly string[]> {
    return (await this.#all()).map(({ secretKey }) => secretKey).filter(isName);
  }

  async get(name: string): Promise<Secret | undefined> {
    return secretOf((await this.#all()).find(({ secretKey }) => secretKey === name)?.secretValue);
  }

  async put(name: string, value: Secret): Promise<void> {
    const known = (await this.names()).includes(name);
    // Kept as it is: without this line breaks come back as `\n`.
    const body = { ...(await this.#known()), secretValue: value.reveal(), type: "shared", skipMultilineEncoding: true };
    const answer = await this.#ask(known ? "PATCH" : "POST", `/${encodeURIComponent(name)}`, body);
    if (answer.status !== 200) throw refused(answer);
  }

  async remove(name: string): Promise<void> {
    const body = { ...(await this.#known()), type: "shared" };
    const answer = await this.#ask("DELETE", `/${encodeURIComponent(name)}`, body);
    if (answer.status !== 200 && answer.status !== 404) throw refused(answer);
  }

  async #all(): Promise<readonly SecretData[]> {
    const query = new URLSearchParams({
      ...(await this.#known()),
      viewSecretValue: "true",
      expandSecretReferences: "true",
    });
    const answer = await this.#ask("GET", `?${query}`);
    if (answer.status !== 200) throw refused(answer);
    return parsed<{ secrets?: SecretData[] }>(answer.body, TITLE).secrets ?? [];
  }

  async #known(): Promise<Scope> {
    const scope = await this.#scope();
    if (!scope) throw new ProviderError(UNSET);
    return scope;
  }

  async #scope(): Promise<Scope | undefined> {
    const [project, environment, ...path] = this.#around.at?.split("/") ?? [];
    if (project && environment) return { projectId: project, environment, secretPath: `/${path.join("/")}` };
    const text = await fileOf(this.#around, ".infisical.json");
    const link =
      text === undefined ? {} : parsed<{ workspaceId?: string; defaultEnvironment?: string }>(text, ".infisical.json");
    if (!link.workspaceId) return undefined;
    return { projectId: link.workspaceId, environment: link.defaultEnvironment || "dev", secretPath: "/" };
  }

  async #ask(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<WebAnswer> {
    const { variable } = outsideOf(this.#around);
    const server = (variable("INFISICAL_API_URL") ?? variable("INFISICAL_DOMAIN") ?? USUAL_ADDRESS).replace(
      /(?:\/api)?\/*$/,
      "",
    );
    const headers = { Authorization: `Bearer ${await this.#signedIn()}`, "Content-Type": "application/json" };
    const address = `${server}/api/v4/secrets${path}`;
    return askServer(this.#around, { method, address, headers, ...(body && { body: JSON.stringify(body) }) }, TITLE);
  }

  #signedIn(): Promise<string> {
    this.#token ??= this.#signIn();
    return this.#token;
  }

  async #signIn(): Promise<string> {
    const given = outsideOf(this.#around).variable("INFISICAL_TOKEN");
    if (given) return given;
    const call = { program: "infisical", args: ["user", "get", "token", "--plain"] };
    const end = await runProgram(this.#around, call, INSTALL);
    const token = end.stdout.trim();
    if (end.status !== 0 || !/^\S+$/.test(token))
      throw new ProviderError("Sign in with `infisical login`, or set INFISICAL_TOKEN.");
    return token;
  }
}

function refused({ status }: WebAnswer): ProviderError {
  if (status === 401 || status === 403)
    return new ProviderError(
      `${TITLE} refuses access to this project and environment: sign in with \`infisical login\`.`,
    );
  return new ProviderError(`${TITLE} answered ${status}.`);
}
