/** Reads Basic credentials (RFC 7617): base64 of a user name and a password, of which the password is judged. */
import type { Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { decodeBase64 } from "./decode.ts";

/** In these a token stands as the user name, and nothing secret as the password. */
const NO_PASSWORD = /^(?:.{0,3}|x-oauth-basic|api_?token|unused)$/i;

/** A suspicion of a rule whose values are Basic credentials, to be judged by what it decodes to; any other as it is. */
export function asCredentials(text: string, suspicion: Suspicion): Suspicion {
  if (suspicion.rule.encoding !== "basic") return suspicion;
  const encoding = credentialsAt(text, suspicion.span);
  return encoding ? { ...suspicion, encoding, place: "credential" } : suspicion;
}

/**
 * What stands in base64 at `span`, and in it the password; where that is empty, the user name.
 * @returns undefined where it does not decode to readable text
 */
export function credentialsAt(text: string, span: Span): Suspicion["encoding"] {
  const padding = /={0,2}$/.exec(text.slice(span.start, span.end))![0].length;
  const decoded = decodeBase64(text, { start: span.start, end: span.end - padding })?.text;
  if (decoded === undefined) return undefined;
  return { text: decoded, span: { start: 0, end: decoded.length }, judged: secretIn(decoded), isOwn: true };
}

function secretIn(pair: string): Span {
  const colon = pair.indexOf(":");
  const end = pair.trimEnd().length;
  if (colon < 0) return { start: 0, end };
  return NO_PASSWORD.test(pair.slice(colon + 1, end)) ? { start: 0, end: colon } : { start: colon + 1, end };
}
