/** How long the language server lets an editor wait: opening, typing, asking for code actions. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bench, Part } from "../part.ts";
import { median, quantile } from "../run/statistics.ts";
import { Documents, type Language, languages } from "../server/documents.ts";
import { type Answered, Editor } from "../server/editor.ts";
import { sessionIn } from "../server/sessions.ts";
import { Typist } from "../server/typist.ts";

const GOAL = 5_000;
const LARGEST = 100_000;
/** How often code actions are asked for. */
const ASKED = 5;

interface Waits {
  readonly language: string;
  readonly lines: number;
  /** In milliseconds: the server's own time. */
  readonly open: number;
  readonly keys: readonly number[];
  readonly action: number;
  /** As the editor sees it, transport included. */
  readonly keysThere: readonly number[];
  readonly rounds: number;
}

export const latency: Part = {
  name: "latency",
  about: "open, keystroke and code action over JSON-RPC, 500 to 100,000 lines in four languages, by a recorded session",
  async measure(bench) {
    const documents = new Documents();
    const all: Waits[] = [];
    for (const lines of bench.quick ? [500, GOAL] : [500, GOAL, 50_000, LARGEST]) {
      for (const language of bench.quick ? languages.slice(0, 1) : languages) {
        bench.progress(`${lines} lines of ${language.id}`);
        all.push(await waitsIn(bench, documents, language, lines));
        show(bench, all);
      }
    }
    addFigures(bench, all);
  },
};

async function waitsIn(bench: Bench, documents: Documents, language: Language, lines: number): Promise<Waits> {
  const { text, rounds } = documents.make(language, lines);
  const uri = pathToFileURL(join(bench.scratch, `document.${language.extension}`)).href;
  const probe = join(bench.scratch, "probe.json");
  const editor = await Editor.start({ ...bench.server, probe });
  await editor.open(uri, language.id, text);
  await editor.pull(uri).answer;
  const typist = new Typist(editor, uri);
  const session = sessionIn(language.id);
  const warming = { ...session, edits: session.edits.slice(0, 40) };
  await typist.type(warming, Math.floor(lines * 0.1));
  const keysThere: number[] = [];
  for (const at of [0.3, 0.7]) keysThere.push(...(await typist.type(session, Math.floor(lines * at))));
  await askForActions(editor, uri);
  const own = timesOf(await editor.stop());
  // Opening it is the first change, the new line that a session begins on is one too.
  const [open = Number.NaN, ...changes] = own("change");
  return {
    language: language.id,
    lines,
    open,
    keys: changes.slice(warming.edits.length + 1),
    action: median(own("textDocument/codeAction")),
    keysThere,
    rounds,
  };
}

/** @throws Error where there are none: then it was not measured what was meant */
async function askForActions(editor: Editor, uri: string): Promise<void> {
  const found = await editor.pull(uri).answer;
  for (let ask = 0; ask < ASKED; ask++) {
    const actions = found?.[0] ? await editor.actions(uri, found[0]) : 0;
    if (actions === 0) throw new Error("the server offers no code action at a token");
  }
}

const timesOf =
  (answered: readonly Answered[]) =>
  (wanted: string): number[] =>
    answered.filter(({ what }) => what === wanted).map(({ milliseconds }) => milliseconds);

function show({ plot, detail }: Bench, all: readonly Waits[]): void {
  plot(
    "latency",
    languages.map(({ id }) => ({
      name: id,
      points: all
        .filter(({ language }) => language === id)
        .map(({ lines: x, keys }) => ({ x, y: quantile(keys, 0.95) })),
    })),
  );
  const ms = (value: number): string => value.toFixed(1);
  detail("latency", {
    head: ["language and lines", "open", "key, 50 of 100", "95", "99", "95, transport included", "code action"],
    rows: all.map(({ language, lines, open, keys, action, keysThere, rounds }) => [
      `${language}, ${lines}${rounds > 1 ? ` (sources repeat, ${rounds} rounds)` : ""}`,
      ms(open),
      ...[0.5, 0.95, 0.99].map((share) => ms(quantile(keys, share))),
      ms(quantile(keysThere, 0.95)),
      ms(action),
    ]),
  });
}

function addFigures({ add }: Bench, all: readonly Waits[]): void {
  const addWorst = (lines: number, what: string, most: number, of: (waits: Waits) => readonly number[]): void => {
    const [measured, language] = all
      .filter((waits) => waits.lines === lines)
      .map((waits): [number, string] => [quantile(of(waits), 0.95), waits.language])
      .reduce((a, b) => (b[0] > a[0] ? b : a));
    const name = `keystroke to diagnostics in ${lines.toLocaleString("en")} lines, ${what}, 95 of 100`;
    add({ name, measured, unit: "ms", asked: { most }, note: `the slowest of the languages: ${language}` });
  };
  addWorst(GOAL, "server time", 16, ({ keys }) => keys);
  if (!all.some(({ lines }) => lines === LARGEST)) return;
  addWorst(LARGEST, "transport included", 50, ({ keysThere }) => keysThere);
}
