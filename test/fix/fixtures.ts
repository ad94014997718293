/** The fixtures of the fix, by language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planMove } from "../../server/src/engine/fix/index.ts";
import { applied, type Fixture, readFixture } from "./fixture.ts";

const root = join(import.meta.dirname, "../fixtures/fix");

export interface NamedFixture {
  readonly name: string;
  readonly path: string;
}

export const folders = (): string[] => readdirSync(root).sort();

export const fixturesIn = (folder: string): NamedFixture[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => ({ name: name.slice(0, -".txt".length), path: join(root, folder, name) }));

export const load = ({ path }: NamedFixture): Fixture => readFixture(readFileSync(path, "utf8"));

/** The documents of a folder's fixtures after the fix, those that are refused left out. */
export function fixedDocuments(folder: string): { name: string; path: string; text: string }[] {
  return fixturesIn(folder).flatMap((entry) => {
    const { request, files } = load(entry);
    const plan = planMove(request);
    if (plan.kind === "refused") return [];
    const { path } = request.document;
    return [{ name: entry.name, path, text: applied(files, plan).get(path)! }];
  });
}
