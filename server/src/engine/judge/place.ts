/** Doubts values in tests, fixtures and documentation: many there are made up, and some are not. */
import { doubt, type Judge } from "./judge.ts";

const TEST =
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|mocks?|__mocks__|testdata|test-data|examples?)\/|[._-](?:test|spec)\.[a-z]+$/i;
const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|textile)$/i;

export const place: Judge = ({ document: { path }, suspicion }) => {
  if (TEST.test(path)) return doubt("place", "it stands in a test, a fixture or an example");
  // Prose shows made-up values in the shape of real ones; values without a shape of their own are judged by their name there too.
  if (DOCUMENT.test(path) && suspicion.confidence === "high") return doubt("place", "it stands in a document");
  return undefined;
};
