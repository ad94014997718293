/** Documents belong to the innermost folder that holds them, however clients spell addresses. */
import assert from "node:assert/strict";
import { URI } from "vscode-uri";
import { Folders, uriOf } from "../../server/src/lsp/folders.ts";

describe("folders", () => {
  const folders = new Folders([
    { uri: "file:///project/app", name: "app" },
    { uri: "file:///project/app/packages/pay/", name: "pay" },
    { uri: "file:///project/a%20b%23c", name: "" },
    { uri: "vscode-vfs://github/acme/pay", name: "remote" },
    { uri: "file:///c%3A/Code", name: "windows" },
  ]);
  const located = (uri: string) => {
    const { folder, path } = folders.locate(uri);
    return [folder?.name, path];
  };

  it("hold documents by whole names, the innermost first", () => {
    assert.deepEqual(located("file:///project/app/src/a.js"), ["app", "src/a.js"]);
    assert.deepEqual(located("file:///project/app/packages/pay/a.js"), ["pay", "a.js"]);
    assert.deepEqual(located("file:///project/app/packages/payment/a.js"), ["app", "packages/payment/a.js"]);
    assert.deepEqual(located("file:///project/a%20b%23c/d%3Fe.js"), ["a b#c", "d?e.js"]);
  });

  it("are found whatever the case and escapes of a drive", () => {
    for (const uri of [
      "file:///c%3A/Code/a.js",
      "file:///C%3A/Code/a.js",
      "file:///c:/Code/a.js",
      "file:///C:/Code/a.js",
    ]) {
      assert.deepEqual(located(uri), ["windows", "a.js"], uri);
    }
  });

  it("say where the files of a scan lie, each in its own folder", () => {
    const [app, pay, , remote] = folders.all;
    for (const path of ["src/a b#.js", "packages/payment/é.js"])
      assert.equal(folders.fileIn(app!, path), folders.locate(uriOf(app!, path)).file);
    assert.equal(folders.fileIn(pay!, "deep/a?.js"), folders.locate(uriOf(pay!, "deep/a?.js")).file);
    assert.equal(folders.fileIn(app!, "packages/pay/a.js"), undefined);
    assert.equal(folders.fileIn(remote!, "a.js"), undefined);
  });

  it("on other machines hold documents that have no file here", () => {
    assert.deepEqual(located("vscode-vfs://github/acme/pay/a.js"), ["remote", "a.js"]);
    assert.equal(folders.locate("vscode-vfs://github/acme/pay/a.js").file, undefined);
    assert.equal(folders.locate("vscode-vfs://github/acme/pay/a.js").folder!.root, undefined);
    assert.equal(folders.locate("vscode-vfs://other/acme/pay/a.js").folder, undefined);
  });

  it("are a file's own where it lies in none, and nobody's where it lies nowhere", () => {
    const { folder, path } = folders.locate("file:///tmp/notes/x.txt");
    assert.deepEqual([folder!.root, folder!.loose, path], [URI.parse("file:///tmp/notes").fsPath, true, "x.txt"]);
    assert.deepEqual(located("untitled:Untitled-1"), [undefined, "Untitled-1"]);
  });

  it("stand in front of paths where there are several", () => {
    const display = (uri: string, among = folders): string => among.display(among.locate(uri));
    assert.equal(display("file:///project/app/src/a.js"), "app/src/a.js");
    assert.equal(display("file:///tmp/notes/x.txt"), URI.parse("file:///tmp/notes/x.txt").fsPath);
    assert.equal(display("untitled:Untitled-1"), "Untitled-1");
    assert.equal(
      display("file:///project/app/src/a.js", new Folders([{ uri: "file:///project/app", name: "app" }])),
      "src/a.js",
    );
  });

  it("come and go, each once", () => {
    const changing = new Folders([{ uri: "file:///a", name: "a" }]);
    changing.change({
      added: [
        { uri: "file:///b", name: "b" },
        { uri: "file:///a", name: "a" },
      ],
      removed: [],
    });
    assert.deepEqual(
      changing.all.map(({ name }) => name),
      ["a", "b"],
    );
    changing.change({ added: [], removed: [{ uri: "file:///a/", name: "a" }] });
    assert.deepEqual(
      changing.all.map(({ name }) => name),
      ["b"],
    );
  });

  it("give addresses that lead back", () => {
    const folder = folders.all[2]!;
    const uri = uriOf(folder, "x y/#1.js");
    assert.equal(folders.locate(uri).path, "x y/#1.js");
  });
});
