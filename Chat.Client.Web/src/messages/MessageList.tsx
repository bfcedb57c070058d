import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id, Message, Role } from "../contracts";
import { Ghost } from "../design/Hint";
import { later } from "../design/later";
import { Icon } from "../design/Icon";
import { chosenColour, drawn, personName, userName } from "../engine/selectors";
import type { ChatState, RoomState } from "../engine/state";
import { say } from "../language/language";
import { roomPath } from "../routing/route";
import { covered, useAttention } from "../presence/attention";
import { DayLine } from "./DayLine";
import { EmptyRoom } from "./EmptyRoom";
import { type MessageActs, MessageLine } from "./MessageLine";
import { NoticeLine } from "./NoticeLine";
import { PendingLine } from "./PendingLine";
import { copy } from "./SaidText";
import { type Line, script } from "./script";
import { lineOf } from "./scroll";
import { unreadLine } from "./unreadLine";
import { useHeard } from "./useHeard";
import { useLog } from "./useLog";
import { useLogKeys } from "./useLogKeys";

const DeleteMessage = later(async () => (await import("./DeleteMessage")).DeleteMessage);

export interface ListHandle {
  newest: () => void;
  editLast: () => boolean;
  /** Marks all as read, takes the line "New" away and goes to the newest. */
  read: () => void;
}

interface Props {
  state: ChatState;
  room: RoomState;
  role: Role | undefined;
  name: string;
  /** A permalink's number; a new object for every visit. */
  jump: { number?: number };
  handle: { current: ListHandle | null };
  onAdd?: () => void;
  /** Opens the way to a day or a number. */
  onGoTo: (day?: number) => void;
}

