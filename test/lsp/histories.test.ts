/** The editor's inventory tells what git remembers, what is due, and which names the code reads. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type ReferencesResult, references as referencesRequest, scanWorkspace } from "../../server/src/protocol.ts";
import { git } from "../scratch.ts";
import { eventually, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("the inventory with what git remembers", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;
  beforeEach(() => {
    client = TestClient.inProcess();
    mint = new Mint(99);
    folder = new TestFolder({
      "a.js": `f("${mint.github()}");\nconst x = process.env.API_TOKEN;\n`,
      ".gitignore": ".env\n",
    });
    folder.write(".env", "API_TOKEN=x\nOLD_TOKEN=y\n");
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    const then = "2020-03-01T10:00:00Z";
    const env = { ...process.env, GIT_AUTHOR_DATE: then, GIT_COMMITTER_DATE: then };
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...who, "commit", "-qm", "one"], { cwd: folder.path, env });
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (trusted: boolean, settings: object = {}) =>
    client.initialize({
      folders: [{ uri: folder.uri, name: "demo" }],
      options: { trusted },
      settings: () => settings,
    });

  it("says since when, by whom, and reminds of it where the team limits the age", async () => {
    folder.write(".tokenward.yml", "policy: { maxAgeDays: 30 }\n");
    await start(true);
    const uri = folder.uriOf("a.js");
    await client.open(uri, folder.read("a.js"));
    await client.connection.sendRequest(scanWorkspace, {});
    await eventually(async () => (await client.inventory()).tokens[0]?.firstSeen !== undefined);
    const [token] = (await client.inventory()).tokens;
    assert.deepEqual([token!.firstSeen!.author, token!.firstSeen!.date.slice(0, 10)], ["Ada", "2020-03-01"]);
    assert.deepEqual([token!.inHistory, token!.overdue, token!.due], [true, true, true]);
    assert.ok(token!.ageDays! > 2000);
    const { items } = await client.pull(uri);
    const overdue = items.find(({ code }) => code === "lifecycle/token-overdue");
    assert.match(String(overdue?.message), /is in use since 2020-03-01: \d+ days, and the policy allows 30/);
  });

  it("lists the names that code reads, and those that nobody does", async () => {
    await start(true);
    await client.connection.sendRequest(scanWorkspace, {});
    const { references } = await client.connection.sendRequest<ReferencesResult>(referencesRequest, {});
    assert.deepEqual(
      references.map(({ name, status, provider, places }) => [name, status, provider, places.map(({ path }) => path)]),
      [
        ["API_TOKEN", "defined", "dotenv", ["a.js"]],
        ["OLD_TOKEN", "unused", "dotenv", []],
      ],
    );
  });

  it("runs no git without trust, nor where nobody wants it; age alone reminds of nothing", async () => {
    await start(true, { readHistory: false });
    await client.connection.sendRequest(scanWorkspace, {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [token] = (await client.inventory()).tokens;
    assert.deepEqual([token!.firstSeen, token!.due], [undefined, undefined]);
  });
});
