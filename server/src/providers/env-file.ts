/** `.env` as a provider: the plain file, and the one that dotenvx encrypts. Both are read and written as text of the project. */
import { applyEdits } from "../engine/fix/index.ts";
import { Secret } from "../engine/secret.ts";
import { fileOf } from "./asking.ts";
import { dotenv, withoutName } from "./dotenv.ts";
import { type Probe, type Provider, ProviderError, type Store, type Surroundings } from "./provider.ts";

export const envFile: Provider = {
  id: "dotenv",
  title: ".env",
  atRest: "plain",
  meaning: "Plain text in a file that git leaves out; every program and person with access to the folder can read it.",
  at: "file",
  evidence: [{ file: dotenv.file }, { file: ".env.example" }],
  open: (surroundings) => new EnvFile(surroundings),
};

/** https://dotenvx.com/docs/env-file */
export const dotenvx: Provider = {
  id: "dotenvx",
  title: "dotenvx",
  atRest: "encrypted",
  meaning: "Encrypted in .env, which can be committed; the key stays in .env.keys, which git leaves out.",
  at: "file",
  evidence: [
    { file: ".env.keys" },
    { file: dotenv.file, text: /^DOTENV_PUBLIC_KEY\w*=/m },
    { file: "package.json", text: /"@dotenvx\/dotenvx"\s*:/ },
  ],
  open: (surroundings) => new EncryptedEnvFile(surroundings),
};

class EnvFile implements Store {
  protected readonly around: Surroundings;
  protected readonly file: string;

  constructor(around: Surroundings) {
    this.around = around;
    this.file = around.at ?? dotenv.file;
  }

  async probe(): Promise<Probe> {
    return { state: "ready", at: this.file };
  }

  async names(): Promise<readonly string[]> {
    return [...(await this.values()).keys()];
  }

  async get(name: string): Promise<Secret | undefined> {
    const value = (await this.values()).get(name);
    return value === undefined ? undefined : new Secret(value);
  }

  async put(name: string, value: Secret): Promise<void> {
    if (await this.around.host.git.tracked(`${this.around.folder}/${this.file}`))
      throw new ProviderError(`${this.file} is tracked by git: take it out first (git rm --cached ${this.file}).`);
    await this.write(name, value.reveal());
  }

  async remove(name: string): Promise<void> {
    const text = (await this.text()) ?? "";
    const without = withoutName(text, name);
    if (without !== text) await this.save(this.file, without);
  }

  protected async values(): Promise<ReadonlyMap<string, string>> {
    return dotenv.read((await this.text()) ?? "");
  }

  protected async write(name: string, written: string): Promise<void> {
    const text = (await this.text()) ?? "";
    const edit = dotenv.set(text, name, written);
    if (typeof edit === "string") throw new ProviderError(edit);
    if (edit) await this.save(this.file, applyEdits(text, [edit]));
  }

  protected text(file = this.file): Promise<string | undefined> {
    return fileOf(this.around, file);
  }

  protected save(file: string, text: string): Promise<void> {
    return this.around.host.files.write(`${this.around.folder}/${file}`, text);
  }
}

const KEYS = ".env.keys";

class EncryptedEnvFile extends EnvFile {
  override async probe(): Promise<Probe> {
    const { publicKey, privateKey } = await this.#keys();
    if (publicKey === undefined || privateKey !== undefined) return { state: "ready", at: this.file };
    const remedy = `${this.#keyName("PRIVATE")} is neither in ${KEYS} nor in the environment: ask the team for it.`;
    return { state: "signed-out", remedy };
  }

  override async names(): Promise<readonly string[]> {
    return (await super.names()).filter((name) => !/^DOTENV_PUBLIC_KEY/.test(name));
  }

  override async get(name: string): Promise<Secret | undefined> {
    const written = (await this.values()).get(name);
    const { decrypt, isEncrypted } = await import("./dotenvx-keys.ts");
    if (written === undefined || !isEncrypted(written)) return written === undefined ? undefined : new Secret(written);
    const { privateKey } = await this.#keys();
    if (privateKey === undefined)
      throw new ProviderError(`There is no ${this.#keyName("PRIVATE")} to open ${name} with.`);
    try {
      return new Secret(decrypt(privateKey, written));
    } catch {
      throw new ProviderError(
        `${this.#keyName("PRIVATE")} does not open ${name} of ${this.file}: it is another key's.`,
      );
    }
  }

  override async put(name: string, value: Secret): Promise<void> {
    const { encrypt } = await import("./dotenvx-keys.ts");
    const publicKey = (await this.#keys()).publicKey ?? (await this.#makeKeys());
    await this.write(name, encrypt(publicKey, value.reveal()));
  }

  /** `.env.production` has keys of its own: DOTENV_PUBLIC_KEY_PRODUCTION. */
  #keyName(kind: "PUBLIC" | "PRIVATE"): string {
    const environment = this.file.slice(this.file.lastIndexOf("/") + 1).replace(/^\.env\.?/, "");
    return `DOTENV_${kind}_KEY${environment === "" ? "" : `_${environment.toUpperCase().replace(/\W/g, "_")}`}`;
  }

  async #keys(): Promise<{ publicKey: string | undefined; privateKey: string | undefined }> {
    const kept = dotenv.read((await this.text(KEYS)) ?? "").get(this.#keyName("PRIVATE"));
    return {
      publicKey: (await this.values()).get(this.#keyName("PUBLIC")),
      privateKey: this.around.host.outside?.variable(this.#keyName("PRIVATE")) ?? kept,
    };
  }

  /** The private key is safe, and hidden from git, before anything is encrypted for it. */
  async #makeKeys(): Promise<string> {
    const { newKeyPair } = await import("./dotenvx-keys.ts");
    const { publicKey, privateKey } = newKeyPair();
    await this.#hideKeys();
    const keys = (await this.text(KEYS)) ?? "";
    await this.save(KEYS, `${ended(keys)}${this.#keyName("PRIVATE")}=${privateKey}\n`);
    await this.save(this.file, `${this.#keyName("PUBLIC")}="${publicKey}"\n${(await this.text()) ?? ""}`);
    return publicKey;
  }

  async #hideKeys(): Promise<void> {
    const { host, folder } = this.around;
    if (await host.git.tracked(`${folder}/${KEYS}`))
      throw new ProviderError(`${KEYS} is tracked by git: take it out first (git rm --cached ${KEYS}).`);
    if ((await host.git.ignored(`${folder}/${KEYS}`)) === true) return;
    const ignored = (await this.text(".gitignore")) ?? "";
    if (!ignored.split(/\r?\n/).includes(KEYS)) await this.save(".gitignore", `${ended(ignored)}${KEYS}\n`);
  }
}

const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
