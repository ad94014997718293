/** What `tokenward inventory` tells beside the tokens, and how it is written. */
import { basename } from "node:path";
import { builtinReferences } from "../builtin-references.ts";
import type { InventoryToken } from "../engine/inventory.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { accountsRoot } from "../lifecycle/root.ts";
import type { Unusual } from "../lifecycle/unusual.ts";
import type { Evidence, EvidenceFormat } from "../report/evidence/index.ts";
import { evidenceText, gatherEvidence } from "../workspace/evidence.ts";
import type { PlanRequest } from "../workspace/plan.ts";
import { telling } from "./accounts.ts";
import type { Team } from "./team.ts";
import type { Terminal } from "./terminal.ts";

interface Known {
  readonly tokens: readonly InventoryToken[];
  readonly unusual: readonly Unusual[];
  readonly skipped: Evidence["skipped"];
  readonly request: PlanRequest;
  readonly commit?: string;
}

/** Loaded with the formats, by which the inventory alone is written. */
export async function evidenceFor(
  { tokens, unusual, skipped, request, commit }: Known,
  { catalogue, configs }: Team,
  { host, workingDirectory, version }: Terminal,
): Promise<{ readonly evidence: Evidence; write(format: EvidenceFormat): string }> {
  const evidence = await telling(
    gatherEvidence(
      {
        ...{ version, tokens, unusual, skipped, complete: true, project: basename(workingDirectory) },
        ...(commit && { commit }),
        policy: policyOf(await configs.configsFor(`${workingDirectory}/file`)),
        root: await accountsRoot(workingDirectory, host),
        plans: [{ plan: request, folder: workingDirectory, shown: (path) => path }],
      },
      { host, catalogue, references: builtinReferences() },
    ),
  );
  return { evidence, write: (format) => evidenceText(format, evidence, catalogue) };
}
