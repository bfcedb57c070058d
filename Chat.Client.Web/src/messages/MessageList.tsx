import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id, Message, Role } from "../contracts";
import { Ghost } from "../design/Hint";
import { Icon } from "../design/Icon";
import { drawn, personName } from "../engine/selectors";
import type { ChatState, RoomState } from "../engine/state";
import { roomPath } from "../routing/route";
import { useAttention } from "../presence/attention";
import { DeleteMessage } from "./DeleteMessage";
import { dayName } from "./dates";
import { EmptyRoom } from "./EmptyRoom";
import { type MessageActs, MessageLine } from "./MessageLine";
import { NoticeLine } from "./NoticeLine";
import { PendingLine } from "./PendingLine";
import { copy } from "./SaidText";
import { type Line, script } from "./script";
import { unreadLine } from "./unreadLine";
import { holds, type Log, useLog } from "./useLog";

export interface ListHandle { newest: () => void; editLast: () => boolean }

interface Props {
  state: ChatState;
  room: RoomState;
  role: Role | undefined;
  name: string;
  /** A permalink's number; a new object for every visit. */
  jump: { number?: number };
  handle: { current: ListHandle | null };
  onAdd?: () => void;
}

/** The conversation of a room, in a log that keeps the reader's place. */
export function MessageList({ state, room, role, name, jump, handle, onAdd }: Props) {
  const chat = useChat();
  const attention = useAttention();
  const live = state.connection === "live";
  const all = drawn(state, room.id);

  const line = useRef({ settled: false } as ReturnType<typeof unreadLine>);
  const newest = room.watching === "live" && room.window.length ? Math.max(room.number, state.heads.get(room.id)?.number ?? 0) : undefined;
  line.current = unreadLine(line.current, role ? state.markers.get(room.id)?.number : newest, newest, attention);
  const first = line.current.first;

  const view = useLog(room, all, line.current, live, role !== undefined);
  const lines = useMemo(() => script(view.items, state.me, first), [view.items, state.me, first]);
  const [active, setActive] = useState<Id>();
  const [editing, setEditing] = useState<Id>();
  const [deleting, setDeleting] = useState<Message>();
  const fromComposer = useRef(false);
  const keepFocus = useRef<Id | undefined>(undefined);

  useEffect(() => { if (jump.number !== undefined) view.go({ number: jump.number, mark: true }); }, [jump]);
  useLayoutEffect(() => {
    handle.current = {
      newest: () => view.go("newest"),
      editLast: () => {
        const last = all.findLast((item) => item.kind === "message" && mayEdit(item.message) && !item.message.deletedBy);
        if (last?.kind === "message") {
          fromComposer.current = true;
          setEditing(last.message.id);
        }
        return last !== undefined;
      },
    };
  });
  useEffect(() => {
    if (editing || !keepFocus.current) return;
    if (fromComposer.current) view.log.current!.closest("main")?.querySelector<HTMLElement>(".composer textarea")?.focus();
    else focusLine(view.log.current!, keepFocus.current);
    keepFocus.current = undefined;
  }, [editing]);

  const mayEdit = (message: Message) => role !== undefined && message.author === state.me && !message.notice;
  const acts = useMemo<MessageActs>(() => ({
    copyLink: (message) => void copy(location.origin + roomPath(room.id, message.number), "Link copied"),
    edit: (message) => {
      setEditing((before) => {
        keepFocus.current = message ? undefined : before;
        if (message) fromComposer.current = false;
        return message?.id;
      });
    },
    remove: setDeleting,
    markUnread: ({ number }) => {
      chat.markUnread(room.id, number - 1);
      line.current = { settled: true, first: number };
      view.mute();
    },
  }), [room.id]);
  const onRetry = useMemo(() => (id: Id) => chat.retry(id), [chat]);
  const onDiscard = useMemo(() => (id: Id) => chat.discard(id), [chat]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLTextAreaElement) return;
    const message = all.find((item) => item.kind === "message" && item.message.id === active);
    const at = message?.kind === "message" ? message.message : undefined;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") step(view, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Escape" && active) { setActive(undefined); view.log.current!.focus(); }
    else if (event.target instanceof HTMLButtonElement || !at || at.deletedBy || at.notice) return;
    else if (event.key === "e" && mayEdit(at)) acts.edit(at);
    else if (event.key === "u" && role) acts.markUnread(at);
    else if (event.key === "c") acts.copyLink(at);
    else if ((event.key === "Delete" || event.key === "Backspace") && (mayEdit(at) || role === "owner")) acts.remove(at);
    else return;
    event.preventDefault();
  };
  const activate = (event: Event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>(".msg")?.dataset.key : undefined;
    if (key !== active) setActive(key);
  };

  const isEmpty = room.watching === "live" && room.window[0]?.from !== undefined && !all.some((item) => item.kind !== "message" || !item.message.notice)
    && room.window[0].from <= Math.max(1, room.header?.floor ?? 1);
  const fresh = Math.max(0, room.number - view.left);
  const missed = role && first !== undefined && !holds(room, first) && live;

  return (
    <>
      <div
        class="log" role="log" aria-label={`Messages in ${name}`} aria-live={view.following ? "polite" : "off"} tabIndex={0} ref={view.log}
        onKeyDown={onKeyDown} onFocusIn={activate} onClick={activate} onPointerOver={(event) => { if (event.pointerType === "mouse") activate(event); }}
        onPointerLeave={(event) => { if (event.pointerType === "mouse" && !view.log.current?.contains(document.activeElement)) setActive(undefined); }}
      >
        <ol aria-busy={room.loading}>
          {!room.window.length && <li class="log-wait on-spine"><Ghost /></li>}
          {isEmpty && <EmptyRoom name={name} room={room.id} isPrivate={room.header?.private ?? false} alone={room.memberCount <= 1} onAdd={onAdd} />}
          {lines.map((each) => (
            <ScriptLine
              key={each.key} line={each} state={state} room={room.id} role={role} live={live} marked={view.marked} active={active} editing={editing}
              acts={acts} onRetry={onRetry} onDiscard={onDiscard}
            />
          ))}
        </ol>
      </div>
      {missed && (
        <div class="above">
          <button type="button" onClick={() => view.go({ number: first, mark: false, new: true })}><Icon name="down" />To the first unread message</button>
        </div>
      )}
      {!view.following && all.length > 0 && (
        <div class="below">
          <button type="button" onClick={() => view.go("newest")}>
            <Icon name="down" />{fresh === 0 ? "Newest" : fresh === 1 ? "1 new message" : `${fresh} new messages`}
          </button>
        </div>
      )}
      {deleting && <DeleteMessage room={room.id} message={deleting} onClose={() => setDeleting(undefined)} />}
    </>
  );
}

