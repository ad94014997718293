/** Fixed TypeScript compiles under `strict`: `process.env.X` is a string or undefined, and the code wants strings. */
import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import { planMove } from "../../server/src/engine/fix/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { applied, occurrences, references } from "./fixture.ts";

const program = `interface Options { readonly token: string; readonly on?: string }
type Token = { readonly value: string }
const whole: string = "VALUE"
const options: Options = { token: "VALUE", on: whole ? "VALUE" : "" };
const headers: Record<string, string> = { Authorization: "Bearer VALUE", other: \`x VALUE \${whole}\` };
const list: readonly [string, Token] = ["VALUE", { value: "VALUE" }];
function connect(token: string = "VALUE", given?: string): string {
  switch (given) {
    case "VALUE":
      return "VALUE".slice(1);
    default:
      return given === "VALUE" || "VALUE"!==token ? token : (process.env.GIVEN ?? "VALUE");
  }
}
class Client {
  readonly #token = "VALUE";
  constructor(readonly other: string = "VALUE") {}
  get token(): string {
    return this.#token || "VALUE";
  }
}
const map = new Map<string, string>([["a", "VALUE"]]);
const call = <T extends string>(value: T): T => value;
const taken = <T extends object>(value: T): T => value;
const object = taken({ token: "VALUE", list: [{ value: "VALUE" }] });
const chosen = map.get("a") as Record<"a", string>["a"];
const indexed: Token["value"] = object.list.length < 3 ? "VALUE" : { a: "VALUE" }["a"];
export const all: string[] = [whole, options.token, headers.other!, list[0], connect(), new Client().token, map.get("a") ?? "", call("VALUE"), object.token, chosen, indexed];
`;

const root = join(import.meta.dirname, "../..");

function faultsIn(text: string): string[] {
  const path = join(root, "app.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  host.getCurrentDirectory = () => root;
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("fixed TypeScript", () => {
  it("compiles under strict", () => {
    const raw = mint("ghp_{alnum:36}", seededRandom(4)).text;
    const document = { path: "app.ts", text: program.replaceAll("VALUE", raw) };
    assert.deepEqual(faultsIn(document.text), []);
    const sameValue = occurrences(document.text, raw).map((span) => ({ span, secret: new Secret(raw) }));
    const files = new Map([["app.ts", document.text]]);
    const plan = planMove({
      document,
      finding: sameValue[0]!,
      sameValue,
      rule: { env: "GITHUB_TOKEN", severity: "error", trigger: { kind: "anchor" } },
      references,
      store: dotenv,
      files,
    });
    const after = applied(files, plan).get("app.ts")!;
    assert.ok(!after.includes(raw));
    assert.deepEqual(faultsIn(after), []);
  });
});
