/** Runs the suites beside this file inside the extension host, and writes down how they went. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export interface TestReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly error: string }[];
  /** Whether all suites came to their end. */
  readonly done: boolean;
}

/** What VS Code calls. Written after every test, for a host that hangs says nothing at the end. */
export function run(): Promise<void> {
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  const write = (done: boolean): void =>
    writeFileSync(join(__dirname, "report.json"), JSON.stringify({ passed, failed, done }));
  const mocha = new Mocha({ ui: "bdd", timeout: 40_000, color: false });
  const suites = readdirSync(__dirname).filter((name) => name.endsWith(".suite.cjs"));
  for (const name of suites.sort()) mocha.addFile(join(__dirname, name));
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      write(true);
      resolve();
    });
    runner.on("pass", (test) => {
      passed.push(test.fullTitle());
      write(false);
    });
    runner.on("fail", (test, error: Error) => {
      failed.push({ title: test.fullTitle(), error: error.stack ?? error.message });
      write(false);
    });
  });
}
