/** Where values stand in an open document, so that editors can mask them: at findings, and all values of `.env`. */
import { LineIndex } from "../engine/document.ts";
import { isStore } from "../engine/variables/judge.ts";
import type { ValuesParams, ValuesResult } from "../protocol.ts";
import { dotenv, valueSpans } from "../providers/dotenv.ts";
import { analyse } from "./analysis.ts";
import type { Session } from "./session.ts";

/** @returns null for documents that are not open */
export async function valuesIn(session: Session, { textDocument }: ValuesParams): Promise<ValuesResult | null> {
  const analysis = await analyse(session, textDocument.uri);
  if (!analysis) return null;
  const { version, findings, document } = analysis;
  const lines = new LineIndex(document.text);
  const stored = isStoreOfValues(document.path) ? valueSpans(document.text).map((span) => lines.rangeOf(span)) : [];
  const found = findings.map(({ range }) => range);
  return { version, ranges: [...stored, ...found] };
}

/** A list of names holds no values to hide. */
const isStoreOfValues = (path: string): boolean =>
  isStore(path) && !dotenv.examples.includes(path.slice(path.lastIndexOf("/") + 1));
