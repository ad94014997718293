/** The one hash of ledger and audit log: SHA-256 over UTF-8, in hexadecimal digits; the host brings it (`Records.hash`). */

/** @returns 64 hexadecimal digits */
export type Hash = (text: string) => string;
