/** Mints the demo workspace into a scratch folder: files with fresh tokens, and a git history that holds one more. */
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mint, mintJwt, type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { demoFiles, removedLater } from "./files.ts";

const SECONDS_OF_THREE_DAYS = 3 * 24 * 3600;

/** @returns the folder, absolute; it is the caller's */
export function mintDemo(seed: number = randomInt(2 ** 31), parent: string = tmpdir()): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "acme-pay-"));
  const random = seededRandom(seed);
  const write = (path: string, template: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(
      join(folder, path),
      mint(
        template.replace("{jwtSoon}", () => expiringJwt(random)),
        random,
        "github-crc32",
      ).text,
    );
  };
  for (const [path, template] of Object.entries(demoFiles)) write(path, template);
  write(removedLater.path, removedLater.template);
  const git = gitIn(folder);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "First version");
  writeFileSync(join(folder, removedLater.path), removedLater.after);
  git("commit", "--quiet", "--all", "--message", "Read the token from the environment");
  return folder;
}

function expiringJwt(random: Random): string {
  const now = Math.floor(Date.now() / 1000);
  return mintJwt(
    { iss: "https://auth.acme.example", sub: "report", iat: now, exp: now + SECONDS_OF_THREE_DAYS },
    random,
  );
}

function gitIn(folder: string): (...args: string[]) => void {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@acme.example", "-c", "commit.gpgsign=false"];
  return (...args) =>
    void execFileSync("git", [...identity, ...args], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
