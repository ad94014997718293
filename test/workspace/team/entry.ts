/** A thread of the team detector that never comes back from one document: the tests' way to a pattern that hangs. */
import type { OwnThread } from "../../../server/src/host/host.ts";
import { ownThread } from "../../../server/src/host/threads.ts";
import { serveTeam } from "../../../server/src/workspace/team/serve.ts";

const hanging = (thread: OwnThread): OwnThread => ({
  ...thread,
  listen: (onMessage) =>
    thread.listen((message) => {
      const { path } = (message as { document: { path: string } }).document;
      const { rules } = thread.setup as { rules: readonly { id: string }[] };
      const culprit = rules.findIndex(({ id }) => `${id.replace("token/", "")}.txt` === path);
      if (culprit >= 0) {
        thread.note(culprit);
        for (;;);
      }
      onMessage(message);
    }),
});

const thread = ownThread();
if (thread) serveTeam(hanging(thread));
