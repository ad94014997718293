/** The formats of findings, by name. */
import { json, ndjson } from "./json.ts";
import type { Format } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export const formats = ["text", "json", "ndjson", "sarif", "csv", "html", "github", "gitlab", "junit"] as const;
export type FormatName = (typeof formats)[number];

/** @param color whether the format `text` may use colours */
export async function formatNamed(name: FormatName, color: boolean): Promise<Format> {
  if (name === "text") return text(color);
  if (name === "json" || name === "ndjson") return name === "json" ? json : ndjson;
  if (name === "sarif") return sarif;
  const { moreFormats } = await import("./more.ts");
  return moreFormats[name];
}
