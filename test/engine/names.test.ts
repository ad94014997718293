/** Names that say that their value is a token, and names that only hold such a word. */
import assert from "node:assert/strict";
import { loadNameWords } from "../../scripts/rule-files.ts";
import { nameClassifier, segmentsOf } from "../../server/src/engine/names.ts";
import type { NameClass } from "../../server/src/engine/rule.ts";

describe("segmentsOf", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    dbPassword: ["db", "password"],
    DB_PASSWORD: ["db", "password"],
    "db-password": ["db", "password"],
    "spring.db.password": ["spring", "db", "password"],
    XMLHttpToken: ["xml", "http", "token"],
    API_KEY_2: ["api", "key"],
    token1: ["token"],
    $password: ["password"],
    __: [],
    "": [],
  };
  for (const [name, segments] of Object.entries(cases)) {
    it(`of "${name}"`, () => assert.deepEqual(segmentsOf(name), segments));
  }
});

describe("nameClassifier", () => {
  const classify = nameClassifier(loadNameWords());
  const cases: Readonly<Record<NameClass | "none", readonly string[]>> = {
    password: ["password", "dbPassword", "DB_PASSWORD", "mysql_root_password", "smtp.passwd", "userPwd", "passphrase"],
    token: ["token", "accessToken", "client_secret", "clientSecret", "SLACK_BOT_TOKEN", "authToken"],
    key: ["api_key", "apiKey", "API_KEY", "x-api-key", "encryptionKey", "signing_key"],
    none: [
      "user",
      "passwordError",
      "password_field",
      "tokenType",
      "token_url",
      "public_key",
      "publicKey",
      "primaryKey",
      "monkey",
      "keyboard",
      "",
    ],
  };
  for (const [expected, names] of Object.entries(cases)) {
    for (const name of names) {
      it(`finds ${expected} in "${name}"`, () => assert.equal(classify(name) ?? "none", expected));
    }
  }
});
