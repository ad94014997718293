/** Text as HTML: whatever goes in is shown and never understood. */

/** Markup that is known to be such. */
export class Html {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

type Part = string | number | Html | readonly Html[];

/** A template of markup: only what is `Html` already goes in as it is. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, string, at) => all + written(parts[at - 1] ?? "") + string));
}

function written(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.join("");
  return String(part).replace(/[&<>"']/g, (unit) => `&#${unit.charCodeAt(0)};`);
}
