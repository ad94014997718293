/** Reads objects by `git cat-file --batch` (https://git-scm.com/docs/git-cat-file#_batch_output): each once, in the order asked for. */
import { joined } from "./fields.ts";

/** A blob's bytes, which are the caller's own, or why they are not given. */
export type Blob = { readonly id: string } & ({ readonly bytes: Uint8Array } | { readonly reason: string });

const LINE_FEED = 10;

/**
 * @param output what git writes
 * @param largest more bytes than this are left out
 */
export async function* readBlobs(output: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<Blob> {
  const reader = new Reader(output);
  try {
    for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
      const [id, type, length] = line.split(" ") as [string, string, string];
      if (length === undefined || type === "missing") yield { id, reason: "not in this clone" };
      else yield await readBlob(reader, id, type, Number(length), largest);
    }
  } finally {
    await reader.close();
  }
}

async function readBlob(reader: Reader, id: string, type: string, size: number, largest: number): Promise<Blob> {
  const bytes = await reader.bytes(size, type === "blob" && size <= largest);
  await reader.bytes(1, false);
  if (bytes) return { id, bytes };
  return { id, reason: type === "blob" ? `larger than ${Math.round(largest / 1e6)} MB` : `a ${type}` };
}

/** Takes lines and stretches of bytes off a stream. */
class Reader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();
  readonly #decoder = new TextDecoder();

  constructor(output: AsyncIterable<Uint8Array>) {
    this.#chunks = output[Symbol.asyncIterator]();
  }

  /** @returns undefined at the end */
  async line(): Promise<string | undefined> {
    const parts: Uint8Array[] = [];
    for (;;) {
      const end = this.#chunk.indexOf(LINE_FEED);
      if (end >= 0) {
        parts.push(this.#chunk.subarray(0, end));
        this.#chunk = this.#chunk.subarray(end + 1);
        return this.#decoder.decode(joined(parts));
      }
      parts.push(this.#chunk);
      if (!(await this.#more())) return undefined;
    }
  }

  /** @param isWanted whether the bytes are kept, copied; else they are passed over */
  async bytes(length: number, isWanted: boolean): Promise<Uint8Array | undefined> {
    const kept = isWanted ? new Uint8Array(length) : undefined;
    for (let at = 0; at < length; ) {
      if (this.#chunk.length === 0 && !(await this.#more())) return undefined;
      const part = this.#chunk.subarray(0, length - at);
      kept?.set(part, at);
      this.#chunk = this.#chunk.subarray(part.length);
      at += part.length;
    }
    return kept;
  }

  /** Nothing more is read. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    this.#chunk = done ? new Uint8Array() : value;
    return !done;
  }
}
