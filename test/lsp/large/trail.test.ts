/** A trail knows all edits since a version, or says that it does not. */
import assert from "node:assert/strict";
import type { Edit } from "../../../server/src/lsp/large/edit.ts";
import { Trail } from "../../../server/src/lsp/large/trail.ts";

const edit = (version: number): Edit => ({ version, span: { start: 0, end: 0 }, length: 1, endLine: 0, lines: 0 });
const versions = (edits: readonly Edit[] | undefined) => edits?.map(({ version }) => version);

describe("Trail", () => {
  it("gives the edits since a version, also several of one and none", () => {
    const trail = new Trail(3);
    for (const version of [4, 4, 7]) trail.add(edit(version));
    assert.deepEqual(versions(trail.since(3)), [4, 4, 7]);
    assert.deepEqual(versions(trail.since(4)), [7]);
    assert.deepEqual(versions(trail.since(7)), []);
    assert.equal(trail.since(2), undefined);
  });

  it("forgets what is long ago, whole versions at a time", () => {
    const trail = new Trail(0);
    for (let count = 0; count < 5000; count++) trail.add(edit(1 + Math.floor(count / 3)));
    const latest = Math.floor(4999 / 3) + 1;
    assert.equal(trail.since(0), undefined);
    assert.deepEqual(versions(trail.since(latest - 1)), [latest, latest]);
    const [oldest] = Array.from({ length: latest }, (_, version) => version).filter((version) => trail.since(version));
    assert.equal(trail.since(oldest!)!.filter(({ version }) => version === oldest! + 1).length, 3);
  });
});
