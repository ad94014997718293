/** When a token expires, as far as its own text tells, without asking anybody. */
import { certificateExpiry } from "./certificate.ts";
import type { Span } from "./document.ts";
import { jwtExpiry } from "./jwt.ts";

/** How far from a signature the other parameters of its URL may stand, in UTF-16 code units. */
const URL_REACH = 2048;
const SIGNED_AT = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i;
const SECONDS = /[?&]X-Amz-Expires=(\d{1,7})\b/i;
const SIGNED_UNTIL = /[?&](?:Expires|se)=(\d{9,10})\b/;
const SHARED_UNTIL = /[?&]se=(\d{4}-\d\d-\d\d(?:T\d\d(?::|%3A)\d\d(?:(?::|%3A)\d\d)?Z)?)/i;

/**
 * @param span where the value stands
 * @returns ISO 8601, or undefined where nothing tells: of a JWT the claim `exp`; of an AWS presigned URL its date and lifetime
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html); of an Azure SAS its `se`
 * (https://learn.microsoft.com/azure/storage/common/storage-sas-overview); of a private key its certificate's end, where that stands in the same text
 */
export function expiryOf(text: string, span: Span): string | undefined {
  const value = text.slice(span.start, span.end);
  return jwtExpiry(value) ?? urlExpiry(urlAround(text, span)) ?? certificateExpiry(text, span);
}

function urlAround(text: string, { start, end }: Span): string {
  const limit = Math.max(0, start - URL_REACH);
  let from = start;
  // Backwards by hand: a pattern that ends with `$` would be tried at each place anew.
  while (from > limit && !/\s/.test(text[from - 1]!)) from--;
  const after = /^[^\s"'<>]*/.exec(text.slice(end, end + URL_REACH))![0];
  return text.slice(from, start) + after;
}

function urlExpiry(url: string): string | undefined {
  const signed = SIGNED_AT.exec(url);
  const seconds = SECONDS.exec(url)?.[1];
  if (signed && seconds) {
    const [year, month, day, hour, minute, second] = signed.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return iso(Date.UTC(year, month - 1, day, hour, minute, second) + Number(seconds) * 1000);
  }
  const until = SIGNED_UNTIL.exec(url)?.[1];
  if (until) return iso(Number(until) * 1000);
  const shared = SHARED_UNTIL.exec(url)?.[1];
  return shared ? iso(Date.parse(shared.replaceAll(/%3A/gi, ":"))) : undefined;
}

const iso = (milliseconds: number): string | undefined =>
  Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : undefined;
