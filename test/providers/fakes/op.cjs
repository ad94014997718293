#!/usr/bin/env node
/** A fake of op: items in one file, commands as https://developer.1password.com/docs/cli/reference describes them. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const items = existsSync(process.env.FAKE_STATE) ? JSON.parse(readFileSync(process.env.FAKE_STATE, "utf8")) : {};
const save = () => writeFileSync(process.env.FAKE_STATE, JSON.stringify(items));
const args = process.argv.slice(2);
const [noun, verb] = args;
const title = args[2];
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const withIds = (fields) => fields.map((field, at) => ({ ...field, id: field.id ?? `f${at}` }));

if (noun === "account" && verb === "list") print([{ url: "acme.1password.com" }]);
else if (noun === "item" && verb === "get" && title in items) print(items[title]);
else if (noun === "item" && verb === "create" && args.includes("-")) {
  const item = JSON.parse(readFileSync(0, "utf8"));
  items[item.title] = {
    id: "i1",
    ...item,
    fields: withIds([{ id: "notesPlain", label: "notesPlain", type: "STRING" }, ...item.fields]),
  };
  save();
  print(items[item.title]);
} else if (noun === "item" && verb === "edit" && title in items) {
  const cut = args.map((word) => /^(\w+)\[delete\]$/.exec(word)?.[1]).find(Boolean);
  if (cut) items[title].fields = items[title].fields.filter(({ label }) => label !== cut);
  else {
    const item = JSON.parse(readFileSync(0, "utf8"));
    items[title] = { ...item, fields: withIds(item.fields) };
  }
  save();
  print(items[title]);
} else {
  process.stderr.write(`[ERROR] "${title}" isn't an item. Specify the item with its UUID, name, or domain.\n`);
  process.exit(1);
}
