/** What a JSON Web Token says of itself, for the hover: who issued it, for whom, signed how. Never the signature. */
import * as l10n from "@vscode/l10n";
import { decodeJwt } from "../engine/jwt.ts";

/** Longer claims are cut, in UTF-16 code units. */
const MOST = 80;

/**
 * @param text what stands in the document at a finding
 * @returns rows of a name and what is known, as Markdown; none where the text is no such token. Nothing in them is verified
 */
export function jwtFacts(text: string): readonly (readonly [string, string | undefined])[] {
  const jwt = decodeJwt(text);
  if (!jwt) return [];
  return [
    [l10n.t("Issued by"), shown(jwt.claims.iss)],
    [l10n.t("Subject"), shown(jwt.claims.sub)],
    [l10n.t("Algorithm"), shown(jwt.header.alg)],
  ];
}

/** Anybody may have written it: as code it is neither a link nor a heading. */
function shown(claim: unknown): string | undefined {
  if (typeof claim !== "string" && typeof claim !== "number") return undefined;
  const line = String(claim)
    .replace(/[\s\p{C}`]+/gu, " ")
    .trim();
  return line && `\`${line.length > MOST ? `${line.slice(0, MOST)}…` : line}\``;
}
