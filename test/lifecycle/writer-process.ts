/** A process that writes accounts: `FOLDER NAME COUNT`; without a count it writes until it is killed. */
import { accept, reveal, revoke, write } from "./accounts.ts";

const [folder, name, count] = process.argv.slice(2) as [string, string, string | undefined];

for (let at = 0; count === undefined || at < Number(count); at++)
  await write(folder, at % 3 === 0 ? accept(`${name}-${at}`) : at % 3 === 1 ? revoke(`${name}-${at}`) : reveal(name));
