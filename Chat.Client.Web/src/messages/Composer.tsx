import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import { keyOf } from "../keys/registry";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Face } from "../people/Face";
import { draft, followDraft, keepDraft } from "./drafts";
import { bytesLeft, empty, grow, isSendKey, textFault } from "./writing";

interface Props {
  room: Id;
  roomName: string;
  me: Id;
  name: string;
  colour?: number;
  textBytes: number;
  onPosted: () => void;
  /** Arrow up in an empty composer. */
  onEditLast: () => boolean;
}

const politeness = 3_000;

/** The next line of the script. What is typed stays with its room until it is sent. */
export const Composer = memo(function Composer({ room, roomName, me, name, colour, textBytes, onPosted, onEditLast }: Props) {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => draft(room));
  const [refused, setRefused] = useState<string>();
  const wrong = textFault(text, textBytes) ?? refused;
  const left = bytesLeft(text, textBytes);

  useLayoutEffect(() => {
    const element = field.current!;
    grow(element);
    // It comes when the room's answer does: what somebody opened until then, or writes in, keeps the focus.
    if (document.activeElement?.closest("[role=menu], dialog, input, textarea")) return;
    // A phone's keyboard would hide the conversation that was just opened.
    if (matchMedia("(hover: hover)").matches) element.focus({ preventScroll: true });
  }, []);

  // What another tab writes shows here too, unless it is being written here.
  const wroteAt = useRef(-Infinity);
  useEffect(() => followDraft(room, (written) => {
    if (performance.now() - wroteAt.current < politeness) return;
    setText(written);
    setRefused(undefined);
  }), [room]);
  useLayoutEffect(() => grow(field.current!), [text]);

  const write = (written: string) => {
    wroteAt.current = performance.now();
    setText(written);
    setRefused(undefined);
    keepDraft(room, written);
  };
  const send = () => {
    if (!text.trim() || textFault(text, textBytes)) return;
    const outcome = chat.post(room, text);
    if ("error" in outcome) return setRefused(refusal(outcome.error));
    void outcome.stored.then((error) => {
      if (!error) return;
      setRefused(refusal(error));
      // Before what has been written since.
      const since = field.current ? field.current.value : draft(room), all = since ? `${text}\n${since}` : text;
      if (field.current) setText(all);
      keepDraft(room, all);
    });
    empty(field.current!);
    write("");
    grow(field.current!);
    onPosted();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) send();
    else if (keyOf(event, "composer") !== "editLast" || text || !onEditLast()) return;
    event.preventDefault();
  };

  return (
    <form class="composer on-spine" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <div class="who"><span class="name" aria-hidden="true">{say.messages.you}</span><Face person={me} name={name} colour={colour} /></div>
      <textarea
        ref={field} rows={1} dir="auto" aria-label={say.messages.messageTo(roomName)} placeholder={say.messages.message(roomName)} enterkeyhint="send"
        aria-invalid={wrong !== undefined} aria-describedby="composer-help composer-left composer-wrong" value={text}
        onInput={(event) => {
          write(event.currentTarget.value);
          grow(event.currentTarget);
          if (event.currentTarget.value.trim()) chat.type(room);
        }}
        onKeyDown={onKeyDown}
      />
      <button class="send" type="submit" aria-label={say.messages.send} title={say.messages.send} aria-disabled={!text.trim() || wrong !== undefined}><Icon name="send" /></button>
      <p class="left num" id="composer-left">{left !== undefined && say.messages.bytesLeft(left)}</p>
      <Wrong id="composer-wrong">{wrong}</Wrong>
      <span class="only-heard" id="composer-help">{say.messages.composerHelp}</span>
    </form>
  );
});
