/** The formats that few scans are written in, loaded for those alone. */
import { csv } from "./csv.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { html } from "./html.ts";
import { junit } from "./junit.ts";
import type { Format } from "./report.ts";

export const moreFormats: Readonly<Record<"csv" | "html" | "github" | "gitlab" | "junit", Format>> = {
  csv,
  html,
  github,
  gitlab,
  junit,
};
