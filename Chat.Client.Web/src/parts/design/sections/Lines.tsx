import { useChat } from "../../../chat";
import type { Message } from "../../../contracts";
import { MessageLine, type MessageActs } from "../../../messages/MessageLine";
import { NoticeLine } from "../../../messages/NoticeLine";
import { PendingLine } from "../../../messages/PendingLine";
import { messageOf, rooms } from "../../fake";
import { Talk } from "../Row";

const nothing = () => {};
const acts: MessageActs = { copyLink: nothing, edit: nothing, endEdit: nothing, remove: nothing, markUnread: nothing };
const text = "Readings jump by 4 to 5 cm whenever the club launch goes past. Can we smooth that?";

/** A message in each of its states. */
export function Lines() {
  const [ines, priya, ben] = [...useChat().state.people.values()].map(({ id }) => id);
  const line = (n: number, more: Partial<Message>, props: { first?: boolean; under?: boolean; active?: boolean; marked?: boolean; editing?: boolean; deleter?: string } = {}) => (
    <MessageLine
      key={n} room={rooms.gauge} message={messageOf(n, priya!, text, more)} first name="priya.raghunathan" userName="priya.raghunathan" active={false} marked={false} editing={false}
      mayEdit mayDelete mayMark acts={acts} {...props}
    />
  );
  const pending = { id: "p", person: ines!, name: "ines.duarte", userName: "ines.duarte", text: "I’ll print its address for the door.", composedAt: Date.now(), first: true, live: true, onRetry: nothing, onDiscard: nothing };
  return (
    <Talk>
      <div class="log">
        <ol>
          <li class="day on-spine"><b>Today</b></li>
          {line(1, {}, { under: true })}
          {line(2, { text: "A following message of the same turn." }, { first: false })}
          {line(3, { text: "An edited one.", version: 2 }, { first: false })}
          {line(4, { text: "The message at hand, with what can be done with it." }, { first: false, active: true })}
          {line(5, { text: "The message that a link led to." }, { first: false, marked: true })}
          {line(6, { text: "", deletedBy: priya! })}
          {line(7, { text: "", deletedBy: ben! }, { deleter: "ben_achterberg", first: false })}
          <li class="new on-spine"><b>New</b></li>
          {line(8, { text: "One that is being written anew." }, { under: true, editing: true })}
          <NoticeLine message={messageOf(9, priya!, "", { notice: { kind: "created", value: "tide-gauge" } })} name="priya.raghunathan" marked={false} />
          <NoticeLine message={messageOf(10, priya!, "", { notice: { kind: "renamed", value: "tide-gauge-2" } })} name="priya.raghunathan" marked={false} />
          <NoticeLine message={messageOf(11, priya!, "", { notice: { kind: "topic", value: "A reading every 6 s" } })} name="priya.raghunathan" marked />
          <PendingLine {...pending} id="p1" state="sending" />
          <PendingLine {...pending} id="p2" state="waiting" live={false} first={false} />
          <PendingLine {...pending} id="p3" state="refused" error={{ code: "not_member", message: "Join the room before you write in it.", final: true }} />
          <PendingLine {...pending} id="p4" state="unconfirmed" />
          <li class="gap on-spine"><div class="said" /></li>
        </ol>
      </div>
    </Talk>
  );
}
