/** Installs, from PyPI, the programs that read our reports as others do: `npx tsx scripts/readers.ts`. Tests that need them are skipped without. */
import { installPythonPackage } from "./compare/python-package.ts";
import { readers } from "./readers/packages.ts";

for (const wanted of Object.values(readers)) {
  installPythonPackage(wanted);
  console.log(`${wanted.name} ${wanted.version}`);
}
