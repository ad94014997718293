/** Google Secret Manager by gcloud: one secret for each name (https://cloud.google.com/sdk/gcloud/reference/secrets). */
import { Secret } from "../engine/secret.ts";
import { isName, parsed, runProgram, runWell } from "./asking.ts";
import type { Probe, Provider, Store, Surroundings } from "./provider.ts";

const INSTALL = "Install it: https://cloud.google.com/sdk/docs/install";

export const gcp: Provider = {
  id: "gcp",
  title: "Google Secret Manager",
  atRest: "encrypted",
  meaning: "In the Google Cloud project that gcloud is set to, encrypted by its key management.",
  at: "prefix",
  evidence: [
    { file: "app.yaml", text: /^runtime:/m },
    { file: "cloudbuild.yaml" },
    { file: "package.json", text: /"@google-cloud\/secret-manager"\s*:/ },
    { file: "requirements.txt", text: /^google-cloud-secret-manager\b/m },
  ],
  open: (surroundings) => new Secrets(surroundings),
};

class Secrets implements Store {
  readonly #around: Surroundings;
  readonly #begin: string;

  constructor(around: Surroundings) {
    this.#around = around;
    // Ids are made of letters, digits, _ and -.
    this.#begin = `${(around.at ?? around.project).replace(/[^\w-]+/g, "-")}-`;
  }

  async probe(): Promise<Probe> {
    const args = ["config", "list", "--format=json"];
    const end = await runProgram(this.#around, call(args), INSTALL).catch((error: Error) => error);
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    interface Config {
      readonly core?: { readonly account?: string; readonly project?: string };
      readonly auth?: { readonly access_token_file?: string };
    }
    const { core, auth } = end.status === 0 ? parsed<Config>(end.stdout, "gcloud") : {};
    if (!core?.account && !auth?.access_token_file)
      return { state: "signed-out", remedy: "Sign in with `gcloud auth login`." };
    if (!core?.project) return { state: "unset", remedy: "Name the project with `gcloud config set project ID`." };
    return { state: "ready", at: `${core.project}/${this.#begin}` };
  }

  async names(): Promise<readonly string[]> {
    const listed = parsed<{ name: string }[]>(await this.#run(["list", "--format=json(name)"]), "gcloud");
    return listed
      .map(({ name }) => name.slice(name.lastIndexOf("/") + 1))
      .filter((id) => id.startsWith(this.#begin))
      .map((id) => id.slice(this.#begin.length))
      .filter(isName);
  }

  async get(name: string): Promise<Secret | undefined> {
    if (!(await this.names()).includes(name)) return undefined;
    return new Secret(await this.#run(["versions", "access", "latest", `--secret=${this.#begin}${name}`]));
  }

  async put(name: string, value: Secret): Promise<void> {
    const known = (await this.names()).includes(name);
    const verb = known ? ["versions", "add"] : ["create"];
    const kind = known ? [] : ["--replication-policy=automatic"];
    await this.#run([...verb, this.#begin + name, ...kind, "--data-file=-"], value.reveal());
  }

  async remove(name: string): Promise<void> {
    if ((await this.names()).includes(name)) await this.#run(["delete", this.#begin + name]);
  }

  #run(args: readonly string[], input?: string): Promise<string> {
    return runWell(this.#around, call(["secrets", ...args], input), INSTALL);
  }
}

const call = (args: readonly string[], input?: string) => ({
  program: "gcloud",
  args: [...args, "--quiet"],
  variables: { CLOUDSDK_CORE_DISABLE_PROMPTS: "1", CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: "1" },
  ...(input !== undefined && { input }),
});
