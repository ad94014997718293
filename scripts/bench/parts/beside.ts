/** Whether a small file waits while a very large one is typed in. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bench, Part } from "../part.ts";
import { quantile } from "../run/statistics.ts";
import { Documents, languages } from "../server/documents.ts";
import { Editor } from "../server/editor.ts";
import { sessionIn } from "../server/sessions.ts";
import { Typist } from "../server/typist.ts";

const SMALL = 500;
const LARGE = 100_000;

export const beside: Part = {
  name: "beside",
  about: "typing in 500 lines while 100,000 lines are open and typed in",
  async measure(bench) {
    const language = languages[0]!;
    const documents = new Documents();
    const editor = await Editor.start(bench.server);
    const open = async (name: string, lines: number): Promise<Typist> => {
      const uri = pathToFileURL(join(bench.scratch, `${name}.${language.extension}`)).href;
      await editor.open(uri, language.id, documents.make(language, lines).text);
      await editor.pull(uri).answer;
      return new Typist(editor, uri);
    };
    const small = await open("small", SMALL);
    const session = sessionIn(language.id);
    bench.progress("the small file alone");
    await small.type(session, SMALL / 4);
    const alone = await small.type(session, SMALL / 4);
    const lines = bench.quick ? SMALL * 10 : LARGE;
    const large = await open("large", lines);
    bench.progress("both");
    const [together] = await Promise.all([small.type(session, SMALL / 2), large.type(session, lines / 10)]);
    await editor.stop();
    add(bench, lines, quantile(alone, 0.95), quantile(together, 0.95));
  },
};

function add(bench: Bench, lines: number, alone: number, together: number): void {
  bench.add({
    name: `keystroke in ${SMALL} lines while ${lines.toLocaleString("en")} lines are typed in, transport included, 95 of 100`,
    measured: together,
    unit: "ms",
    asked: { most: 16 },
    note: `${alone.toFixed(1)} ms alone; the limit is that of a 5,000-line file`,
  });
}
