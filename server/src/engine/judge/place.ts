/** Doubts values in tests, fixtures and documentation: many there are made up, and some are not. */
import { doubt, type Judge } from "./judge.ts";

const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|mocks?|__mocks__|testdata|test-data|examples?)\/|[._-](?:test|spec)\.[a-z]+$/i;

export const place: Judge = ({ document }) =>
  TEST_PATH.test(document.path) ? doubt("place", "it stands in a test, a fixture or an example") : undefined;
