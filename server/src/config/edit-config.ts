/** Writes into the text of a `.tokenward.yml`, and leaves its comments and the rest of it as they are. */
import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { type Level, levelOf } from "./levels.ts";
import { readTeamConfig } from "./team-config.ts";
import { unparsable } from "./unparsable.ts";

/**
 * Sets the level of one rule.
 * @returns undefined where the text is no config that can be written into
 */
export function withLevel(text: string, ruleId: string, level: Level): string | undefined {
  return edited(text, (document) => {
    if (!isMap(document.get("rules"))) document.set("rules", document.createNode({}));
    document.setIn(["rules", ruleId], level);
    // The last entry that matches decides, so where a glob follows, this one goes behind it.
    if (levelOf(ruleId, [readTeamConfig(print(document, text))]) === level) return;
    document.deleteIn(["rules", ruleId]);
    document.setIn(["rules", ruleId], level);
  });
}

/**
 * Leaves one file out of scans.
 * @param path relative to the config's folder, with `/`
 * @returns undefined where the text is no config that can be written into
 */
export function withIgnored(text: string, path: string): string | undefined {
  return edited(text, (document) => {
    if (!isSeq(document.get("ignore"))) document.set("ignore", document.createNode([]));
    document.addIn(["ignore"], asPattern(path));
  });
}

/** The pattern of .gitignore that means this file alone. */
const asPattern = (path: string): string => `/${path.replace(/[\\*?[\]!#]/g, "\\$&").replace(/ $/, "\\ ")}`;

function edited(text: string, edit: (document: Document) => void): string | undefined {
  if (unparsable(text)) return undefined;
  const document: Document = parseDocument(text, { logLevel: "error", uniqueKeys: false });
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents))) return undefined;
  const { rules, ignore } = { rules: document.get("rules", true), ignore: document.get("ignore", true) };
  if (!(isMap(rules) || isEmpty(rules)) || !(isSeq(ignore) || isEmpty(ignore))) return undefined;
  if (document.contents === null) document.contents = document.createNode({});
  try {
    edit(document);
    return print(document, text);
  } catch {
    // An alias of an anchor that is not there is told when the text is read.
    return undefined;
  }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (isScalar(value) && value.value === null);

/** In the manner of the text: its line breaks, its indentation, and whether its lists have any. */
function print(document: Document, text: string): string {
  const indent = /^( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  const indentSeq = !/^[\w-]+:[ \t]*(?:#.*)?\r?\n-[ \t]/m.test(text);
  const printed = document.toString({ lineWidth: 0, indent, indentSeq });
  return text.includes("\r\n") ? printed.replaceAll("\n", "\r\n") : printed;
}
