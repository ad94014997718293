/** Doppler by its command line: the project and config that `doppler setup` chose for the folder (https://docs.doppler.com/docs/cli). */
import { Secret } from "../engine/secret.ts";
import { isName, parsed, runProgram, runWell } from "./asking.ts";
import type { Probe, Provider, Store, Surroundings } from "./provider.ts";

const INSTALL = "Install it and run `doppler login`: https://docs.doppler.com/docs/install-cli";
/** Doppler's own, in every config. */
const OWN = /^DOPPLER_(?:PROJECT|CONFIG|ENVIRONMENT)$/;

export const doppler: Provider = {
  id: "doppler",
  title: "Doppler",
  atRest: "encrypted",
  meaning: "In the team's Doppler project, with one config for each environment.",
  at: "project/config",
  evidence: [{ file: "doppler.yaml" }, { file: ".doppler.yaml" }, { file: "package.json", text: /\bdoppler run\b/ }],
  open: (surroundings) => new Config(surroundings),
};

class Config implements Store {
  readonly #around: Surroundings;
  readonly #scope: readonly string[];

  constructor(around: Surroundings) {
    this.#around = around;
    const [project, config] = around.at?.split("/") ?? [];
    this.#scope = project && config ? ["--project", project, "--config", config] : [];
  }

  async probe(): Promise<Probe> {
    const args = ["secrets", "--only-names", ...this.#scope, "--json"];
    const end = await runProgram(this.#around, call(args), INSTALL).catch((error: Error) => error);
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    if (end.status === 0) return { state: "ready", at: this.#around.at ?? "as `doppler setup` chose" };
    if (/project|config\b/i.test(end.stderr) && !/token/i.test(end.stderr))
      return { state: "unset", remedy: "Choose the project and config with `doppler setup`." };
    return { state: "signed-out", remedy: "Sign in with `doppler login`." };
  }

  async names(): Promise<readonly string[]> {
    const listed = await this.#run(["--only-names", "--json"]);
    return Object.keys(parsed<Record<string, unknown>>(listed, "doppler")).filter(
      (name) => isName(name) && !OWN.test(name),
    );
  }

  /** As programs get it: what it refers to is filled in. */
  async get(name: string): Promise<Secret | undefined> {
    if (!(await this.names()).includes(name)) return undefined;
    const answer = await this.#run(["get", name, "--json"]);
    const value = parsed<Record<string, { computed?: string | null }>>(answer, "doppler")[name]?.computed;
    return typeof value === "string" ? new Secret(value) : undefined;
  }

  async put(name: string, value: Secret): Promise<void> {
    // The line break that ends what it reads is no part of the value.
    await this.#run(["set", name, "--silent", "--no-interactive"], `${value.reveal()}\n`);
  }

  async remove(name: string): Promise<void> {
    if ((await this.names()).includes(name)) await this.#run(["delete", name, "--yes", "--silent"]);
  }

  #run(args: readonly string[], input?: string): Promise<string> {
    const all = call(["secrets", ...args, ...this.#scope]);
    return runWell(this.#around, { ...all, ...(input !== undefined && { input }) }, INSTALL);
  }
}

const call = (args: readonly string[]) => ({
  program: "doppler",
  args: [...args, "--no-check-version"],
});
