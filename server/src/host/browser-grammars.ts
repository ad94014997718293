/** Grammars at an address, as a web worker gets them. */
import type { Grammars } from "../engine/read/syntax.ts";
import { lazyGrammars } from "./lazy-grammars.ts";

/** @param address of the folder that `nodeGrammars` describes */
export const grammarsAt = (address: string): Grammars =>
  lazyGrammars({
    read: async (name) => {
      const answer = await fetch(`${address.replace(/\/$/, "")}/${name}`);
      if (!answer.ok) throw new Error("there is no such grammar");
      return new Uint8Array(await answer.arrayBuffer());
    },
  });
