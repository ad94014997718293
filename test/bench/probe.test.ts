/** The probe in the language server takes the times of what was answered, and of nothing else. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answered } from "../../scripts/bench/server/editor.ts";

const probe = join(import.meta.dirname, "../../scripts/bench/server/probe.cjs");
/** Answers every request that it reads once all has come in. */
const SERVER = `
  let text = "";
  process.stdin.on("data", (chunk) => { text += chunk; });
  process.stdin.on("end", () => {
    for (const [, id] of text.matchAll(/"id":(\\d+),"method"/g))
      process.stdout.write(Buffer.from(JSON.stringify({ jsonrpc: "2.0", id: Number(id), result: null })));
  });`;

const change = '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{}}';
const request = (id: number, method: string): string => `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":{}}`;
const takeBack = (id: number): string => `{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":${id}}}`;

function answered(...messages: string[]): readonly Answered[] {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  try {
    const env = { ...process.env, BENCH_PROBE: join(folder, "times.json") };
    spawnSync(process.execPath, ["--require", probe, "-e", SERVER], { env, input: messages.join("") });
    return JSON.parse(readFileSync(env.BENCH_PROBE, "utf8")) as Answered[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const whatOf = (all: readonly Answered[]): string[] => all.map(({ what }) => what);

describe("the probe", () => {
  const pull = (id: number): string => request(id, "textDocument/diagnostic");

  it("times changes until diagnostics know of them, and other requests until their answer", () => {
    const all = answered(change, pull(1), change, change, pull(2), request(3, "textDocument/codeAction"));
    assert.deepEqual(whatOf(all), ["change", "change", "change", "textDocument/codeAction"]);
    assert.ok(all.every(({ milliseconds }) => milliseconds > 0));
  });

  it("does not take an answer for one to a later change", () => {
    assert.deepEqual(whatOf(answered(change, pull(1), change)), ["change"]);
  });

  it("does not believe the answer to what was taken back", () => {
    assert.deepEqual(whatOf(answered(change, pull(1), takeBack(1), change)), []);
  });
});
