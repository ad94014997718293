/** Finds formats that hold no literal, by their shape, where a run of base64 characters begins. */
import type { Span } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { isOpen } from "../unit-sets.ts";
import type { ScannedText } from "./text.ts";
import { detectAtAnchor } from "./token.ts";

/** @param run of base64 characters, as long as it goes on: most are long names, which no such format begins like */
export const detectRunFormat = (scanned: ScannedText, run: Span): Suspicion[] =>
  scanned.catalogue.runCalls.flatMap((call) =>
    isOpen(call.gate, scanned.units, run.start) ? (detectAtAnchor(scanned, call, run.start) ?? []) : [],
  );
