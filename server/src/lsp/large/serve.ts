/** The other end: what a thread does that was started to scan whole documents. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { Finding } from "../../engine/finding.ts";
import { scan } from "../../engine/index.ts";
import { Secret } from "../../engine/secret.ts";
import type { OwnThread } from "../../host/host.ts";
import type { Found, Job, Reply } from "./messages.ts";

export function serveDocuments(thread: OwnThread, catalogue: Catalogue): void {
  thread.listen((message) => {
    const { number, document, now } = message as Job;
    thread.reply({ number } satisfies Reply);
    const { findings } = scan(document, catalogue, now);
    thread.reply({ number, findings: findings.map((finding) => withoutValue(finding, document.text)) } satisfies Reply);
  });
}

function withoutValue({ secret, ...shown }: Finding, text: string): Found {
  const { start, end } = shown.span;
  return { shown, verbatim: secret.equals(new Secret(text.slice(start, end))) };
}
