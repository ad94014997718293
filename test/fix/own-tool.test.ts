/** Configurations are taken by their own tool after the fix as they were before: skipped where it is not installed (scripts/tools.ts). */
import assert from "node:assert/strict";
import { framed, programFiles, withValues } from "../../scripts/programs/program-file.ts";
import { isThere, printed } from "../../scripts/programs/run.ts";
import { moved } from "../../scripts/references/moved.ts";
import { runEnvironment } from "../../server/src/providers/dotenv.ts";
import { builtinCatalogue as catalogue } from "../builtin.ts";
import { builtGrammars as grammars } from "../handling-examples.ts";
import { mintedOf } from "../scratch.ts";
import { references } from "./fixture.ts";

const { value } = mintedOf("token/github-pat", 3);

/** What each tool says of the row's whole configuration; `loads`: it reads the store itself. */
const tools: readonly {
  readonly row: string;
  readonly needs: readonly string[];
  readonly run: readonly string[];
  readonly loads?: true;
}[] = [
  {
    row: "compose",
    needs: ["docker-compose", "version"],
    run: ["docker-compose", "-p", "acme", "config"],
    loads: true,
  },
  {
    row: "github-actions",
    needs: ["actionlint", "-version"],
    run: ["actionlint", "-shellcheck=", "-pyflakes=", ".github/workflows/ci.yml"],
  },
  {
    row: "terraform",
    needs: ["terraform", "version"],
    run: ["sh", "-c", '"terraform init -input=false >/dev/null && terraform validate -no-color"'],
  },
  {
    row: "ansible-playbook",
    needs: ["ansible-playbook", "--version"],
    run: ["ansible-playbook", "--syntax-check", "-i", "localhost,", "site.yml"],
  },
  { row: "npmrc", needs: ["npm", "--version"], run: ["npm", "config", "get", "registry"] },
];

/** All pieces of the row, with and without the fix. */
async function bothOf(row: string) {
  const file = programFiles().find(({ id }) => id === row)!;
  const text = withValues(framed(file, file.pieces), () => value);
  const before = new Map([...file.files, [file.path, text]]);
  const { faults, moves, files } = await moved(file.path, before, { catalogue, references, grammars });
  assert.deepEqual([faults, moves.left.map(({ reason }) => reason)], [[], []]);
  return { before, after: files };
}

/** The folder's own name is no difference. */
const told = (text: string): string => text.replaceAll(/\S*tokenward-run-\w+/g, "FOLDER");

describe("configurations, by their own tool", () => {
  for (const { row, needs, run, loads } of tools)
    it(`${needs[0]} takes ${row}`, async function () {
      if (!isThere(needs)) {
        console.log(`      not installed, so not tried: ${needs[0]} (npx tsx scripts/tools.ts)`);
        return this.skip();
      }
      const { before, after } = await bothOf(row);
      const variables = loads ? {} : runEnvironment([after.get(".env") ?? ""]);
      assert.equal(told(printed(after, run, variables)), told(printed(before, run, {})));
    });
});
