/** The other end of the team detector: what a thread does that was started to run a team's patterns. */
import { NOTHING, type OwnThread } from "../../host/host.ts";
import { READY, type TeamJob, type TeamReply, type TeamSetup } from "./messages.ts";
import { TeamRunner } from "./runner.ts";

/** Leaves word of the rule that it is at: the one to blame if it never comes back. */
export function serveTeam(thread: OwnThread): void {
  const runner = new TeamRunner(
    thread.setup as TeamSetup,
    () => performance.now(),
    (rule) => thread.note(rule),
  );
  thread.listen((message) => {
    const { number, document } = message as TeamJob;
    const reply: TeamReply = { number, ...runner.run(document) };
    thread.note(NOTHING);
    thread.reply(reply);
  });
  // From now on the time counts.
  thread.reply({ number: READY, suspicions: [], exceeded: [] } satisfies TeamReply);
}
