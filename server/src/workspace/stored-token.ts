/** Tells what a value is that rests in a store under a name: the rule that knows it, how it is shown, its fingerprint. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import type { Fingerprinter } from "../engine/fingerprint.ts";
import { scan } from "../engine/index.ts";
import type { Secret } from "../engine/secret.ts";

export interface StoredToken
  extends Partial<Pick<Finding, "ruleId" | "title" | "issuer" | "severity" | "expires" | "told">> {
  readonly masked: string;
  readonly fingerprint: string;
}

/** The same value has the same fingerprint in a store as in a file where its name stands before it. */
export async function storedToken(
  name: string,
  value: Secret,
  catalogue: Catalogue,
  fingerprinter: Fingerprinter,
): Promise<StoredToken> {
  const { findings } = scan({ path: ".env", text: `${name}=${value.reveal()}\n` }, catalogue);
  const finding = findings.find(({ secret }) => secret.equals(value)) ?? findings[0];
  const rule = finding && catalogue.rule(finding.ruleId);
  if (finding && rule) {
    const { ruleId, title, issuer, severity, masked, expires, told } = finding;
    const known = { ruleId, title, issuer, severity, masked, ...(expires && { expires }), ...(told && { told }) };
    return { ...known, fingerprint: await fingerprinter.of(finding, rule) };
  }
  // What nobody knows may have been chosen by a person.
  return { masked: value.masked(), fingerprint: await fingerprinter.ofChosen(value) };
}
