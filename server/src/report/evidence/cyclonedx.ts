/**
 * The inventory as `cyclonedx`: a CycloneDX 1.6 BOM (https://cyclonedx.org/docs/1.6/json/). Tokens are cryptographic assets of
 * the type "related-crypto-material", without a value; who made them are services; what the standard has no place for is in
 * properties named `tokenward:...`.
 */
import { DISCLAIMER, type Evidence, type EvidenceReference, type EvidenceToken, spotOf } from "./evidence.ts";

export function evidenceCyclonedx(evidence: Evidence): string {
  const { version, made, project, tokens, references } = evidence;
  const issuers = [...new Set(tokens.map(({ issuer }) => issuer))].sort();
  const root = { type: "application", name: project, "bom-ref": "project" };
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: made.toISOString(),
      tools: { components: [{ type: "application", name: "tokenward", version }] },
      component: evidence.commit ? { ...root, version: evidence.commit } : root,
      properties: metadataOf(evidence),
    },
    components: [...tokens.map(tokenAsset), ...references.map(referenceAsset)],
    services: issuers.map((issuer) => ({
      "bom-ref": serviceRef(issuer),
      name: issuer,
      authenticated: true,
      "x-trust-boundary": true,
    })),
    dependencies: [
      { ref: "project", dependsOn: [...issuers.map(serviceRef), ...tokens.map(tokenRef)] },
      ...tokens.map((token) => ({ ref: tokenRef(token), dependsOn: [serviceRef(token.issuer)] })),
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

interface Property {
  readonly name: string;
  readonly value: string;
}

const property = (name: string, value: string | number | boolean): Property => ({
  name: `tokenward:${name}`,
  value: String(value),
});

const known = (facts: Readonly<Record<string, string | number | boolean | undefined>>): Property[] =>
  Object.entries(facts).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [property(name, value)],
  );

function metadataOf({ rules, policy, complete, acceptances, suppressed }: Evidence): Property[] {
  const facts = {
    ...{ rules: rules.count, rulesMark: rules.mark, complete },
    ...{ maxAgeDays: policy.maxAgeDays, expiryWarningDays: policy.expiryWarningDays, disclaimer: DISCLAIMER },
  };
  return [
    ...known(facts),
    ...acceptances.map(({ fingerprint, reason = "", until = "" }) =>
      property("accepted", `${fingerprint}: ${reason}${until && ` (until ${until})`}`),
    ),
    ...suppressed.map((place) => property("suppressed", `${spotOf(place)} ${place.ruleId}: ${place.reason}`)),
  ];
}

const tokenRef = ({ fingerprint }: EvidenceToken): string => `token:${fingerprint}`;
const serviceRef = (issuer: string): string => `issuer:${issuer}`;

/** The states of NIST SP 800-57: a value that stands in the code may be known to others. */
function stateOf({ state, inHistory, tracked }: EvidenceToken): string {
  if (state === "revoked") return "destroyed";
  if (state === "rotated") return "deactivated";
  return tracked || inHistory ? "compromised" : "active";
}

function materialOf(ruleId: string): string {
  if (/private-key/.test(ruleId)) return "private-key";
  if (/password|connection/.test(ruleId)) return "password";
  return /generic|credential/.test(ruleId) ? "credential" : "token";
}

function tokenAsset(token: EvidenceToken) {
  const { title, masked, ruleId, fingerprint, expires, firstSeen, places, state, severity, confidence } = token;
  const { environments, scope, owner, ageDays, overdue, entry, pciDss, cwe } = token;
  const facts = {
    ...{ ruleId, masked, state, severity, confidence, environments: environments?.join(" "), scope, owner, ageDays },
    ...{ overdue, tracked: token.tracked, inHistory: token.inHistory },
    ...{ decidedBy: entry?.by, decidedOn: entry?.on, reason: entry?.reason, until: entry?.until ?? entry?.deadline },
    ...{ relatesToPciDss: pciDss.join(" "), relatesToCwe: cwe.join(" ") },
  };
  return {
    type: "cryptographic-asset",
    "bom-ref": tokenRef(token),
    name: title,
    cryptoProperties: {
      assetType: "related-crypto-material",
      relatedCryptoMaterialProperties: {
        type: materialOf(ruleId),
        id: fingerprint,
        state: stateOf(token),
        ...(firstSeen && { creationDate: new Date(firstSeen.date).toISOString() }),
        ...(expires && { expirationDate: expires }),
        ...(entry && { updateDate: entry.on }),
      },
    },
    evidence: {
      occurrences: places.map(({ path, range, kind }) => ({
        location: path,
        line: range.start.line + 1,
        additionalContext: kind,
      })),
    },
    properties: known(facts),
  };
}

/** A good token: code refers to it, a store has it. */
function referenceAsset({ name, status, provider, places }: EvidenceReference) {
  const secured = status === "defined" || status === "unused";
  return {
    type: "cryptographic-asset",
    "bom-ref": `reference:${name}`,
    name,
    cryptoProperties: {
      assetType: "related-crypto-material",
      relatedCryptoMaterialProperties: {
        type: "credential",
        ...(secured && provider && provider !== "dotenv" && { securedBy: { mechanism: provider } }),
      },
    },
    ...(places.length > 0 && {
      evidence: {
        occurrences: places.map(({ path, range }) => ({
          location: path,
          line: range.start.line + 1,
          additionalContext: "reference",
        })),
      },
    }),
    properties: known({ status, provider }),
  };
}
