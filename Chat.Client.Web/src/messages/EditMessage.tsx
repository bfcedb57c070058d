import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Message } from "../contracts";
import { Wrong } from "../design/Hint";
import { grow, isSendKey, textFault } from "./writing";

/** Writes a message anew in its place. When it was changed meanwhile, both texts are shown and nothing typed is lost. */
export function EditMessage({ room, message, onDone }: { room: string; message: Message; onDone: () => void }) {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const [base, setBase] = useState(message);
  const [stale, setStale] = useState<string>();
  const [text, setText] = useState(message.text);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();

  useLayoutEffect(() => {
    field.current!.focus();
    field.current!.setSelectionRange(message.text.length, message.text.length);
  }, []);
  useLayoutEffect(() => grow(field.current!), [text]);

  const save = async () => {
    if (busy) return;
    if (text === base.text) return onDone();
    const fault = text.trim() ? textFault(text, chat.state.limits.textBytes) : "A message can’t be empty. To take it back, delete it.";
    if (fault) return setWrong(fault);
    setBusy(true);
    setWrong(undefined);
    const outcome = await chat.edit(room, base, text);
    setBusy(false);
    if (outcome.ok) return onDone();
    const { code, current, message: told } = outcome.error!;
    if (code !== "stale" || !current) return setWrong(told);
    // The answer to an earlier try was lost, but the try was not.
    if (current.text === text) return onDone();
    if (current.deletedBy) return setWrong("The message was deleted meanwhile.");
    setBase(current);
    setStale(current.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isSendKey(event)) void save();
    else if (event.key === "Escape" && !event.isComposing) onDone();
    else return;
    event.preventDefault();
  };

  return (
    <>
      {stale !== undefined && <p class="stale" role="alert"><b>It was changed elsewhere while you wrote. It says now:</b>{stale}</p>}
      <div class="rewrite">
        <textarea ref={field} rows={1} dir="auto" aria-label="Edit message" value={text} onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
      </div>
      <div class="rewrite-foot">
        <button class="link" type="button" disabled={busy} onClick={() => void save()}>{stale === undefined ? "Save" : "Save mine"}</button>
        <button class="link" type="button" onClick={onDone}>Cancel</button>
        <Wrong>{wrong}</Wrong>
      </div>
    </>
  );
}
