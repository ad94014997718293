#!/usr/bin/env node
/** A fake of bw: items in one file, commands as https://bitwarden.com/help/cli/ describes them. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const items = existsSync(process.env.FAKE_STATE) ? JSON.parse(readFileSync(process.env.FAKE_STATE, "utf8")) : [];
const save = () => writeFileSync(process.env.FAKE_STATE, JSON.stringify(items));
const [verb, noun, id] = process.argv.slice(2);
const unlocked = process.env.BW_SESSION !== undefined;
const print = (value) => process.stdout.write(JSON.stringify(value));
const handed = () => JSON.parse(Buffer.from(readFileSync(0, "utf8"), "base64").toString("utf8"));

if (verb === "status") print({ status: unlocked ? "unlocked" : "locked" });
else if (!unlocked) {
  process.stderr.write("Vault is locked.\n");
  process.exit(1);
} else if (verb === "list" && noun === "items") {
  const search = process.argv[process.argv.indexOf("--search") + 1];
  print(items.filter(({ name }) => name.includes(search)));
} else if (verb === "create" && noun === "item") {
  items.push({ id: `i${items.length}`, ...handed() });
  save();
} else if (verb === "edit" && noun === "item") {
  items.splice(
    items.findIndex((item) => item.id === id),
    1,
    handed(),
  );
  save();
} else process.exit(1);
