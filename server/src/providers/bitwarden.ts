/** Bitwarden by its command line: one note for each project, with a hidden field for each name (https://bitwarden.com/help/cli/). */
import type { Secret } from "../engine/secret.ts";
import { isName, parsed, runProgram, runWell, secretOf } from "./asking.ts";
import type { Probe, Provider, Store, Surroundings } from "./provider.ts";

const INSTALL = "Install it (npm install -g @bitwarden/cli) and run `bw login`.";
/** https://bitwarden.com/help/vault-management-api/: a secure note, and a field that is hidden. */
const NOTE = 2;
const HIDDEN = 1;

export const bitwarden: Provider = {
  id: "bitwarden",
  title: "Bitwarden",
  atRest: "encrypted",
  meaning: "In your Bitwarden vault; this window has to know its session (BW_SESSION).",
  at: "item",
  evidence: [],
  open: (surroundings) => new Note(surroundings),
};

interface Field {
  readonly name?: string | null;
  readonly value?: string | null;
  readonly type: number;
}

interface ItemData {
  readonly id?: string;
  readonly name: string;
  readonly fields?: readonly Field[] | null;
}

class Note implements Store {
  readonly #around: Surroundings;
  readonly #title: string;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#title = around.at ?? around.project;
  }

  async probe(): Promise<Probe> {
    const end = await runProgram(this.#around, call(["status"]), INSTALL).catch((error: Error) => error);
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    const { status } = end.status === 0 ? parsed<{ status?: string }>(end.stdout, "bw") : {};
    if (status === "unlocked") return { state: "ready", at: this.#title };
    const unlock = "Run `bw unlock` and set BW_SESSION as it says, before this is started.";
    return { state: "signed-out", remedy: status === "locked" ? unlock : "Run `bw login` first." };
  }

  async names(): Promise<readonly string[]> {
    return fieldsOf(await this.#item())
      .map(({ name }) => name ?? "")
      .filter(isName);
  }

  async get(name: string): Promise<Secret | undefined> {
    return secretOf(fieldsOf(await this.#item()).find((field) => field.name === name)?.value);
  }

  async put(name: string, value: Secret): Promise<void> {
    const item = await this.#item();
    const field: Field = { name, value: value.reveal(), type: HIDDEN };
    const fields = [...(item?.fields ?? []).filter((other) => other.name !== name), field];
    if (item?.id !== undefined) return this.#write(["edit", "item", item.id], { ...item, fields });
    const fresh = { type: NOTE, name: this.#title, notes: null, secureNote: { type: 0 }, fields };
    await this.#write(["create", "item"], fresh);
  }

  async remove(name: string): Promise<void> {
    const item = await this.#item();
    if (item?.id === undefined || !fieldsOf(item).some((field) => field.name === name)) return;
    const fields = (item.fields ?? []).filter((field) => field.name !== name);
    await this.#write(["edit", "item", item.id], { ...item, fields });
  }

  async #item(): Promise<ItemData | undefined> {
    const listed = await runWell(this.#around, call(["list", "items", "--search", this.#title]), INSTALL);
    return parsed<ItemData[]>(listed, "bw").find(({ name }) => name === this.#title);
  }

  /** What it reads is JSON in base64, as `bw encode` makes it. */
  async #write(args: readonly string[], item: object): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(item));
    const input = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    await runWell(this.#around, { ...call(args), input }, INSTALL);
  }
}

const call = (args: readonly string[]) => ({ program: "bw", args: [...args, "--nointeraction"] });

const fieldsOf = (item: ItemData | undefined): readonly Field[] =>
  (item?.fields ?? []).filter(({ type }) => type === HIDDEN);
