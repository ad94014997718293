/** Writing into a team config keeps what its authors wrote. */
import assert from "node:assert/strict";
import { withIgnored, withLevel } from "../../server/src/config/edit-config.ts";
import { levelOf } from "../../server/src/config/levels.ts";
import { readTeamConfig } from "../../server/src/config/team-config.ts";

describe("a team config that is written into", () => {
  const off = (text: string): string | undefined => withLevel(text, "token/a", "off");

  it("is made where there is none", () => {
    assert.equal(off(""), "rules:\n  token/a: off\n");
    assert.equal(withIgnored("", "data/a.json"), "ignore:\n  - /data/a.json\n");
  });

  it("keeps comments, order, quotes, indentation and line breaks", () => {
    assert.equal(
      off("# top\nrules:\n    'token/b': info # why\n\n# tail\nignore:\n    - x\n"),
      "# top\nrules:\n    'token/b': info # why\n    token/a: off\n\n# tail\nignore:\n    - x\n",
    );
    assert.equal(off("# only a comment\n"), "# only a comment\n\nrules:\n  token/a: off\n");
    assert.equal(off("ignore:\r\n- x\r\n"), "ignore:\r\n- x\r\nrules:\r\n  token/a: off\r\n");
    assert.equal(withIgnored("ignore:\n- x\n", "y"), "ignore:\n- x\n- /y\n");
  });

  it("says the same once it is read, whatever stood there", () => {
    const texts = [
      "",
      "rules:\n",
      "rules: {}\n",
      "rules: { token/a: error }\n",
      "rules:\n  token/a: error\n  token/*: warning\n",
      "rules:\n  token/*: info\n",
    ];
    for (const text of texts) {
      const config = readTeamConfig(off(text)!);
      assert.deepEqual(config.problems, [], text);
      assert.equal(levelOf("token/a", [config]), "off", text);
    }
  });

  it("means the one file that is left out, whatever its name", () => {
    assert.deepEqual(readTeamConfig(withIgnored("", "a [1]*?.json")!).ignore, ["/a \\[1\\]\\*\\?.json"]);
  });

  it("is left alone where it is none", () => {
    for (const text of ["rules: [\n", "- a\n", "rules: 5\n", "ignore: x\n", "text\n"]) {
      assert.equal(off(text), undefined, text);
      assert.equal(withIgnored(text, "a"), undefined, text);
    }
  });
});
