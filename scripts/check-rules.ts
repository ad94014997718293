/** For authors of rules: validates the named rule files and runs their examples (`npm run check:rules -- rules/tokens/github.yml`). */
import { createCatalogue } from "../server/src/engine/catalogue.ts";
import { faultsOf } from "../test/rule-examples.ts";
import { faultOf } from "./growth/limits.ts";
import { loadLetters, loadNameWords, loadRuleFile, ruleFilePaths } from "./rule-files.ts";

const named = process.argv.slice(2);
const chosen = (named.length > 0 ? named : ruleFilePaths()).map((path) => path.slice(path.indexOf("rules/tokens/")));
const files = ruleFilePaths().map((path) => ({ path, ...loadRuleFile(path) }));
const catalogue = createCatalogue({
  rules: files.flatMap((file) => file.rules.map(({ rule }) => rule)),
  names: loadNameWords(),
  letters: loadLetters(),
});

let faults = 0;
for (const { path, problems, rules } of files.filter(({ path }) => chosen.includes(path))) {
  const found = [
    ...problems.map(({ message, position }) => `line ${position.line + 1}: ${message}`),
    ...rules.flatMap(({ source, rule }) => [...faultsOf(source, catalogue), faultOf(source, rule) ?? []].flat()),
  ];
  faults += found.length;
  for (const fault of found) console.log(`${path}: ${fault}`);
}
console.log(`${chosen.length} files checked, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
