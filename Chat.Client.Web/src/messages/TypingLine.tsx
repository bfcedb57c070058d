import { useEffect, useReducer } from "preact/hooks";
import { personName, typing } from "../engine/selectors";
import type { ChatState, RoomState } from "../engine/state";
import { say } from "../language/language";
import { typingWords } from "../presence/words";

/** Who is typing; its place is always reserved. */
export function TypingLine({ state, room }: { state: ChatState; room: RoomState }) {
  const now = Date.now();
  const people = typing(state, room, now);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const until = Math.min(...people.map((person) => room.typing.get(person)!));
  useEffect(() => {
    if (until === Infinity) return;
    const timer = setTimeout(redraw, until - Date.now() + 20, undefined);
    return () => clearTimeout(timer);
  }, [until]);

  const words = typingWords(people.map((person) => personName(state, person)));
  return (
    <div class="typing on-spine" data-part="typing">
      {words && (
        <>
          <span class="dots" aria-hidden="true"><i /><i /><i /></span>
          <p>
            {words.names.map((name, at) => (
              <span key={at}>{at > 0 && (at === words.names.length - 1 ? say.presence.and : say.presence.comma)}<b><bdi>{name}</bdi></b></span>
            ))}
            <span class="typing-deed">{words.names.length > 0 && " "}{words.rest}</span>
          </p>
        </>
      )}
    </div>
  );
}