interface LineProps {
  line: Line;
  state: ChatState;
  room: Id;
  role: Role | undefined;
  live: boolean;
  marked: number | undefined;
  active: Id | undefined;
  editing: Id | undefined;
  acts: MessageActs;
  onRetry: (id: Id) => void;
  onDiscard: (id: Id) => void;
}

function ScriptLine({ line, state, room, role, live, marked, active, editing, acts, onRetry, onDiscard }: LineProps) {
  switch (line.kind) {
    case "day": return <li class="day on-spine"><b>{dayName(line.at, Date.now())}</b></li>;
    case "new": return <li class="new on-spine" data-key="new"><b>New</b></li>;
    case "gap": return <li class="gap on-spine" data-from={line.from} data-to={line.to}><Ghost /></li>;
    case "event": return <NoticeLine message={line.message} name={personName(state, line.message.author)} marked={marked === line.message.number} />;
    case "message": {
      const { message } = line;
      const mine = message.author === state.me;
      return (
        <MessageLine
          room={room} message={message} first={line.first} name={personName(state, message.author)}
          deleter={message.deletedBy && message.deletedBy !== message.author ? personName(state, message.deletedBy) : undefined}
          active={active === message.id} marked={marked === message.number} editing={editing === message.id}
          mayEdit={mine && role !== undefined} mayDelete={mine || role === "owner"} mayMark={role !== undefined} acts={acts}
        />
      );
    }
    case "pending": {
      const { id, person, text, composedAt, state: sending, error } = line.entry;
      return (
        <PendingLine
          id={id} person={person} name={personName(state, person)} text={text} composedAt={composedAt} state={sending} error={error}
          first={line.first} live={live} onRetry={onRetry} onDiscard={onDiscard}
        />
      );
    }
  }
}

/** Moves the focus from message to message. */
function step({ log }: Log, by: 1 | -1): void {
  const lines = [...log.current!.querySelectorAll<HTMLElement>(".msg[tabindex]")];
  const at = lines.findIndex((each) => each.contains(document.activeElement));
  const next = lines[at < 0 ? (by < 0 ? lines.length - 1 : 0) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function focusLine(log: HTMLElement, key: Id): void {
  log.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
