#!/usr/bin/env node
/** A fake of gopass: entries in one file, commands as https://github.com/gopasspw/gopass/tree/master/docs/commands describes them. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const entries = existsSync(process.env.FAKE_STATE) ? JSON.parse(readFileSync(process.env.FAKE_STATE, "utf8")) : {};
const save = () => writeFileSync(process.env.FAKE_STATE, JSON.stringify(entries));
const words = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const [command, name] = words;

if (command === "ls")
  process.stdout.write(
    Object.keys(entries)
      .map((entry) => `${entry}\n`)
      .join(""),
  );
else if (command === "show" && name in entries) process.stdout.write(entries[name]);
else if (command === "insert") {
  entries[name] = readFileSync(0, "utf8");
  save();
} else if (command === "rm" && name in entries) {
  delete entries[name];
  save();
} else {
  process.stderr.write("Error: entry is not in the password store\n");
  process.exit(11);
}
