/**
 * Loaded into the language server before its own program. Notes on the server's clock how long each change of the document
 * waited for diagnostics that know of it, and each other request for its answer: from the message's arrival until the answer
 * goes out. Writes them to the file named by BENCH_PROBE when the server ends.
 */
const { writeFileSync } = require("node:fs");

const MESSAGE =
  /"method":"textDocument\/did(?:Open|Change)"|"method":"\$\/cancelRequest","params":\{"id":(\d+)|"id":(\d+),"method":"([^"]+)"/g;
const RESULT = /^\{"jsonrpc":"2\.0","id":(\d+),"result"/;
const DIAGNOSTICS = "textDocument/diagnostic";

/** When the changes came that no diagnostics know of yet. */
const changes = [];
let changed = 0;
const asked = new Map();
const answered = [];

const { emit } = process.stdin;
process.stdin.emit = function (event, chunk, ...more) {
  if (event === "data") arrived(chunk.toString("latin1"));
  return emit.call(this, event, chunk, ...more);
};

const { write } = process.stdout;
process.stdout.write = function (chunk, ...more) {
  const id = RESULT.exec(Buffer.from(chunk).toString("latin1", 0, 64))?.[1];
  if (id !== undefined) left(id);
  return write.call(this, chunk, ...more);
};

process.on("exit", () => writeFileSync(process.env.BENCH_PROBE, JSON.stringify(answered)));

function arrived(text) {
  const at = performance.now();
  for (const [, takenBack, id, method] of text.matchAll(MESSAGE)) {
    if (takenBack !== undefined) asked.delete(takenBack);
    else if (id !== undefined) asked.set(id, { method, at, changed });
    else {
      changed++;
      changes.push(at);
    }
  }
}

function left(id) {
  const request = asked.get(id);
  if (!request) return;
  asked.delete(id);
  const now = performance.now();
  if (request.method !== DIAGNOSTICS) answered.push({ what: request.method, milliseconds: now - request.at });
  else
    while (changes.length > changed - request.changed)
      answered.push({ what: "change", milliseconds: now - changes.shift() });
}
