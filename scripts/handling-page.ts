/** The page about handling rules, made of the rules and of their examples. */
import type { HandlingSource } from "../server/src/config/handling-file.ts";
import type { HandlingRule } from "../server/src/engine/handling-rule.ts";
import { handlingFilePaths, loadHandlingFile } from "./handling-files.ts";

interface Entry {
  readonly source: HandlingSource;
  readonly rule: HandlingRule;
}

const HEAD = `# Handling rules

How tokens are treated: what Tokenward finds besides the tokens themselves. Written from \`rules/handling\` by \`npm run docs:handling\`. "Relates to" names requirements of PCI DSS 4.0.1 that a finding bears on; it is no statement that they are met or not.

A place is accepted with a reason as for tokens (\`tokenward-ignore-next-line handling/token-logged -- local tool\`), a rule is turned down or off in \`.tokenward.yml\` (\`handling/*: warning\`).
`;

/** @returns Markdown, with a final line break */
export function handlingPage(): string {
  const entries = handlingFilePaths().flatMap((path) => loadHandlingFile(path).rules);
  return `${[HEAD, matrix(entries), ...entries.map(section)].join("\n")}`;
}

const languagesOf = ({ source }: Entry): string[] => Object.keys({ ...source.examples, ...source.nonExamples });

/** Examples and near misses of each rule in each language. */
function matrix(entries: readonly Entry[]): string {
  const languages = [...new Set(entries.flatMap(languagesOf))];
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const cell = ({ source }: Entry, language: string): string => {
    const [found, missed] = [source.examples[language]?.length ?? 0, source.nonExamples[language]?.length ?? 0];
    return found + missed > 0 ? `${found}/${missed}` : "";
  };
  return [
    "## Rules by language",
    "",
    "Examples that must be found, and near misses that must not; the tests run them all.",
    "",
    row(["rule", ...languages]),
    row(["---", ...languages.map(() => "---")]),
    ...entries.map((entry) => row([anchor(entry), ...languages.map((language) => cell(entry, language))])),
    "",
  ].join("\n");
}

const anchor = ({ rule: { id } }: Entry): string => `[${id.slice(id.indexOf("/") + 1)}](#${id.replace("/", "")})`;

function section({ rule, source }: Entry): string {
  const [language, texts] = Object.entries(source.examples)[0]!;
  const example = texts[0]!.replace(/\[\[|\]\]/g, "").trimEnd();
  return [
    `## ${rule.id}`,
    "",
    `**${rule.title}.** ${rule.risk}`,
    "",
    `${rule.advice}`,
    "",
    `- ${rule.severity}, ${rule.confidence} confidence`,
    `- Relates to ${[...rule.pciDss.map((requirement) => `PCI DSS ${requirement}`), ...rule.cwe].join(", ")}`,
    "",
    `\`\`\`${language === "github-actions" ? "yaml" : language}`,
    example,
    "```",
    "",
  ].join("\n");
}
