/** A token's value, wrapped so that it can be carried, compared and masked, but not printed by accident. */

const REDACTED = "<redacted>";
const inspect = Symbol.for("nodejs.util.inspect.custom");

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Called in the fingerprint, the edit that moves it and the hand-over to a store, nowhere else; a test counts. */
  reveal(): string {
    return this.#value;
  }

  /** In UTF-16 code units. */
  get length(): number {
    return this.#value.length;
  }

  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  /** Whether the text holds the value as it is. */
  standsIn(text: string): boolean {
    return this.#value !== "" && text.includes(this.#value);
  }

  /**
   * How the value is shown: the issuer's prefix (public by design, as `ghp_`) and the last two characters, and never more
   * than a quarter of the value: what does not fit is left out, the end first.
   */
  masked(prefix = ""): string {
    const allowed = Math.floor(this.#value.length / 4);
    const head = this.#value.startsWith(prefix) && prefix.length <= allowed ? prefix : "";
    const tail = head.length + 2 <= allowed ? this.#value.slice(-2) : "";
    return `${head}...${/^[\w-]*$/.test(tail) ? tail : ""}`;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect](): string {
    return REDACTED;
  }
}
