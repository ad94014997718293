/** A small project as people have them, for the window: tokens of several issuers, minted when it is written. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { githubToken, minted, password } from "./minted.ts";

/** Path and text of every file; equal seeds give equal projects. */
function files(seed: number): Readonly<Record<string, string>> {
  const github = githubToken(seed);
  return {
    "src/release.js": `import { Octokit } from "@octokit/rest";

const github = new Octokit({ auth: "${github}" });

/** Publishes a release for a tag, with notes made of its commits. */
export async function release(owner, repo, tag) {
  const { data } = await github.rest.repos.createRelease({
    owner,
    repo,
    tag_name: tag,
    generate_release_notes: true,
  });
  return data.html_url;
}
`,
    "src/payments.py": `import stripe

stripe.api_key = "${minted("sk_live_{alnum:24}", seed + 1)}"


def charge(amount: int, currency: str, customer: str) -> str:
    intent = stripe.PaymentIntent.create(amount=amount, currency=currency, customer=customer)
    return intent.id
`,
    "deploy.sh": `#!/bin/sh
set -eu
git clone "https://x-access-token:${github}@github.com/acme/shop.git"
curl -fsS -X POST "https://hooks.slack.com/services/${minted("T{upperalnum:8}/B{upperalnum:10}/{alnum:24}", seed + 2)}" -d '{"text":"deployed"}'
`,
    "docker-compose.yml": `services:
  shop:
    image: acme/shop
    environment:
      DATABASE_URL: postgres://shop:${password(seed + 3)}@db:5432/shop
      NODE_ENV: production
`,
    "package.json": `${JSON.stringify({ name: "shop", private: true, type: "module", scripts: { start: "node --env-file=.env src/main.js" } }, undefined, 2)}\n`,
    "README.md": "# Shop\n\nSells things.\n",
  };
}

export function writeDemo(folder: string, seed: number): void {
  for (const [path, text] of Object.entries(files(seed))) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
