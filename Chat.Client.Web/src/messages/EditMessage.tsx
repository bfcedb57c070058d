import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id, Message } from "../contracts";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { keyOf } from "../keys/registry";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { draft, keepDraft } from "./drafts";
import { grow, isSendKey, textFault } from "./writing";

/** What was written anew and not saved: it outlives its view and the page, as drafts do. */
function unsaved(message: Id): { base: Message; text: string } | undefined {
  const kept = draft(message);
  return kept ? JSON.parse(kept) as { base: Message; text: string } : undefined;
}

/** Writes a message anew in its place. When it was changed meanwhile, both texts are shown and nothing typed is lost. */
export function EditMessage({ room, message, onClose: close }: { room: string; message: Message; onClose: () => void }) {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const gone = useGone();
  const [kept] = useState(() => unsaved(message.id));
  const [base, setBase] = useState(kept?.base ?? message);
  const [stale, setStale] = useState<string>();
  const [text, setText] = useState(kept?.text ?? message.text);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();

  useLayoutEffect(() => {
    field.current!.focus();
    field.current!.setSelectionRange(text.length, text.length);
  }, []);
  // What is at hand below the text comes along as it grows.
  useLayoutEffect(() => {
    grow(field.current!);
    foot.current!.scrollIntoView({ block: "nearest" });
  }, [text]);

  const write = (written: string) => {
    keepDraft(message.id, written === base.text ? "" : JSON.stringify({ base, text: written }));
    setText(written);
  };
  const onClose = () => {
    keepDraft(message.id, "");
    close();
  };
  const save = async () => {
    if (busy) return;
    if (text === base.text) return onClose();
    const fault = text.trim() ? textFault(text, chat.state.limits.textBytes) : say.messages.emptyEdit;
    if (fault) return setWrong(fault);
    setBusy(true);
    setWrong(undefined);
    const outcome = await chat.edit(room, base, text);
    // Ended, begun again and written on meanwhile: that is another edit.
    if (gone.current && (unsaved(message.id)?.text ?? text) !== text) return;
    setBusy(false);
    if (outcome.ok) return onClose();
    const { code, current } = outcome.error!;
    if (code !== "stale" || !current) return setWrong(refusal(outcome.error));
    // The answer to an earlier try was lost, but the try was not.
    if (current.text === text) return onClose();
    if (current.deletedBy) return setWrong(say.messages.deletedMeanwhile);
    setBase(current);
    setStale(current.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) void save();
    else if (keyOf(event, "everywhere") === "close") onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      {stale !== undefined && <p class="stale" role="alert"><b>{say.messages.changedElsewhere}</b><bdi>{stale}</bdi></p>}
      <div class="rewrite" aria-live="off">
        <textarea ref={field} rows={1} dir="auto" aria-label={say.messages.editMessage} value={text} onInput={(event) => write(event.currentTarget.value)} onKeyDown={onKeyDown} />
      </div>
      <div class="rewrite-foot" ref={foot} aria-live="off">
        <button class="link" type="button" disabled={busy} onClick={() => void save()}>{stale === undefined ? say.messages.save : say.messages.saveMine}</button>
        <button class="link" type="button" onClick={onClose}>{say.messages.cancel}</button>
        <Wrong>{wrong}</Wrong>
      </div>
    </>
  );
}
