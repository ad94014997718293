/** What the lifecycle of a token can have wrong: rules by id, as those of handling, for everything that shows or levels findings. */
import type { HandlingRule } from "../engine/handling-rule.ts";
import type { Severity } from "../engine/rule.ts";

const RULES = [
  [
    "revoked-token",
    "Revoked token is back",
    "error",
    "Whatever uses it fails, or its revocation never happened.",
    "Take it out and use its successor; make sure that its issuer takes it no more.",
    ["8.6.3"],
  ],
  [
    "rotation-overdue",
    "Rotated token is still in use",
    "warning",
    "Two values open the same door for longer than was planned.",
    "Put the new value in its place, then revoke the old one and say so in the ledger.",
    ["8.6.3"],
  ],
  [
    "acceptance-expired",
    "Acceptance of a token has ended",
    "warning",
    "It was accepted for a time that is over.",
    "Replace the token, or accept it anew with a reason and an end.",
    ["12.3.1"],
  ],
  [
    "acceptance-stale",
    "Acceptance of a token has no end",
    "info",
    "Nobody looks again at what is accepted for ever.",
    "Give the acceptance an end date.",
    ["12.3.1"],
  ],
  [
    "acceptance-unmatched",
    "Acceptance of a token that is gone",
    "info",
    "An entry for nothing hides that the value comes back.",
    "Take the entry out, or mark the token as revoked.",
    ["12.3.1"],
  ],
  [
    "token-expires",
    "Token expires soon",
    "warning",
    "Whatever uses it fails when it has expired.",
    "Put a new one in its place before that.",
    ["8.6.3"],
  ],
  [
    "rotate-by-passed",
    "Token is past its rotate-by date",
    "warning",
    "It is used for longer than was planned.",
    "Replace it, and move the date.",
    ["8.6.3"],
  ],
  [
    "token-overdue",
    "Token is older than the policy allows",
    "warning",
    "The longer it is used, the more people and logs have seen it.",
    "Replace it at its issuer, and mark it as rotated.",
    ["8.6.3"],
  ],
  [
    "production-token-in-development",
    "Production token in a file for development",
    "warning",
    "Files for development are read by more people and programs than production is meant for.",
    "Use a token of the test environment there.",
    ["6.5.3", "6.5.5"],
  ],
  [
    "token-spread",
    "Token has spread to new places",
    "warning",
    "Each place more is one more to change when it is rotated.",
    "Read it from one store instead.",
    ["3.6.1.4"],
  ],
  [
    "token-in-several-repositories",
    "Token stands in several repositories",
    "warning",
    "Whoever reads one of them holds what opens all.",
    "Give each its own token.",
    ["8.3.11"],
  ],
  [
    "many-reveals",
    "Many values revealed in a short time",
    "warning",
    "Values that were seen may have been kept.",
    "Ask whoever it was; rotate what was seen without need.",
    ["10.2.1.2"],
  ],
  [
    "acceptance-renewed",
    "Acceptance renewed again and again",
    "info",
    "What is always accepted is never replaced.",
    "Replace the token.",
    ["12.3.1"],
  ],
  [
    "accounts-edited",
    "Ledger or audit log was edited outside Tokenward",
    "warning",
    "What it tells cannot be relied on.",
    "`tokenward audit verify` says where; git says by whom.",
    ["10.3.2", "10.3.4"],
  ],
] as const satisfies readonly (readonly [string, string, Severity, string, string, readonly string[]])[];

export type LifecycleRuleId = `lifecycle/${(typeof RULES)[number][0]}`;

/** In the form of handling rules; nothing in a text matches them. */
export const lifecycleRules: ReadonlyMap<string, HandlingRule> = new Map(
  RULES.map(([name, title, severity, risk, advice, pciDss]) => [
    `lifecycle/${name}`,
    {
      id: `lifecycle/${name}`,
      kind: "handling",
      theme: "lifecycle",
      title,
      severity,
      risk,
      advice,
      confidence: "high",
      keywords: [],
      match: [],
      aliases: [],
      sources: [],
      pciDss,
      cwe: [name === "revoked-token" ? "CWE-613" : "CWE-324"],
    },
  ]),
);
