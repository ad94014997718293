/** What clients say of themselves decides what they are sent; what they do not say, they cannot do. */
import assert from "node:assert/strict";
import type { ClientCapabilities } from "vscode-languageserver";
import { actionKinds, isWanted } from "../../server/src/lsp/actions/kinds.ts";
import { clientFeatures, initializeResult } from "../../server/src/lsp/capabilities.ts";
import { capabilities } from "./client.ts";

const featuresOf = (said: ClientCapabilities, initializationOptions?: unknown) =>
  clientFeatures({ processId: null, rootUri: null, workspaceFolders: null, capabilities: said, initializationOptions });

describe("capabilities", () => {
  it("are none where the client says nothing", () => {
    const { commands, ...features } = featuresOf({});
    assert.deepEqual(new Set(Object.values(features)), new Set([false]));
    assert.equal(commands.size, 0);
  });

  it("are all there where the client says everything", () => {
    const { commands, ...features } = featuresOf(capabilities, { commands: ["a"], readsFiles: true, keepsNotes: true });
    assert.deepEqual(new Set(Object.values(features)), new Set([true]));
    assert.ok(commands.has("a"));
  });

  it("to make files mean that edits of documents are understood (Neovim)", () => {
    const { documentChanges, createsFiles, changeAnnotations } = featuresOf({
      workspace: { workspaceEdit: { resourceOperations: ["rename", "create", "delete"] } },
    });
    assert.deepEqual([documentChanges, createsFiles, changeAnnotations], [true, true, false]);
  });

  it("of the server offer pulled diagnostics to those who pull only", () => {
    assert.ok(initializeResult(featuresOf(capabilities), "1").capabilities.diagnosticProvider);
    assert.equal(initializeResult(featuresOf({}), "1").capabilities.diagnosticProvider, undefined);
  });
});

describe("kinds of code actions", () => {
  it("are wanted by themselves and by the kinds above them", () => {
    const wanted = (only?: string[]) => Object.values(actionKinds).filter((kind) => isWanted(kind, only));
    assert.deepEqual(wanted(), Object.values(actionKinds));
    assert.deepEqual(wanted([""]), Object.values(actionKinds));
    assert.deepEqual(wanted(["quickfix"]), [
      actionKinds.move,
      actionKinds.mend,
      actionKinds.suppress,
      actionKinds.life,
      actionKinds.show,
    ]);
    assert.deepEqual(wanted(["quickfix.tokenward"]), [actionKinds.move]);
    assert.deepEqual(wanted(["source.fixAll", "refactor"]), [actionKinds.fixAll]);
    assert.deepEqual(wanted(["quick", "source.fixAll.tokenward.more"]), []);
  });
});
