/** The history of three repositories: every figure against what git itself says of minted values (`git log -S`, `git blame`). */
import assert from "node:assert/strict";
import { createNodeHost } from "../../../server/src/host/node.ts";
import { Repository } from "../../../server/src/workspace/git/repository.ts";
import { inventoryWith } from "../../../server/src/workspace/history/inventory.ts";
import { type History, scanHistory } from "../../../server/src/workspace/history/scan-history.ts";
import { catalogue, Mint } from "../../lsp/tokens.ts";
import { TestRepository } from "../../repository.ts";
import { git } from "../../scratch.ts";

const mint = new Mint(11);
const filler = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `const line${from + at} = ${from + at};\n`).join("");
const line = (value: string): string => `f("${value}");\n`;

/** A line of commits in which tokens come, move, multiply and go. */
function straight(repository: TestRepository): string[] {
  const values = Array.from({ length: 5 }, () => mint.github());
  repository.write("kept.js", line(values[0]!) + filler(0, 9));
  repository.write("gone.js", line(values[1]!));
  repository.commit("Ada");
  repository.write("kept.js", filler(20, 5) + line(values[0]!) + filler(0, 9));
  repository.write("copy.js", line(values[0]!) + line(values[2]!));
  repository.commit("Bob");
  repository.remove("gone.js");
  repository.git("mv", "copy.js", "moved.js");
  repository.commit("Cid");
  repository.write("back.js", line(values[1]!));
  repository.write("moved.js", line(values[0]!));
  repository.commit("Dan");
  repository.write("back.js", "nothing\n");
  repository.write("kept.js", filler(20, 5) + line(values[0]!) + line(values[3]!));
  repository.commit("Ada");
  repository.write("kept.js", filler(20, 5) + line(values[4]!) + line(values[3]!));
  repository.commit("Eve");
  return values;
}

/** Branches, a merge that brings a token of its own, a token that only a branch holds, and a stash. */
function branched(repository: TestRepository): string[] {
  const values = Array.from({ length: 5 }, () => mint.github());
  repository.write("a.js", filler(0, 9));
  repository.write("b.js", line(values[0]!));
  repository.commit("Ada");
  repository.git("checkout", "--quiet", "-b", "side");
  repository.write("a.js", line(values[1]!) + filler(0, 9));
  repository.commit("Bob");
  repository.git("checkout", "--quiet", "-b", "never-merged");
  repository.write("c.js", line(values[2]!));
  repository.commit("Cid");
  repository.git("checkout", "--quiet", "main");
  repository.write("a.js", filler(0, 9) + filler(40, 2));
  repository.commit("Dan");
  repository.git(
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@example.org",
    "merge",
    "--quiet",
    "--no-commit",
    "--no-ff",
    "side",
  );
  repository.write("a.js", repository.read("a.js") + line(values[3]!));
  repository.commit("Eve");
  repository.remove("b.js");
  repository.commit("Eve");
  return values;
}

/** Names that are unusual, binary files, links, and files that change kind; in an object format of its own where git has it. */
function unusual(repository: TestRepository): string[] {
  const values = Array.from({ length: 3 }, () => mint.github());
  repository.write("dir\nwith line/ä ö.js", line(values[0]!));
  repository.write("image.bin", `\0${values[1]}`);
  repository.commit("Äda Ünicode");
  repository.remove("dir\nwith line/ä ö.js");
  repository.write(":(glob)x.js", line(values[0]!) + line(values[0]!));
  repository.commit("Bob");
  for (let at = 0; at < 30; at++) {
    repository.write("busy.js", filler(at, 30) + (at > 10 && at < 20 ? line(values[2]!) : ""));
    repository.commit(at % 2 === 0 ? "Ada" : "Bob");
  }
  return values;
}

