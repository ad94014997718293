/** What of WebAssembly neither TypeScript's library for Node nor @types/node declares. */
declare namespace WebAssembly {
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number });
    /** Another one each time that it has grown. */
    readonly buffer: ArrayBuffer;
  }
}
