/** For each row: programs put together from its pieces are fixed, and the whole program prints the same before and after. */
import assert from "node:assert/strict";
import { type Fixed, fixed } from "../../scripts/programs/fixed.ts";
import { type ProgramFile, programFiles, wholeProgram } from "../../scripts/programs/program-file.ts";
import { isThere, printed } from "../../scripts/programs/run.ts";
import { runRow } from "../../scripts/references/rows.ts";
import { rowOf } from "../../server/src/engine/fix/references.ts";
import { seededRandom } from "../../server/src/engine/mint.ts";
import { runEnvironment } from "../../server/src/providers/dotenv.ts";
import { builtinCatalogue } from "../builtin.ts";
import { builtGrammars } from "../handling-examples.ts";
import { references } from "./fixture.ts";

function fix(file: ProgramFile, program: ReturnType<typeof wholeProgram>): Fixed {
  const outcome = fixed(program, file.files, references, builtinCatalogue);
  if (typeof outcome === "string")
    throw new assert.AssertionError({ message: `${outcome}\n${program.text.replaceAll(program.raw, "VALUE")}` });
  return outcome;
}

/** `npm run soak -- --references` takes more of them. */
const PROGRAMS = 4;
const engine = { catalogue: builtinCatalogue, references, grammars: builtGrammars };
/** Their compilers take half a minute, so that only that run waits for them. */
const SLOW = ["kotlin", "scala", "groovy"];

describe("programs of each row", () => {
  for (const file of programFiles()) {
    describe(file.id, () => {
      it("are read by that row", () => {
        const { path, text } = wholeProgram(file, file.values[0]!, seededRandom(1));
        assert.equal(rowOf({ path, text }, references)?.id, file.id);
      });

      if (!file.number)
        it("are fixed, put together in any order, with anything around them", async () => {
          const { faults } = await runRow(file, PROGRAMS, 1, engine);
          for (const [fault, { seed, text }] of faults) assert.fail(`${fault}, seed ${seed}\n${text}`);
        });

      for (const [at, value] of file.values.entries()) {
        const { run, needs } = file;
        if (!run) continue;
        it(`print the same after the fix, value ${at + 1}`, function () {
          if (SLOW.includes(file.id)) return this.skip();
          if (needs && !isThere(needs)) return this.skip();
          const { before, after } = fix(file, wholeProgram(file, value, seededRandom(at + 1)));
          const said = printed(before, run, {});
          assert.ok(said.length > 40, "the program prints nothing");
          assert.equal(printed(after, run, runEnvironment([after.get(".env")!])), said);
        });
      }
    });
  }
});
