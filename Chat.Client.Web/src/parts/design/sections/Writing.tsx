import { useChat } from "../../../chat";
import { Composer } from "../../../messages/Composer";
import { keepDraft } from "../../../messages/drafts";
import { TypingLine } from "../../../messages/TypingLine";
import { rooms } from "../../fake";
import { useOpened } from "../useOpened";
import { Talk } from "../Row";

const drafts: [room: string, name: string, text: string][] = [
  [rooms.gauge, "tide-gauge", ""],
  [rooms.boathouse, "boathouse", "A draft of one line"],
  [rooms.learn, "learn-to-row-saturday-mornings-autumn-and-winter-2026-27-x", ""],
  [rooms.league, "winter-league", "A draft\nof three lines,\nas they are written"],
  [rooms.newcomers, "新手上船", "x".repeat(60)],
  [rooms.hebrew, "גלישה-ושייט", "טיוטה בעברית"],
];
for (const [room, , text] of drafts) keepDraft(room, text);

/** The next line of the script: empty, begun, too long; who is typing above it. */
export function Writing() {
  const { state } = useChat();
  const room = useOpened(rooms.gauge);
  return (
    <Talk>
      {room && <TypingLine state={state} room={room} />}
      {drafts.map(([room, name]) => (
        <div class="foot" key={room}>
          <Composer
            room={room} roomName={name} me={state.me!} name="ines.duarte" textBytes={room === rooms.newcomers ? 40 : state.limits.textBytes}
            onPosted={() => {}} onEditLast={() => false}
          />
        </div>
      ))}
    </Talk>
  );
}