/** The conversation of a room, in a log that keeps the reader's place. */
export function MessageList({ state, room, role, name, jump, handle, onAdd, onGoTo }: Props) {
  const chat = useChat();
  const attention = useAttention() && !covered();
  const live = state.connection === "live";
  const all = drawn(state, room.id);

  const line = useRef({ settled: false } as ReturnType<typeof unreadLine>);
  const newest = room.watching === "live" && room.window.length ? Math.max(room.number, state.heads.get(room.id)?.number ?? 0) : undefined;
  line.current = unreadLine(line.current, role ? state.markers.get(room.id)?.number : newest, newest, attention);
  const first = line.current.first === undefined ? undefined : Math.max(line.current.first, room.header?.floor ?? 1);

  const [editing, setEditing] = useState<Id>();
  const view = useLog(room, all, line.current, live, role !== undefined, editing !== undefined);
  const lines = useMemo(() => script(view.items, state.me, first), [view.items, state.me, first]);
  const heard = useHeard(view.items, room.window.length > 0, view.following);
  const [active, setActive] = useState<Id>();
  const [deleting, setDeleting] = useState<Message>();
  const fromComposer = useRef(false);
  const keepFocus = useRef<Id | undefined>(undefined);

  useEffect(() => { if (jump.number !== undefined) view.go({ number: jump.number, mark: true }); }, [jump]);
  useLayoutEffect(() => {
    handle.current = {
      newest: () => view.go("newest"),
      read: () => {
        if (role && newest !== undefined) {
          view.mute(false);
          line.current = { settled: true };
          chat.seen(room.id, newest);
        }
        setActive(undefined);
        view.go("newest");
      },
      editLast: () => {
        const last = all.findLast((item) => item.kind === "message" && mayEdit(item.message) && !item.message.deletedBy);
        if (last?.kind === "message") {
          fromComposer.current = true;
          // It may be held without being drawn.
          if (!lineOf(view.log.current!, last.message.id)) view.go({ number: last.message.number, mark: false });
          setEditing(last.message.id);
        }
        return last !== undefined;
      },
    };
    return () => { handle.current = null; };
  });
  useEffect(() => {
    if (editing || !keepFocus.current) return;
    if (fromComposer.current) view.log.current!.closest("main")?.querySelector<HTMLElement>(".composer textarea")?.focus();
    else focusLine(view.log.current!, keepFocus.current);
    keepFocus.current = undefined;
  }, [editing]);

  const mayEdit = (message: Message) => role !== undefined && message.author === state.me && !message.notice;
  const acts = useMemo<MessageActs>(() => ({
    copyLink: (message) => void copy(location.origin + roomPath(room.id, message.number), say.messages.linkCopied),
    edit: ({ id }) => {
      keepFocus.current = undefined;
      fromComposer.current = false;
      setEditing(id);
    },
    // An answer may come when another message is being written anew already.
    endEdit: (id) => setEditing((now) => {
      if (now !== id) return now;
      keepFocus.current = id;
      return undefined;
    }),
    remove: setDeleting,
    markUnread: ({ number }) => {
      chat.markUnread(room.id, number - 1);
      line.current = { settled: true, first: number };
      view.mute();
    },
  }), [room.id]);
  const onRetry = useMemo(() => (id: Id) => chat.retry(id), [chat]);
  const onDiscard = useMemo(() => (id: Id) => chat.discard(id), [chat]);

  const item = all.find((each) => each.kind === "message" && each.message.id === active);
  const keysOf = useLogKeys({
    log: view.log, active: active !== undefined, letGo: () => setActive(undefined),
    at: item?.kind === "message" && !item.message.deletedBy && !item.message.notice ? item.message : undefined,
    act: (key, at) => {
      if (key === "beginning") view.go({ number: Math.max(1, room.header?.floor ?? 1), mark: false });
      else if (key === "newest") view.go("newest");
      else if (key === "firstUnread" && first !== undefined) view.go({ number: first, mark: false, new: true });
      else if (key === "goTo") onGoTo();
      else if (!at) return false;
      else if (key === "edit" && mayEdit(at)) acts.edit(at);
      else if (key === "markUnread" && role && live) acts.markUnread(at);
      else if (key === "copyLink") acts.copyLink(at);
      else if (key === "remove" && (mayEdit(at) || role === "owner")) acts.remove(at);
      else return false;
      // What has the focus may go from view: the log keeps it.
      if (key === "beginning" || key === "newest" || key === "firstUnread") view.log.current!.focus({ preventScroll: true });
      return true;
    },
  });
  const activate = (event: Event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>(".msg")?.dataset.key : undefined;
    if (key !== active) setActive(key);
  };

  const isEmpty = room.watching === "live" && room.window[0]?.from !== undefined && !all.some((item) => item.kind !== "message" || !item.message.notice)
    && room.window[0].from <= Math.max(1, room.header?.floor ?? 1);
  // The button goes with what it did: the next thing that one does is to write, or to read on.
  const toNewest = () => {
    view.go("newest");
    const field = matchMedia("(hover: hover)").matches && view.log.current!.closest("main")?.querySelector<HTMLElement>(".composer textarea");
    (field || view.log.current!).focus({ preventScroll: true });
  };
  const fresh = Math.max(0, room.number - view.left);
  const missed = role && first !== undefined && !view.reaches(first) && live;

  return (
    <>
      <div
        class="log" role="log" aria-label={say.messages.logOf(name)} aria-live={heard ? "polite" : "off"} tabIndex={0} ref={view.log}
        onKeyDown={keysOf.onKeyDown} onFocusIn={(event) => { keysOf.onFocusIn(event); activate(event); }} onFocusOut={keysOf.onFocusOut} onClick={activate} onContextMenu={activate} onPointerOver={(event) => { if (event.pointerType === "mouse") activate(event); }}
        onPointerLeave={(event) => { if (event.pointerType === "mouse" && !view.log.current?.contains(document.activeElement)) setActive(undefined); }}
      >
        <ol aria-busy={room.loading}>
          {!room.window.length && <li class="log-wait on-spine"><Ghost /></li>}
          {isEmpty && <EmptyRoom name={name} room={room.id} isPrivate={room.header?.private ?? false} alone={room.memberCount <= 1} onAdd={onAdd} />}
          {lines.map((each) => (
            <ScriptLine
              key={each.key} line={each} state={state} room={room.id} role={role} live={live} marked={view.marked} active={active} editing={editing}
              acts={acts} onRetry={onRetry} onDiscard={onDiscard} onDay={onGoTo}
            />
          ))}
        </ol>
      </div>
      {missed && (
        <div class="above">
          <button type="button" onClick={() => { view.go({ number: first, mark: false, new: true }); view.log.current!.focus({ preventScroll: true }); }}><Icon name="down" />{say.messages.toFirstUnread}</button>
        </div>
      )}
      {!view.following && all.length > 0 && (
        <div class="below">
          <button type="button" onClick={toNewest}>
            <Icon name="down" />{fresh === 0 ? say.messages.newest : say.messages.fresh(fresh)}
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
  onDay: (day: number) => void;
}

function ScriptLine({ line, state, room, role, live, marked, active, editing, acts, onRetry, onDiscard, onDay }: LineProps) {
  switch (line.kind) {
    case "day": return <DayLine at={line.at} onDay={onDay} />;
    case "new": return <li class={`new on-spine ${line.under ? "under" : ""}`} data-key="new"><b>{say.messages.newFrom}</b></li>;
    case "gap": return <li class="gap on-spine" data-from={line.from} data-to={line.to}><Ghost /></li>;
    case "event": return <NoticeLine message={line.message} name={personName(state, line.message.author)} marked={marked === line.message.number} />;
    case "message": {
      const { message } = line;
      const mine = message.author === state.me;
      return (
        <MessageLine
          room={room} message={message} first={line.first} under={line.under} name={personName(state, message.author)} userName={userName(state, message.author)} colour={chosenColour(state, message.author)}
          deleter={message.deletedBy && message.deletedBy !== message.author ? personName(state, message.deletedBy) : undefined}
          active={active === message.id} marked={marked === message.number} editing={editing === message.id}
          mayEdit={mine && role !== undefined} mayDelete={mine || role === "owner"} mayMark={role !== undefined && live} acts={acts}
        />
      );
    }
    case "pending": {
      const { id, person, text, composedAt, state: sending, error } = line.entry;
      return (
        <PendingLine
          id={id} person={person} name={personName(state, person)} userName={userName(state, person)} colour={chosenColour(state, person)} text={text} composedAt={composedAt} state={sending} error={error}
          first={line.first} under={line.under} live={live} onRetry={onRetry} onDiscard={onDiscard}
        />
      );
    }
  }
}

function focusLine(log: HTMLElement, key: Id): void {
  log.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