/** What git says of a value: commits that changed how often it stands in a file, oldest first, with by how much in all. */
function pickaxe(folder: string, value: string) {
  const all = git(
    folder,
    "log",
    "--all",
    "--topo-order",
    "--reverse",
    "--no-renames",
    `-S${value}`,
    "-c",
    "--format=%H %aE %aI",
  );
  return all
    .split("\n")
    .filter((entry) => /^[0-9a-f]{40} /.test(entry))
    .map((entry) => {
      const [commit, address, date] = entry.split(" ") as [string, string, string];
      const parents = git(folder, "rev-list", "--parents", "-n1", commit).trim().split(" ").slice(1);
      const before = Math.max(0, ...parents.map((parent) => countIn(folder, parent, value)));
      return { commit, address, date, change: countIn(folder, commit, value) - before };
    });
}

/** How often a value stands in the text files of a commit. */
function countIn(folder: string, commit: string, value: string): number {
  try {
    const lines = git(folder, "grep", "-I", "--fixed-strings", "--only-matching", "-h", value, commit);
    return lines.split("\n").filter(Boolean).length;
  } catch {
    return 0;
  }
}

describe("scanHistory", () => {
  const kinds: Record<string, (repository: TestRepository) => string[]> = { straight, branched, unusual };
  for (const [kind, build] of Object.entries(kinds))
    describe(`of a ${kind} repository`, () => {
      let repository: TestRepository;
      let values: string[];
      let history: History;
      before(async () => {
        repository = new TestRepository();
        values = build(repository);
        history = await historyOf(repository);
      });
      after(() => repository.remove());

      it("finds every value that a text file ever held, and no other", () => {
        const expected = values.filter((value) => pickaxe(repository.path, value).some(({ change }) => change !== 0));
        assert.equal(history.tokens.length, expected.length);
        assert.ok(expected.length > 1);
      });

      it("says who brought each first, how many wrote it, and who took it", () => {
        const head = git(repository.path, "rev-parse", "HEAD").trim();
        const expected = values.flatMap((value) => {
          const changes = pickaxe(repository.path, value).filter(({ change }) => change !== 0);
          if (changes.length === 0) return [];
          const added = changes.filter(({ change }) => change > 0);
          const last = changes.findLast(({ change }) => change < 0);
          const isThere = countIn(repository.path, head, value) > 0;
          return [
            [
              added[0]!.commit,
              Date.parse(added[0]!.date),
              new Set(added.map(({ address }) => address)).size,
              isThere ? undefined : last?.commit,
            ].join(),
          ];
        });
        const told = history.tokens.map(({ firstSeen, authors, removed }) =>
          [firstSeen.commit, Date.parse(firstSeen.date), authors, removed?.commit].join(),
        );
        assert.deepEqual(told.sort(), expected.sort());
      });

      it("gives the place of each where it came, as git blame has it", () => {
        for (const { findings, files } of history.tokens)
          for (const [path, { finding }] of findings) {
            const { commit } = files.get(path)!.firstSeen;
            const number = finding.range.start.line + 1;
            const blame = git(
              repository.path,
              "blame",
              "-s",
              "-l",
              `-L${number},${number}`,
              commit,
              "--",
              `./${finding.path}`,
            );
            assert.ok(
              values.some((value) => blame.includes(value)),
              finding.path.split("/").at(-1),
            );
          }
      });

      it("knows what files hold now from what they held", () => {
        const tokens = inventoryWith([], history, { base: repository.path, roots: [repository.path] }, new Date());
        assert.equal(tokens.length, history.tokens.length);
        for (const { inHistory, places, ageDays } of tokens) {
          assert.deepEqual([inHistory, new Set(places.map((place) => place.kind))], [true, new Set(["history"])]);
          assert.ok(ageDays! >= 365);
        }
      });
    });

  it("ends when it is told to, and says nothing of half a history", async () => {
    const repository = new TestRepository();
    straight(repository);
    await assert.rejects(historyOf(repository, AbortSignal.abort(new Error("enough"))), /enough/);
    repository.remove();
  });
});

async function historyOf(repository: TestRepository, signal?: AbortSignal): Promise<History> {
  const host = createNodeHost(() => true);
  return scanHistory(
    {
      base: repository.path,
      maxFileSize: 1e6,
      useConfig: true,
      minConfidence: "medium",
      fingerprints: { key: { scope: "run", bytes: host.random(32) }, countingOnly: true },
      revisions: ["--all"],
    },
    await Repository.open(repository.path, host),
    host,
    catalogue,
    signal ? { signal } : {},
  );
}
