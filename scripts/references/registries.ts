/** Packages of many languages as their registries give them out, for files that people wrote; kept under the host folder. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { hostFolder } from "../host/folders.ts";
import { run, say } from "../host/program.ts";

const folder = join(hostFolder(), "packages");

const PYPI =
  "django requests flask celery sentry-sdk slack-sdk boto3 httpx fastapi sqlalchemy scrapy ansible-core paramiko";
const CRATES = { reqwest: "0.12", clap: "4", octocrab: "0.38", axum: "0.7" };
const MODULES =
  "github.com/hashicorp/vault/api@v1.15.0 github.com/google/go-github/v66@v66.0.0 github.com/slack-go/slack@v0.15.0";
const DEBIAN =
  "php-guzzlehttp-guzzle php-symfony-http-client php-symfony-mailer php-monolog libmojolicious-perl libwww-perl lua-socket lua-sec lua-penlight ruby-octokit ruby-faraday ruby-actionpack r-cran-httr r-cran-gh";
const MAVEN =
  "com.squareup.okhttp3:okhttp:4.12.0 com.squareup.retrofit2:retrofit:2.11.0 com.slack.api:slack-api-client:1.40.3 io.ktor:ktor-client-core-jvm:2.3.12 org.springframework:spring-web:6.1.12 org.kohsuke:github-api:1.321";

const steps: Readonly<Record<string, (into: string) => Promise<unknown>>> = {
  python: (into) =>
    run("pip", ["install", "--quiet", "--no-deps", "--no-compile", "--target", into, ...PYPI.split(" ")]),
  crates: async (into) => {
    const dependencies = Object.entries(CRATES).map(([name, version]) => `${name} = "${version}"`);
    const head = '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2021"\n[lib]\npath = "x.rs"\n[dependencies]';
    writeFileSync(join(into, "Cargo.toml"), [head, ...dependencies, ""].join("\n"));
    writeFileSync(join(into, "x.rs"), "");
    await run("cargo", ["vendor", "-q"], { cwd: into });
  },
  go: (into) =>
    run("go", ["mod", "download", ...MODULES.split(" ")], {
      env: { ...process.env, GOMODCACHE: into, GOFLAGS: "-modcacherw" },
    }),
  debian: async (into) => {
    await run("apt-get", ["download", "-q", ...DEBIAN.split(" ")], { cwd: into });
    for (const name of readdirSync(into).filter((each) => each.endsWith(".deb")))
      await run("dpkg", ["-x", name, "."], { cwd: into });
  },
  maven: async (into) => {
    for (const artifact of MAVEN.split(" "))
      await run("mvn", ["-q", "dependency:copy", `-Dartifact=${artifact}:jar:sources`, "-DoutputDirectory=."], {
        cwd: into,
      });
    for (const name of readdirSync(into).filter((each) => each.endsWith(".jar")))
      await run("unzip", ["-qo", name, "-d", name.slice(0, -4)], { cwd: into });
  },
};

/** Installs what is missing; what cannot be had is said, and left out. @returns folders of packages */
export async function packageFolders(): Promise<string[]> {
  for (const [name, install] of Object.entries(steps)) {
    const into = join(folder, name);
    if (existsSync(into)) continue;
    mkdirSync(into, { recursive: true });
    say(`Fetching packages for ${name} ...`);
    await install(into).catch((error: Error) =>
      say(`That failed, and its files are left out: ${error.message.split("\n")[0]}`),
    );
  }
  const others = [
    join(import.meta.dirname, "../../node_modules"),
    "/usr/lib/ruby",
    "/usr/share/perl",
    join(homedir(), "go/pkg/mod/github.com"),
  ];
  return [...Object.keys(steps).map((name) => join(folder, name)), ...others].filter((path) => existsSync(path));
}
