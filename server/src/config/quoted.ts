/** What an author wrote, in a message to him: only where it can be no token. */

/** Words and ids of rules: nothing in them is random. */
const PLAIN =
  /^(?:[A-Za-z]{1,20}|[a-z]{1,12}(?:-[a-z]{1,12}){0,5}|(?:token|handling)\/[a-z0-9*]{1,20}(?:-[a-z0-9*]{1,20}){0,7})$/;

export const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : "what stands here");

/** What the parser of YAML says: what follows a colon may quote the file. */
export const faultIn = ({ message }: { readonly message: string }): string =>
  message.split("\n")[0]!.replace(/(?: at line \d.*|[:"].*)$/, "");
