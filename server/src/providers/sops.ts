/** SOPS: one file of the project whose values are encrypted, with age or whatever `.sops.yaml` names (https://getsops.io/docs/). */
import { parse } from "yaml";
import type { Secret } from "../engine/secret.ts";
import { type Call, fileOf, isName, parsed, runProgram, runWell, secretOf } from "./asking.ts";
import { type Probe, type Provider, ProviderError, type Store, type Surroundings } from "./provider.ts";

const INSTALL = "Install it: https://getsops.io (3.11 or newer is needed to put values).";
const RULES = ".sops.yaml";
/** Names under which projects keep such a file; the first that a rule of `.sops.yaml` is made for is taken. */
const USUAL = [
  "secrets.enc.yaml",
  "secrets.enc.yml",
  "secrets.sops.yaml",
  "secrets.enc.json",
  "secrets.yaml",
  "secrets.yml",
  "secrets.json",
  "secrets/secrets.yaml",
  "secrets/secrets.enc.yaml",
];

export const sops: Provider = {
  id: "sops",
  title: "SOPS",
  atRest: "encrypted",
  meaning: "Encrypted in a file that is committed with the code; who holds a key can read it.",
  at: "file",
  evidence: [{ file: RULES }],
  open: (surroundings) => new EncryptedFile(surroundings),
};

class EncryptedFile implements Store {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async probe(): Promise<Probe> {
    const version = await runProgram(this.#around, this.#call(["--version"]), INSTALL).catch((error: Error) => error);
    if (version instanceof Error) return { state: "absent", remedy: version.message };
    const file = await this.#file();
    if (file === undefined) return { state: "unset", remedy: UNSET };
    if ((await this.#text(file)) === undefined) return { state: "ready", at: file };
    const end = await runProgram(this.#around, this.#call(["decrypt", "--output-type", "json", file]), INSTALL);
    if (end.status === 0) return { state: "ready", at: file };
    return { state: "signed-out", remedy: `None of your keys opens ${file} (for age: SOPS_AGE_KEY_FILE names them).` };
  }

  async names(): Promise<readonly string[]> {
    const file = await this.#file();
    const text = file === undefined ? undefined : await this.#text(file);
    if (text === undefined) return [];
    const content: unknown = parse(text);
    return typeof content === "object" && content !== null
      ? Object.keys(content).filter((name) => name !== "sops" && isName(name))
      : [];
  }

  async get(name: string): Promise<Secret | undefined> {
    if (!(await this.names()).includes(name)) return undefined;
    const file = await this.#file();
    const decrypted = await this.#run(["decrypt", "--output-type", "json", file ?? ""]);
    return secretOf(parsed<Record<string, unknown>>(decrypted, "sops")[name]);
  }

  async put(name: string, value: Secret): Promise<void> {
    const file = await this.#file();
    if (file === undefined) throw new ProviderError(UNSET);
    if ((await this.#text(file)) === undefined) return this.#create(file, name, value);
    await this.#run(["set", "--value-stdin", file, indexOf(name)], JSON.stringify(value.reveal()));
  }

  async remove(name: string): Promise<void> {
    if (!(await this.names()).includes(name)) return;
    await this.#run(["unset", (await this.#file()) ?? "", indexOf(name)]);
  }

  /** The plain text stands in the pipe and in no file. */
  async #create(file: string, name: string, value: Secret): Promise<void> {
    const type = file.endsWith(".json") ? "json" : "yaml";
    const args = ["encrypt", "--filename-override", file, "--input-type", "json", "--output-type", type];
    const encrypted = await this.#run(args, JSON.stringify({ [name]: value.reveal() }));
    await this.#around.host.files.write(`${this.#around.folder}/${file}`, encrypted);
  }

  /** Relative to the folder; undefined where no rule says with which key a file is encrypted. */
  async #file(): Promise<string | undefined> {
    if (this.#around.at !== undefined) return this.#around.at;
    const texts = await Promise.all(USUAL.map(async (file) => ({ file, text: await this.#text(file) })));
    const present = texts.find(({ text }) => text !== undefined && /^\s*"?sops"?:/m.test(text));
    if (present) return present.file;
    const rules = await this.#rules();
    // A new file must not take the place of a plain one.
    return texts.find(({ file, text }) => text === undefined && rules?.some((rule) => rule.test(file)))?.file;
  }

  /** The files that `.sops.yaml` is for, as patterns; undefined where there is none in the folder or above. */
  async #rules(): Promise<readonly RegExp[] | undefined> {
    for (let folder = this.#around.folder; ; folder = folder.replace(/[\\/][^\\/]*$/, "")) {
      const text = await fileOf(this.#around, `${folder}/${RULES}`);
      if (text !== undefined) return patternsOf(text);
      if (!/[\\/]/.test(folder)) return undefined;
    }
  }

  #text(file: string): Promise<string | undefined> {
    return fileOf(this.#around, file);
  }

  #run(args: readonly string[], input?: string): Promise<string> {
    return runWell(this.#around, this.#call(args, input), INSTALL);
  }

  #call(args: readonly string[], input?: string): Call {
    // Version 3 asks its maker for a newer one.
    const variables = { SOPS_DISABLE_VERSION_CHECK: "1" };
    return { program: "sops", args, variables, ...(input !== undefined && { input }) };
  }
}

const UNSET = `${RULES} says for no file of secrets with which key it is encrypted: add a creation rule for ${USUAL[0]}.`;

const indexOf = (name: string): string => `[${JSON.stringify(name)}]`;

/** Patterns that only Go reads are left out. */
function patternsOf(text: string): RegExp[] {
  const rules = (parse(text) as { creation_rules?: readonly { path_regex?: unknown }[] } | null)?.creation_rules ?? [];
  return rules.flatMap(({ path_regex: pattern }) => {
    try {
      return [new RegExp(typeof pattern === "string" ? pattern : "")];
    } catch {
      return [];
    }
  });
}
