/** The demo workspace's files, as templates: a small payment service in eight languages, with tokens where people put them. */

/** Paths and templates (rules/README.md, "Templates"); `{jwtSoon}` becomes a JSON Web Token that expires in three days; what stands in `[[...]]` ends in a checksum, as GitHub and npm have it. */
export const demoFiles: Readonly<Record<string, string>> = {
  "package.json": `{
  "name": "acme-pay",
  "version": "1.0.0",
  "private": true,
  "type": "module",
  "scripts": { "start": "node --env-file-if-exists=.env src/server.js" }
}
`,
  "src/server.js": `import { createServer } from "node:http";
import { charge } from "./stripe.js";

// Deploy hooks need this to open releases.
const githubToken = "[[ghp_{alnum:36}]]";

createServer(async (request, response) => {
  response.end(JSON.stringify(await charge(githubToken.length)));
}).listen(8080);
`,
  "src/stripe.js": `const stripeKey = "sk_live_{alnum:24}";

export async function charge(amount) {
  return fetch("https://api.stripe.com/v1/charges", {
    method: "POST",
    headers: { Authorization: \`Bearer \${stripeKey}\` },
    body: new URLSearchParams({ amount: String(amount) }),
  });
}
`,
  "web/Report.tsx": `const session = "{jwtSoon}";

export function Report() {
  return <iframe src={\`/report?session=\${session}\`} title="Report" />;
}
`,
  "jobs/report.py": `import os
import urllib.request

SLACK_BOT_TOKEN = "xoxb-{digit:12}-{digit:13}-{alnum:24}"
DATABASE_URL = os.environ["DATABASE_URL"]


def post(text: str) -> None:
    request = urllib.request.Request("https://slack.com/api/chat.postMessage", data=text.encode())
    request.add_header("Authorization", f"Bearer {SLACK_BOT_TOKEN}")
    urllib.request.urlopen(request)
`,
  "cmd/notify/main.go": `package main

import "fmt"

const sendgridKey = "SG.{base64url:22}.{base64url:43}"

func main() {
	fmt.Println(len(sendgridKey))
}
`,
  "deploy.sh": `#!/bin/sh
set -eu
export NPM_TOKEN="[[npm_{alnum:36}]]"
npm publish --access restricted
`,
  "compose.yml": `services:
  api:
    image: acme/pay
    environment:
      POSTGRES_PASSWORD: {alnum:20}
      LOG_LEVEL: info
  worker:
    image: acme/worker
    environment:
      API_TOKEN: \${API_TOKEN:?}
`,
  ".github/workflows/deploy.yml": `name: deploy
on: push
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          DIGITALOCEAN_TOKEN: dop_v1_{hex:64}
          SENTRY_TOKEN: \${{ secrets.SENTRY_TOKEN }}
`,
  "config/Settings.java": `package config;

final class Settings {
    static final String DB_PASSWORD = "{alnum:18}";
    static final String API_KEY = System.getenv("API_KEY");
}
`,
  "infra/main.tf": `provider "datadog" {
  api_key = "{hex:32}"
  app_key = var.datadog_app_key
}
`,
  "README.md": `# acme-pay

Set \`STRIPE_KEY=<your-key>\` and \`DB_PASSWORD=changeme\` before the first start.
`,
  ".gitignore": "node_modules/\n",
};

/** Committed first and taken out by a later commit: the token is still in history. */
export const removedLater = {
  path: "src/legacy.js",
  template: 'export const token = "glpat-{base64url:20}";\n',
  after: "export const token = process.env.GITLAB_TOKEN;\n",
};
