/** 1Password by its command line: one item for each project, with a hidden field for each name (https://developer.1password.com/docs/cli/). */
import type { Secret } from "../engine/secret.ts";
import { isName, parsed, runProgram, runWell, secretOf } from "./asking.ts";
import { outsideOf, type Probe, type Provider, type Store, type Surroundings } from "./provider.ts";

const INSTALL = "Install it: https://developer.1password.com/docs/cli/get-started/";

export const onepassword: Provider = {
  id: "1password",
  title: "1Password",
  atRest: "encrypted",
  meaning: "In a 1Password vault, which you can share with the team.",
  at: "vault/item",
  evidence: [
    { file: ".env", text: /=\s*["']?op:\/\// },
    { file: ".env.tpl", text: /op:\/\// },
    { file: "docker-compose.yml", text: /op:\/\// },
    { file: "package.json", text: /\bop run\b/ },
    { file: "Makefile", text: /\bop run\b/ },
  ],
  open: (surroundings) => new Item(surroundings),
};

interface Field {
  readonly id?: string;
  readonly label?: string;
  readonly type?: string;
  readonly value?: string;
}

/** As `op item get --format json` prints it; what is not asked for is handed back as it came. */
interface ItemData {
  readonly fields?: readonly Field[];
}

class Item implements Store {
  readonly #around: Surroundings;
  readonly #title: string;
  readonly #vault: readonly string[];

  constructor(around: Surroundings) {
    this.#around = around;
    const [first, ...rest] = (around.at ?? around.project).split("/");
    this.#title = rest.length > 0 ? rest.join("/") : (first ?? around.project);
    this.#vault = rest.length > 0 ? ["--vault", first!] : [];
  }

  /** Accounts are listed without asking the person for a fingerprint. */
  async probe(): Promise<Probe> {
    const args = ["account", "list", "--format", "json"];
    const end = await runProgram(this.#around, { program: "op", args }, INSTALL).catch((error: Error) => error);
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    const account = outsideOf(this.#around).variable("OP_SERVICE_ACCOUNT_TOKEN") !== undefined;
    const listed = end.status === 0 ? parsed<unknown[]>(end.stdout.trim() || "[]", "op") : [];
    if (account || listed.length > 0) return { state: "ready", at: [...this.#vault.slice(1), this.#title].join("/") };
    return {
      state: "signed-out",
      remedy: "Turn on the app's integration with the command line, or run `op account add`.",
    };
  }

  async names(): Promise<readonly string[]> {
    return fieldsOf(await this.#item()).flatMap(({ label }) => (label !== undefined && isName(label) ? [label] : []));
  }

  async get(name: string): Promise<Secret | undefined> {
    return secretOf(fieldsOf(await this.#item()).find(({ label }) => label === name)?.value);
  }

  async put(name: string, value: Secret): Promise<void> {
    const item = await this.#item();
    const field: Field = { label: name, type: "CONCEALED", value: value.reveal() };
    if (!item) {
      const fresh = { title: this.#title, category: "SECURE_NOTE", fields: [field] };
      await this.#run(["create", ...this.#vault, "-"], JSON.stringify(fresh));
      return;
    }
    const known = item.fields?.some(({ label }) => label === name);
    const fields = known
      ? item.fields?.map((each) => (each.label === name ? { ...each, value: field.value } : each))
      : [...(item.fields ?? []), field];
    await this.#run(["edit", this.#title, ...this.#vault], JSON.stringify({ ...item, fields }));
  }

  async remove(name: string): Promise<void> {
    if ((await this.names()).includes(name)) await this.#run(["edit", this.#title, ...this.#vault, `${name}[delete]`]);
  }

  /** Undefined where there is none of that title. */
  async #item(): Promise<ItemData | undefined> {
    const args = ["item", "get", this.#title, ...this.#vault, "--format", "json"];
    const end = await runProgram(this.#around, { program: "op", args }, INSTALL);
    if (end.status === 0) return parsed<ItemData>(end.stdout, "op");
    if (/isn't an item/.test(end.stderr)) return undefined;
    return parsed<ItemData>(await this.#run(["get", this.#title, ...this.#vault]), "op");
  }

  #run(args: readonly string[], input?: string): Promise<string> {
    const call = { program: "op", args: ["item", ...args, "--format", "json"] };
    return runWell(this.#around, { ...call, ...(input !== undefined && { input }) }, INSTALL);
  }
}

/** The note's own text is a field too, and no value of ours. */
const fieldsOf = (item: ItemData | undefined): readonly Field[] =>
  (item?.fields ?? []).filter(({ type }) => type === "CONCEALED");
