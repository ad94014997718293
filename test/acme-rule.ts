/** A rule file's entry that nothing is wrong with, for tests of what reads and tries such files. */
export const acmeRule = {
  id: "token/acme-key",
  title: "Acme key",
  issuer: "acme",
  risk: "Whoever holds it acts as the account.",
  severity: "error",
  confidence: "high",
  keywords: ["acme_"],
  pattern: "\\bacme_[A-Za-z0-9]{36}\\b",
  env: "ACME_KEY",
  sources: ["https://example.org"],
  examples: ["key = '[[acme_{base62:36}]]'"],
  nonExamples: ["acme_{base62:35}"],
};
