import { useChat } from "../../../chat";
import { MessageLine, type MessageActs } from "../../../messages/MessageLine";
import { messageOf, rooms } from "../../fake";
import { Talk } from "../Row";

const nothing = () => {};
const acts: MessageActs = { copyLink: nothing, edit: nothing, endEdit: nothing, remove: nothing, markUnread: nothing };
const said = [
  "A link, https://harbour.example/outlook?station=3, and `code` in a line.",
  "```C#\n// Waves are noise, the tide is not.\nstatic double Level(Queue<double> last) => last.Order().ElementAt(last.Count / 2); // and far too long for any phone\n```",
  "First paragraph.\n\nSecond paragraph,\nwith two lines.",
  "中位数好。涨潮时我在船台对过标尺，只差一厘米。",
  "ממוצע נע על פני 15 קריאות מספיק בהחלט, https://harbour.example/outlook",
  "ممتاز! هل يمكن عرض القراءة في صفحة النادي أيضًا؟",
  "🌊🌊🌊",
  "w".repeat(300),
];

/** What people write, by everybody: long names, long words, other scripts, code. */
export function OddLines() {
  const people = [...useChat().state.people.values()];
  return (
    <Talk>
      <div class="log">
        <ol>
          {people.map(({ id, name }, n) => (
            <MessageLine
              key={id} room={rooms.gauge} message={messageOf(20 + n, id, said[n % said.length]!)} first name={name} userName={name} active={false} marked={false} editing={false}
              mayEdit mayDelete mayMark acts={acts}
            />
          ))}
        </ol>
      </div>
    </Talk>
  );
}
