/** Which open files git leaves out; remembered for a moment, as it is asked with every keystroke. */
import type { GitFacts } from "../host/host.ts";
import type { Location } from "./folders.ts";

/** Nobody tells when git's index changes, so it is looked at again after so many milliseconds. */
const MOMENT = 2000;
/** More files than this are not remembered: nobody has so many open. */
const MOST = 500;

const STORE = /(?:^|\/)\.env(?:\.[\w-]+)*$/;
const EXAMPLE = /\.(?:example|sample|template|dist)$/;

export class HiddenFiles {
  readonly #git: GitFacts;
  readonly #known = new Map<string, { readonly until: number; readonly answer: Promise<boolean> }>();

  constructor(git: GitFacts) {
    this.#git = git;
  }

  /**
   * What git leaves out is no leak and is not scanned on the command line either. Outside git nobody can tell; there a
   * dotenv file is taken for the store that it is.
   */
  has({ file, path }: Location): Promise<boolean> {
    if (file === undefined) return Promise.resolve(false);
    const now = performance.now();
    const known = this.#known.get(file);
    if (known && now < known.until) return known.answer;
    if (this.#known.size >= MOST) this.#known.clear();
    const answer = this.#ask(file, path);
    this.#known.set(file, { until: now + MOMENT, answer });
    return answer;
  }

  /** Git's ignore files changed. */
  invalidate(): void {
    this.#known.clear();
  }

  async #ask(file: string, path: string): Promise<boolean> {
    const ignored = await this.#git.ignored(file);
    if (ignored === undefined) return STORE.test(path) && !EXAMPLE.test(path);
    return ignored && (await this.#git.tracked(file)) !== true;
  }
}
