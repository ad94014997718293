/** Drops what a signed URL shows by design: the id of the key that signed it, and a signature that has expired. */
import { expiryOf } from "../expiry.ts";
import { drop, type Judge } from "./judge.ts";

const SIGNER = /[?&](?:X-Amz-Credential|AWSAccessKeyId|GoogleAccessId|X-Goog-Credential)=$/i;
const SIGNATURE = /[?&](?:X-Amz-Signature|Signature|sig)=$/i;

export const signed: Judge = ({ document: { text }, suspicion: { span }, now }) => {
  const before = text.slice(Math.max(0, span.start - 40), span.start);
  if (SIGNER.test(before)) return drop("signed", "it names the key that signed an address, and is no secret");
  if (!SIGNATURE.test(before)) return undefined;
  const expires = expiryOf(text, span);
  return expires && Date.parse(expires) < now.getTime()
    ? drop("signed", `it expired on ${expires.slice(0, 10)}`)
    : undefined;
};
