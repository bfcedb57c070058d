import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { toast } from "../design/toast";
import { useGone } from "../design/useGone";
import { figures } from "../language/formats";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { dayName, startOfDay } from "../messages/dates";
import { roomPath } from "../routing/route";
import { navigate } from "../routing/router";
import { dayOf, heldSince, numberAt, startOf } from "./places";

interface Props {
  room: Id;
  /** The day to begin with. */
  day?: number;
  onNewest: () => void;
  onClose: () => void;
}

/** Goes to a day of the conversation, or to a message by its number or link. */
export function GoTo({ room, day, onNewest, onClose }: Props) {
  const chat = useChat();
  const gone = useGone();
  const today = startOfDay(Date.now());
  const [date, setDate] = useState(day === undefined ? "" : dayOf(day));
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<{ what: "day" | "number"; text: string }>();
  const [busy, setBusy] = useState(false);

  const toNumber = () => {
    const place = numberAt(typed, room, location.origin);
    const held = chat.state.rooms.get(room);
    const newest = Math.max(held?.number ?? 0, chat.state.heads.get(room)?.number ?? 0), floor = held?.header?.floor ?? 1;
    const fault = !place || place.number < 1 ? say.goTo.noNumber
      : place.room !== room ? undefined
      : place.number > newest ? say.goTo.notYet(figures(newest))
      : place.number < floor ? say.goTo.gone(figures(floor))
      : undefined;
    if (fault) return setWrong({ what: "number", text: fault });
    navigate(roomPath(place!.room, place!.number));
    onClose();
  };
  const toDay = async (start: number) => {
    setBusy(true);
    const held = chat.state.rooms.get(room);
    const known = held && heldSince(held, start);
    const outcome = known ? undefined : await chat.since(room, start);
    if (gone.current) return;
    setBusy(false);
    if (outcome?.error) return setWrong({ what: "day", text: refusal(outcome.error) });
    const first = known ?? outcome?.value?.messages[0];
    const now = Date.now(), asked = dayName(start, now);
    if (!first) toast(say.goTo.empty);
    else if (first.at < start) {
      onNewest();
      toast(say.goTo.newest(asked, dayName(first.at, now)));
    } else {
      navigate(roomPath(room, first.number));
      const found = dayName(first.at, now);
      toast(found === asked || start === 0 ? found : say.goTo.next(asked, found));
    }
    onClose();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setWrong(undefined);
    if (typed.trim()) return toNumber();
    const start = startOf(date);
    if (start === undefined) return setWrong({ what: "day", text: say.goTo.what });
    void toDay(start);
  };
  const back = (days: number) => new Date(today).setDate(new Date(today).getDate() - days);

  return (
    <Dialog title={say.goTo.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="pairs">
          <label for="go-day">{say.goTo.day}</label>
          <div>
            <input
              class="field" id="go-day" type="date" max={dayOf(today)} value={date} autoFocus aria-invalid={wrong?.what === "day"} aria-describedby="go-wrong-day"
              onInput={({ currentTarget }) => { setDate(currentTarget.value); setTyped(""); }}
            />
            <p class="go-days">
              <button class="link" type="button" disabled={busy} onClick={() => void toDay(back(1))}>{say.messages.yesterday}</button>
              <button class="link" type="button" disabled={busy} onClick={() => void toDay(back(7))}>{say.goTo.weekAgo}</button>
              <button class="link" type="button" disabled={busy} onClick={() => void toDay(0)}>{say.goTo.beginning}</button>
            </p>
            <Wrong id="go-wrong-day">{wrong?.what === "day" ? wrong.text : undefined}</Wrong>
          </div>
          <label for="go-number">{say.goTo.number}</label>
          <div>
            <input
              class="field" id="go-number" type="text" autocomplete="off" spellcheck={false} value={typed} aria-invalid={wrong?.what === "number"} aria-describedby="go-hint go-wrong-number"
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <p class="hint" id="go-hint">{say.goTo.numberHint}</p>
            <Wrong id="go-wrong-number">{wrong?.what === "number" ? wrong.text : undefined}</Wrong>
          </div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>{say.goTo.cancel}</button>
          <button class="button main" type="submit" disabled={busy}>{say.goTo.go}</button>
        </footer>
      </form>
    </Dialog>
  );
}
