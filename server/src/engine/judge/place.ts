/** Doubts values in tests, fixtures and documentation: many there are made up, and some are not. */
import { doubt, type Judge } from "./judge.ts";

/** Folders as `unit-tests`, `auth_tests` and Perl's `t`. */
const TEST_FOLDER =
  /(?:^|\/)(?:(?:[^/]*[-_.])?(?:tests?|specs?|fixtures?|mocks?|testdata|examples?|samples?|cassettes?)(?:[-_.][^/]*)?|t)\//i;
/** `login.test.ts`, `test_login.py`, `LoginTest.java`. */
const TEST_FILE =
  /[._-](?:test|spec)\.[a-z]+$|(?:^|\/)(?:test_[^/]*|tests?\.[a-z]+|conftest\.py)$|[a-z](?:Tests?|Spec|IT)\.[a-z]+$/;
const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|textile)$/i;

/** RFC 2606 keeps these names for documentation: no server is behind them. */
const DOCUMENTED_HOST = /^@(?:[\w-]+\.)?example\.(?:com|net|org)\b/;

/** Whether the path (with `/`) is of a test, a fixture or an example. */
export const isTestPath = (path: string): boolean => TEST_FOLDER.test(path) || TEST_FILE.test(path);

export const place: Judge = ({ document: { path, text }, suspicion }) => {
  const { end } = suspicion.span;
  if (DOCUMENTED_HOST.test(text.slice(end, end + 80))) return doubt("place", "its host is one for documentation");
  if (isTestPath(path)) return doubt("place", "it stands in a test, a fixture or an example");
  // Prose shows made-up values in the shape of real ones; values without a shape of their own are judged by their name there too.
  if (DOCUMENT.test(path) && suspicion.confidence === "high") return doubt("place", "it stands in a document");
  return undefined;
};
