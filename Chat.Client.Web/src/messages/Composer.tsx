import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import { Face } from "../people/Face";
import { draft, keepDraft } from "./drafts";
import { grow, isSendKey, textFault } from "./writing";

interface Props {
  room: Id;
  roomName: string;
  me: Id;
  name: string;
  textBytes: number;
  onPosted: () => void;
  /** Arrow up in an empty composer. */
  onEditLast: () => boolean;
}

/** The next line of the script. What is typed stays with its room until it is sent. */
export const Composer = memo(function Composer({ room, roomName, me, name, textBytes, onPosted, onEditLast }: Props) {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => draft(room));
  const [refused, setRefused] = useState<string>();
  const wrong = textFault(text, textBytes) ?? refused;

  useLayoutEffect(() => {
    const element = field.current!;
    grow(element);
    // A phone's keyboard would hide the conversation that was just opened.
    if (matchMedia("(hover: hover)").matches) element.focus({ preventScroll: true });
  }, []);

  const write = (written: string) => {
    setText(written);
    setRefused(undefined);
    keepDraft(room, written);
  };
  const send = () => {
    if (!text.trim() || textFault(text, textBytes)) return;
    const outcome = chat.post(room, text);
    if ("error" in outcome) return setRefused(outcome.error.message);
    void outcome.stored.then((error) => {
      if (!error) return;
      setRefused(error.message);
      if (field.current && !field.current.value) setText(text);
      if (!draft(room)) keepDraft(room, text);
    });
    write("");
    field.current!.value = "";
    grow(field.current!);
    field.current!.focus();
    onPosted();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) send();
    else if (event.key !== "ArrowUp" || text || !onEditLast()) return;
    event.preventDefault();
  };

  return (
    <form class="composer on-spine" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <div class="who"><span class="name" aria-hidden="true">You</span><Face person={me} name={name} /></div>
      <textarea
        ref={field} rows={1} dir="auto" aria-label={`Message to ${roomName}`} placeholder={`Message ${roomName}`} enterkeyhint="send"
        aria-invalid={wrong !== undefined} aria-describedby="composer-help" value={text}
        onInput={(event) => {
          write(event.currentTarget.value);
          grow(event.currentTarget);
          if (event.currentTarget.value.trim()) chat.type(room);
        }}
        onKeyDown={onKeyDown}
      />
      <button class="send" type="submit" aria-label="Send" title="Send" aria-disabled={!text.trim() || wrong !== undefined}><Icon name="send" /></button>
      <Wrong>{wrong}</Wrong>
      <span class="only-heard" id="composer-help">Enter sends, Shift Enter makes a new line.</span>
    </form>
  );
});
