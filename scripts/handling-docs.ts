/** Writes docs/handling.md from the handling rules: what each finds, why it matters, and in which languages it has examples. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { handlingPage } from "./handling-page.ts";

writeFileSync(join(import.meta.dirname, "../docs/handling.md"), handlingPage());
