/** Text made safe to stand in HTML and XML. */

/** Characters that XML 1.0 has no way of writing, and halves of surrogate pairs. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** For content and for attributes between quotes of either kind. */
export const escaped = (text: string): string =>
  text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"'\n\r\t]/g, (character) => entities[character]!);
