/** One shard's share of what a scan is going to read. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Planned } from "../plan.ts";
import { weightOf } from "../pool/weight.ts";
import { assign } from "./assign.ts";

/** Which of how many, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
  /** Told the mark of the whole plan: shards of one state have equal ones. */
  planned(mark: string): void;
}

/** In the plan's order. What is not read has no weight: the first shard tells of it. */
export async function* planShard(plan: AsyncIterable<Planned>, shard: Shard): AsyncGenerator<Planned> {
  const all: Planned[] = [];
  for await (const each of plan) all.push(each);
  shard.planned(markOf(all));
  const work = all.filter((each) => "size" in each);
  const shares = assign(
    work.map((each) => ({ name: each.name, weight: weightOf(each) })),
    shard.count,
  );
  const own = new Set(work.filter((_, at) => shares[at] === shard.index - 1));
  for (const each of all) if ("size" in each ? own.has(each) : shard.index === 1) yield each;
}

/** A hash of names and sizes, 16 hexadecimal digits. */
function markOf(all: readonly Planned[]): string {
  const hash = sha256.create();
  for (const each of all) hash.update(utf8ToBytes(`${each.name}\0${"size" in each ? each.size : each.reason}\0`));
  return bytesToHex(hash.digest()).slice(0, 16);
}
