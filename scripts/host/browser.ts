/** The browser that drives the editor in the tests. */
import { existsSync } from "node:fs";
import { type SystemPackage, whichOf } from "./system-packages.ts";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const installed = (): string | undefined => whichOf(PROGRAMS) ?? APPLICATIONS.find((path) => existsSync(path));

export const browserPackage: SystemPackage = { name: "chromium", present: () => installed() !== undefined };

/** @throws Error where there is none */
export function findBrowser(): string {
  const path = installed();
  if (!path) throw new Error("There is no Chromium or Chrome on this machine; please install one.");
  return path;
}
