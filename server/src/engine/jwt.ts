/** Reads what a JSON Web Token says of itself (RFC 7519), without a key: nothing in it is verified. */

export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** @returns undefined where the text is no JWT; an undecodable one is never "not expired" */
export function decodeJwt(text: string): DecodedJwt | undefined {
  const [header, claims, ...rest] = text.split(".");
  if (!header || !claims || rest.length !== 1) return undefined;
  const decoded = { header: decodePart(header), claims: decodePart(claims) };
  return decoded.header && decoded.claims && "alg" in decoded.header ? (decoded as DecodedJwt) : undefined;
}

/** When the token expires, ISO 8601, where it says so (claim `exp`, seconds since 1970). */
export function jwtExpiry(text: string): string | undefined {
  const exp = decodeJwt(text)?.claims.exp;
  if (typeof exp !== "number" || !(Math.abs(exp) < 8.64e12)) return undefined;
  return new Date(exp * 1000).toISOString();
}

function decodePart(part: string): Record<string, unknown> | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (unit) => unit.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
