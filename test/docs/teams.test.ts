/** Every sample of the pages for teams does what they say; manifests are well-formed, and their commands run. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ruleValidator } from "../../server/src/config/rule-schema.ts";
import { readTeamConfig } from "../../server/src/config/team-config.ts";
import { readTeamRules } from "../../server/src/config/team-rules.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { bundle, git, mintedOf, tokenward } from "../scratch.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const schema = JSON.parse(textOf("rules/schema.json"));

const pages = ["ci", "baseline", "shards", "import"].map((name) => ({ name, text: textOf(`docs/${name}.md`) }));
const samples = (language: string) =>
  pages.flatMap(({ name, text }) =>
    [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
      .filter(([, found]) => found === language)
      .map(([, , sample]) => ({ name, sample: sample! })),
  );

/** What the commands of the pages find in their folder. */
const files = {
  "a.txt": mintedOf("token/github-pat", 3).text,
  ".gitignore": "reports/\n",
  ".gitleaks.toml": "[[rules]]\nid = 'x'\nregex = '''acme_([a-z]{8})'''\n",
  ".gitleaksignore": "a.txt:x:1\n",
  ".secrets.baseline": '{"results":{}}',
  ".secretlintrc.json": '{"rules":[]}',
  ".secretlintignore": "dist/\n",
};

function repository(): TestFolder {
  const folder = new TestFolder(files);
  git(folder.path, "init", "-q");
  git(folder.path, "add", ".");
  git(folder.path, "commit", "-qm", "first");
  return folder;
}

describe("samples of the pages for teams", () => {
  it("are there", () => assert.ok(samples("sh").length >= 5 && samples("yaml").length >= 4));

  for (const { name } of pages)
    it(`docs/${name}.md: commands run one after the other`, () => {
      const folder = repository();
      for (const { sample } of samples("sh").filter((each) => each.name === name))
        for (const line of sample.split("\n").filter((each) => each.startsWith("tokenward "))) {
          const { status, stderr } = tokenward(folder.path, line.split(" ").slice(1));
          assert.equal(status, 0, `${line}: ${stderr}`);
        }
      folder.remove();
    });

  for (const { name, sample } of samples("yaml")) {
    const title = sample.split("\n")[0]!;
    it(`docs/${name}.md: ${title}`, () => {
      const value = parse(sample);
      if (title.includes(".tokenward.yml")) assert.deepEqual(readTeamConfig(sample).problems, []);
      else if (Array.isArray(value.rules)) {
        const read = readTeamRules(sample, ruleValidator(schema));
        assert.deepEqual([read.problems, read.rules.length], [[], value.rules.length]);
      } else assert.ok(typeof value === "object");
    });
  }

  it("name files that are there", () => {
    for (const { text } of pages)
      for (const [, path] of text.matchAll(/\]\((?!https:)([^)#]+)/g)) textOf(join("docs", path!));
  });

  it("are inputs that the action knows", () => {
    const { inputs } = parse(textOf("action.yml"));
    for (const { sample } of samples("yaml"))
      for (const { uses, with: given } of parse(sample).jobs?.tokens?.steps ?? [])
        if (uses.startsWith("tokenward/")) for (const name of Object.keys(given)) assert.ok(inputs[name], name);
  });
});

describe("manifests", () => {
  let folder: TestFolder;
  let path: string;
  before(function () {
    if (process.platform === "win32") this.skip();
    folder = repository();
    folder.write("bin/tokenward", `#!/bin/sh\nexec '${process.execPath}' '${bundle()}' "$@"\n`);
    spawnSync("chmod", ["+x", join(folder.path, "bin/tokenward")]);
    path = `${join(folder.path, "bin")}:${process.env.PATH}`;
    folder.write("key", "0123456789abcdef");
  });
  after(() => folder?.remove());
  const sh = (script: string, env: Record<string, string> = {}, shell = "bash") =>
    spawnSync(shell, ["-c", script], {
      cwd: folder.path,
      encoding: "utf8",
      env: { ...process.env, PATH: path, ...env },
    });

  it("action.yml scans what it is told to, and nothing of its inputs is run", () => {
    const { runs } = parse(textOf("action.yml"));
    const env = {
      PATHS: ". $(touch ran)",
      FORMAT: "github",
      OUTPUT: "",
      FAIL_ON: "warning",
      BASELINE: "",
      UNTRUSTED: "false",
      TOKENWARD: bundle(),
    };
    const found = sh(runs.steps[1].run, { ...env, PATHS: "a.txt" });
    assert.equal(found.status, 1, found.stderr);
    assert.match(found.stdout, /^::error file=a\.txt,/);
    assert.equal(sh(runs.steps[1].run, env).status, 2);
    assert.equal(sh("test -e ran").status, 1);
    const untrusted = sh(runs.steps[1].run, {
      ...env,
      PATHS: "a.txt",
      UNTRUSTED: "true",
      FAIL_ON: "never",
      OUTPUT: "o.txt",
    });
    assert.deepEqual([untrusted.status, untrusted.stdout], [0, ""]);
  });

  it("ci/gitlab.yml writes the report that it names", () => {
    const { tokenward: job } = parse(textOf("ci/gitlab.yml"));
    assert.equal(sh(job.script.join("\n")).status, 1);
    assert.ok(JSON.parse(folder.read(job.artifacts.reports.secret_detection)).vulnerabilities.length > 0);
  });

  it("ci/kubernetes-indexed-job.yml gives each index its shard", () => {
    const { spec } = parse(textOf("ci/kubernetes-indexed-job.yml"));
    const [{ args }] = spec.template.spec.containers;
    const script = args[0].replace("/key/fingerprint", "key").replace("/reports/", "k-");
    for (const index of [0, spec.completions - 1])
      assert.equal(sh(script, { JOB_COMPLETION_INDEX: String(index) }, "sh").status, 0);
    const { shard } = JSON.parse(folder.read(`k-shard-${spec.completions - 1}.json`));
    assert.deepEqual([shard.index, shard.count], [spec.completions, spec.completions]);
  });

  it("ci/slurm.sbatch gives each task its shard", () => {
    const script = join(root, "ci/slurm.sbatch");
    const ran = sh(`bash '${script}' . .`, { SLURM_ARRAY_TASK_ID: "2", SLURM_ARRAY_TASK_COUNT: "3" });
    assert.equal(ran.status, 0, ran.stderr);
    assert.equal(JSON.parse(folder.read("shard-2.json")).shard.index, 2);
  });

  it("ci/github-matrix.yml has as many jobs as shards", () => {
    const { jobs } = parse(textOf("ci/github-matrix.yml"));
    const { shard } = jobs.scan.strategy.matrix;
    const command = jobs.scan.steps.find(({ run }: { run?: string }) => run).run;
    assert.ok(command.includes(`/${shard.length} `));
    assert.deepEqual(
      shard,
      Array.from({ length: shard.length }, (_, at) => at + 1),
    );
  });

  it(".pre-commit-hooks.yaml runs a command that is there", () => {
    const [{ entry }] = parse(textOf(".pre-commit-hooks.yaml"));
    folder.write("clean.txt", "x");
    git(folder.path, "add", "clean.txt");
    const ran = sh(entry);
    assert.equal(ran.status, 0, ran.stderr);
  });
});
