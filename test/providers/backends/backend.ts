/** What the contract suite needs of a provider's other side: a real program or server where one is installed, else a fake. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hostFolder } from "../../../scripts/host/folders.ts";
import type { Outside } from "../../../server/src/host/host.ts";
import { createNodeHost } from "../../../server/src/host/node.ts";
import type { Surroundings } from "../../../server/src/providers/provider.ts";

/** A provider's other side, started. */
export interface Started {
  readonly surroundings: Surroundings;
  stop(): void | Promise<void>;
}

export interface Backend {
  /** The provider's id. */
  readonly id: string;
  /** What answers: "OpenBao 2", "a fake of op". */
  readonly what: string;
  /** Programs that have to be installed (scripts/stores.ts does). */
  readonly needs: readonly string[];
  /** Kinds of values that it refuses, with an error that says so. */
  readonly refuses?: readonly string[];
  /** The kinds of values that are tried, where each call takes seconds; without it all. */
  readonly kinds?: readonly string[];
  /** Reaches nothing outside this program, so that trust makes no difference. */
  readonly inside?: boolean;
  start(): Promise<Started>;
}

/** Where scripts/stores.ts puts what it installs. */
const installed = (): string[] => {
  const stores = join(hostFolder(), "stores");
  return [join(stores, "bin"), join(stores, "python", "bin"), join(stores, "npm", "node_modules", ".bin")];
};

const path = (): string => [...installed(), process.env.PATH ?? ""].join(delimiter);

/** Where a program lies that is installed, or undefined. */
export const programAt = (name: string): string | undefined =>
  path()
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** A short path: gpg's sockets have room for no long ones. */
export class Scratch {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "tws-")));

  /** An empty folder of that name. */
  folder(name: string): string {
    const folder = join(this.path, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface Around {
  readonly scratch: Scratch;
  /** Variables for the provider and the programs that it runs; PATH and HOME are given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Fakes of test/providers/fakes that stand before all other programs. */
  readonly fakes?: readonly string[];
  readonly at?: string;
  readonly trusted?: boolean;
}

/** A host whose programs see an environment of their own. */
export function surroundingsIn({ scratch, env = {}, fakes = [], at, trusted = true }: Around): Surroundings {
  const bin = scratch.folder("bin");
  for (const fake of fakes) install(fake, bin);
  const home = scratch.folder("home");
  const variables: Record<string, string> = {
    PATH: [bin, path()].join(delimiter),
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    FAKE_STATE: join(scratch.path, "fake.json"),
    ...env,
  };
  const host = createNodeHost(() => trusted);
  const outside: Outside = {
    ...host.outside!,
    run: (call) => host.outside!.run({ ...call, variables: { ...variables, ...call.variables } }),
    variable: (name) => variables[name],
    home,
  };
  return {
    host: { ...host, outside },
    folder: scratch.folder("project"),
    project: "acme-pay",
    ...(at !== undefined && { at }),
  };
}

function install(fake: string, bin: string): void {
  const source = join(import.meta.dirname, "../fakes");
  const file = readdirSync(source).find((name) => name === `${fake}.cjs`);
  if (!file) throw new Error(`there is no fake of ${fake}`);
  copyFileSync(join(source, file), join(bin, fake));
  chmodSync(join(bin, fake), 0o755);
}
