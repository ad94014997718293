/** The sessions that `../typing` recorded. */

import type { Session } from "./session.ts";
import java from "./sessions/java.json" with { type: "json" };
import python from "./sessions/python.json" with { type: "json" };
import typescript from "./sessions/typescript.json" with { type: "json" };
import yaml from "./sessions/yaml.json" with { type: "json" };

/** @throws Error where there is none in the language */
export function sessionIn(languageId: string): Session {
  const session = [typescript, python, java, yaml].find((each) => each.languageId === languageId);
  if (!session) throw new Error(`no session was recorded in ${languageId}`);
  return session as unknown as Session;
}
