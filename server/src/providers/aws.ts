/** AWS Secrets Manager by its command line: one secret for each name (https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/). */
import type { Secret } from "../engine/secret.ts";
import { isName, parsed, runProgram, runWell, secretOf } from "./asking.ts";
import { outsideOf, type Probe, type Provider, type Store, type Surroundings } from "./provider.ts";

const INSTALL = "Install it and sign in: https://docs.aws.amazon.com/cli/latest/userguide/";

const READ_ONLY =
  "On Windows `aws` can be handed a value by an argument only, which others could read: put it there by hand.";

export const aws: Provider = {
  id: "aws",
  title: "AWS Secrets Manager",
  atRest: "encrypted",
  meaning: "In the AWS account that your command line is signed in to, encrypted by its key management.",
  at: "prefix",
  evidence: [
    { file: "samconfig.toml" },
    { file: "cdk.json" },
    { file: "template.yaml", text: /AWS::(?:Serverless|SecretsManager)/ },
    { file: "package.json", text: /"@aws-sdk\/client-secrets-manager"\s*:/ },
    { file: "requirements.txt", text: /^boto3\b/m },
  ],
  open: (surroundings) => new Secrets(surroundings),
};

class Secrets implements Store {
  readonly #around: Surroundings;
  readonly #at: string;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#at = (around.at ?? around.project).replace(/\/+$/, "");
  }

  async probe(): Promise<Probe> {
    const end = await runProgram(this.#around, call(["sts", "get-caller-identity"]), INSTALL).catch(
      (error: Error) => error,
    );
    if (end instanceof Error) return { state: "absent", remedy: end.message };
    if (end.status !== 0) return { state: "signed-out", remedy: "Sign in with `aws sso login` or `aws configure`." };
    const at = `${this.#at}/`;
    return outsideOf(this.#around).opensInput ? { state: "ready", at } : { state: "read-only", at, remedy: READ_ONLY };
  }

  async names(): Promise<readonly string[]> {
    const args = ["list-secrets", "--filters", `Key=name,Values=${this.#at}/`, "--query", "SecretList[].Name"];
    const names = parsed<string[] | null>(await this.#run(args), "aws") ?? [];
    const begin = `${this.#at}/`;
    return names
      .filter((name) => name.startsWith(begin))
      .map((name) => name.slice(begin.length))
      .filter(isName);
  }

  async get(name: string): Promise<Secret | undefined> {
    const args = ["secretsmanager", "get-secret-value", "--secret-id", this.#id(name), "--query", "SecretString"];
    const end = await runProgram(this.#around, call(args), INSTALL);
    if (end.status !== 0 && /ResourceNotFoundException/.test(end.stderr)) return undefined;
    return secretOf(parsed(end.status === 0 ? end.stdout : await this.#run(args.slice(1)), "aws"));
  }

  async put(name: string, value: Secret): Promise<void> {
    const args = (verb: string, option: string) => [
      verb,
      option,
      this.#id(name),
      "--secret-string",
      "file:///dev/stdin",
    ];
    const input = value.reveal();
    const again = call(["secretsmanager", ...args("put-secret-value", "--secret-id")], input);
    const end = await runProgram(this.#around, again, INSTALL);
    if (end.status !== 0) await this.#run(args("create-secret", "--name"), input);
  }

  /** At once: a secret that waits for its removal keeps its name from being used again. */
  async remove(name: string): Promise<void> {
    if (!(await this.names()).includes(name)) return;
    await this.#run(["delete-secret", "--secret-id", this.#id(name), "--force-delete-without-recovery"]);
  }

  #id(name: string): string {
    return `${this.#at}/${name}`;
  }

  #run(args: readonly string[], input?: string): Promise<string> {
    return runWell(this.#around, call(["secretsmanager", ...args], input), INSTALL);
  }
}

const call = (args: readonly string[], input?: string) => ({
  program: "aws",
  args: [...args, "--output", "json"],
  variables: { AWS_PAGER: "" },
  ...(input !== undefined && { input, opensInput: true }),
});
