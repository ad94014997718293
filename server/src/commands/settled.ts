/** A scan as the ledger settles it: what is accepted is left out, and what is wrong with a token's life is told beside it. */
import { applyLevels } from "../config/levels.ts";
import type { HandlingFinding } from "../engine/finding.ts";
import { type FingerprintedFinding, isOfToken, type ReportedFinding } from "../engine/inventory.ts";
import { acceptanceFindings } from "../lifecycle/acceptances.ts";
import { readLedgerOf, recordsOf, textOf } from "../lifecycle/account.ts";
import { LEDGER } from "../lifecycle/files.ts";
import { isAccepted, lifecycleFindings, type Standard } from "../lifecycle/findings.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { accountsRoot } from "../lifecycle/root.ts";
import { lifecycleRules } from "../lifecycle/rules.ts";
import { madeBy } from "../lifecycle/tokens.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import type { GatherOptions } from "./gather.ts";
import { isOfGit } from "./git.ts";
import type { Team } from "./team.ts";
import type { Terminal } from "./terminal.ts";

/** What of a scan is asked for. */
type Asked = Omit<GatherOptions, "shard"> & { readonly shard?: unknown };

/** What a change takes away is nobody's fault any more. */
const isThere = ({ change }: FingerprintedFinding): boolean => change !== "removed";

export class Settled {
  readonly #standard: Standard;
  readonly #options: Asked;
  readonly #terminal: Terminal;
  readonly #surroundings: Surroundings;
  /** Where the accounts lie; undefined where less than all of it is scanned. */
  readonly #whole: string | undefined;
  readonly #present = new Set<string>();
  /** Ids that are asked for, where rules are among them that only the accounts tell of. */
  readonly #asked: readonly string[] | undefined;
  /** How many findings were left out so far. */
  accepted = 0;

  /** @param paths that are scanned: only of the whole repository it is known what is nowhere */
  static async by(paths: readonly string[], options: Asked, { configs }: Team, terminal: Terminal): Promise<Settled> {
    const { host, workingDirectory } = terminal;
    const root = await accountsRoot(workingDirectory, host);
    const ledger = await readLedgerOf(root, host);
    const made = madeBy(ledger);
    const since = (fingerprint: string): string | undefined => made.get(fingerprint);
    const policy = policyOf(await configs.configsFor(`${workingDirectory}/file`));
    const standard = { ledger, policy, now: new Date(), hash: recordsOf(host).hash, since };
    const isWhole =
      root === workingDirectory &&
      paths.length === 0 &&
      (!options.only || options.only.some((id) => lifecycleRules.has(id))) &&
      !options.stdin &&
      !options.shard &&
      !isOfGit(options);
    return new Settled(standard, options, terminal, new Surroundings(configs), isWhole ? root : undefined);
  }

  private constructor(
    standard: Standard,
    options: Asked,
    terminal: Terminal,
    surroundings: Surroundings,
    whole: string | undefined,
  ) {
    this.#standard = standard;
    this.#options = options;
    this.#terminal = terminal;
    this.#surroundings = surroundings;
    this.#whole = whole;
    this.#asked = options.only?.some((id) => lifecycleRules.has(id)) ? options.only : undefined;
  }

  /** The rules that the files are to be searched for: what the accounts tell of a token takes the token to be found. */
  get searched(): { readonly only?: readonly string[] } {
    return this.#asked || !this.#options.only ? {} : { only: this.#options.only };
  }

  /** Then fingerprints are needed that last. */
  get hasEntries(): boolean {
    return (this.#standard.ledger?.entries.size ?? 0) > 0;
  }

  /** @param found of one file. @returns what is to be reported of it, in the order of the places */
  async settle(found: readonly ReportedFinding[]): Promise<readonly ReportedFinding[]> {
    const told = found
      .filter(isOfToken)
      .filter(isThere)
      .flatMap((each) => lifecycleFindings(each, this.#standard));
    for (const { fingerprint } of found) if (fingerprint !== undefined) this.#present.add(fingerprint);
    const open = found.filter(({ fingerprint }) => !fingerprint || !isAccepted(fingerprint, this.#standard));
    this.accepted += found.length - open.length;
    const wanted = open.filter(({ finding }) => this.#asked?.includes(finding.ruleId) ?? true);
    return [...wanted, ...(await this.#wanted(told))].sort((a, b) => a.finding.span.start - b.finding.span.start);
  }

  /** What is wrong with the ledger itself, once all was scanned. */
  async rest(): Promise<readonly ReportedFinding[]> {
    if (this.#whole === undefined) return [];
    const text = await textOf(this.#terminal.host, this.#whole, LEDGER);
    return this.#wanted(acceptanceFindings(text, this.#present, this.#standard));
  }

  async #wanted(findings: readonly HandlingFinding[]): Promise<ReportedFinding[]> {
    const { only } = this.#options;
    const path = findings[0]?.path;
    if (path === undefined) return [];
    const { levels } = await this.#surroundings.of(`${this.#terminal.workingDirectory}/${path}`);
    const asked = findings.filter(({ ruleId }) => only?.includes(ruleId) ?? true);
    return applyLevels(asked, levels).map((finding) => ({ finding }));
  }
}
