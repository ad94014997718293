/** pass and gopass: one encrypted file for each name, in the store that both share (https://www.passwordstore.org). */

import { Secret } from "../engine/secret.ts";
import { isName, runProgram, runWell } from "./asking.ts";
import { outsideOf, type Probe, type Provider, type Store, type Surroundings } from "./provider.ts";

const common = {
  atRest: "encrypted",
  at: "folder of the password store",
  evidence: [],
} as const;

export const pass: Provider = {
  ...common,
  id: "pass",
  title: "pass",
  meaning: "Encrypted with your GPG key, in your own password store on this machine.",
  open: (surroundings) =>
    new PasswordStore(surroundings, {
      program: "pass",
      install: "Install it and run `pass init KEY`: https://www.passwordstore.org",
      show: ["show"],
      insert: ["insert", "--multiline", "--force"],
      remove: ["rm", "--force"],
    }),
};

/** https://github.com/gopasspw/gopass/tree/master/docs/commands */
export const gopass: Provider = {
  ...common,
  id: "gopass",
  title: "gopass",
  meaning: "Encrypted with GPG or age, in a password store that a team can share by git.",
  open: (surroundings) =>
    new PasswordStore(surroundings, {
      program: "gopass",
      install: "Install it and run `gopass setup`: https://www.gopass.pw",
      list: ["ls", "--flat"],
      show: ["show", "--unsafe", "--noparsing"],
      insert: ["insert", "--force"],
      remove: ["rm", "--force"],
    }),
};

interface Commands {
  readonly program: string;
  readonly install: string;
  /** Absent where the store's files are listed. */
  readonly list?: readonly string[];
  readonly show: readonly string[];
  readonly insert: readonly string[];
  readonly remove: readonly string[];
}

class PasswordStore implements Store {
  readonly #around: Surroundings;
  readonly #commands: Commands;
  readonly #at: string;

  constructor(around: Surroundings, commands: Commands) {
    this.#around = around;
    this.#commands = commands;
    this.#at = around.at ?? around.project;
  }

  async probe(): Promise<Probe> {
    const { program, install, list } = this.#commands;
    const end = await runProgram(this.#around, { program, args: list ?? ["version"] }, install).catch(
      (error: Error) => error,
    );
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    const set = list ? end.status === 0 : await this.#around.host.files.read(`${this.#folder()}/.gpg-id`);
    return set
      ? { state: "ready", at: this.#at }
      : { state: "unset", remedy: `There is no password store yet. ${install}` };
  }

  async names(): Promise<readonly string[]> {
    const { program, list, install } = this.#commands;
    const paths = list
      ? (await runWell(this.#around, { program, args: list }, install)).split("\n")
      : await this.#files();
    const begin = `${this.#at}/`;
    return paths
      .filter((path) => path.startsWith(begin))
      .map((path) => path.slice(begin.length))
      .filter(isName);
  }

  async get(name: string): Promise<Secret | undefined> {
    if (!(await this.names()).includes(name)) return undefined;
    const { program, show, install } = this.#commands;
    const shown = await runWell(this.#around, { program, args: [...show, this.#entry(name)] }, install);
    // Either program may end a single line that it shows as lines are ended.
    return new Secret(shown.replace(/^([^\n]*)\n$/, "$1"));
  }

  async put(name: string, value: Secret): Promise<void> {
    const { program, insert, install } = this.#commands;
    await runWell(this.#around, { program, args: [...insert, this.#entry(name)], input: value.reveal() }, install);
  }

  async remove(name: string): Promise<void> {
    const { program, remove, install } = this.#commands;
    if ((await this.names()).includes(name))
      await runWell(this.#around, { program, args: [...remove, this.#entry(name)] }, install);
  }

  #entry(name: string): string {
    return `${this.#at}/${name}`;
  }

  #folder(): string {
    const { variable, home } = outsideOf(this.#around);
    return variable("PASSWORD_STORE_DIR") ?? `${home}/.password-store`;
  }

  /** Entries, as `pass` names them. */
  async #files(): Promise<string[]> {
    const folder = this.#folder();
    if (!(await this.#around.host.files.read(`${folder}/.gpg-id`))) return [];
    const entries: string[] = [];
    for await (const { path } of this.#around.host.files.walk(folder, { ignore: [], honourIgnoreFiles: false }))
      if (path.endsWith(".gpg")) entries.push(path.slice(folder.length + 1, -".gpg".length).replaceAll("\\", "/"));
    return entries;
  }
}
