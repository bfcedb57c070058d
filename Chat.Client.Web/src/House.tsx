import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Accounts } from "./accounts/api";
import { Me } from "./accounts/Me";
import { useChanges } from "./chat";
import { Banner } from "./connection-state/Banner";
import type { Chat } from "./connection/chat";
import { Icon } from "./design/Icon";
import { header, personName, roomList, unsent } from "./engine/selectors";
import { BrowseRooms } from "./rooms/BrowseRooms";
import { CreateRoom } from "./rooms/CreateRoom";
import { Nowhere } from "./rooms/Nowhere";
import { RoomView } from "./rooms/RoomView";
import { RoomList } from "./rooms/Sidebar";
import { useLastRoom } from "./rooms/lastRoom";
import type { Route } from "./routing/route";
import { title } from "./routing/title";

interface Props { chat: Chat; accounts: Accounts; route: Route; onSignedOut: () => void; onEnded: () => void }

/** The house: one's rooms, the room that is open, who is in it. */
export function House({ chat, accounts, route, onSignedOut, onEnded }: Props) {
  useChanges(chat);
  const { state } = chat;
  const [opened, open] = useState<"create" | "browse">();
  const create = useMemo(() => () => open("create"), []);
  const browse = useMemo(() => () => open("browse"), []);
  const leaving = useRef(false);
  const signOut = useMemo(() => async (discardUnsent: boolean) => {
    leaving.current = true;
    const result = await chat.signOut(discardUnsent);
    leaving.current = result.signedOut;
    if (result.signedOut) onSignedOut();
    return result;
  }, [chat]);
  const chosen = route.at === "room" ? route.room : undefined;
  const loading = state.connection !== "live" && !state.memberships.size;
  const unread = roomList(state).reduce((sum, room) => sum + room.unread, 0);

  useEffect(() => { if (state.connection === "signedOut" && !leaving.current) onEnded(); }, [state.connection]);
  useLastRoom(state, route);
  useEffect(() => { document.title = title(unread, chosen && header(state, chosen)?.name, state.server); });

  return (
    <div class={`app ${route.at === "home" ? "at-rooms" : "at-talk"}`}>
      <nav class="side" aria-label="Rooms">
        <header class="bar">
          <a class="place" href="/"><Icon name="mark" class="place-mark" /><b><bdi>{state.server ?? ""}</bdi></b></a>
        </header>
        {route.at === "home" && <div class="on-phone"><Banner connection={state.connection} problem={state.problem} waiting={unsent(state)} /></div>}
        <RoomList state={state} listVersion={state.listVersion} chosen={chosen} loading={loading} onCreate={create} onBrowse={browse} />
        <Me accounts={accounts} me={state.me} name={state.me ? personName(state, state.me) : ""} connection={state.connection} signOut={signOut} />
      </nav>
      {route.at === "room"
        ? <RoomView key={route.room} state={state} id={route.room} jump={route} />
        : route.at === "nowhere"
          ? <Nowhere state={state} title="No such place" text="The address leads nowhere. Perhaps a part of it is missing." />
          : <Nowhere
              state={state} loading={loading} title={state.memberships.size ? "Choose a room" : "Welcome"} onBrowse={browse} onCreate={create}
              text={state.memberships.size ? "Your rooms stand to the left. There may be more to join." : "You are in no room yet. Browse the public ones, or make a room of your own."}
            />}
      {opened === "browse" && <BrowseRooms onCreate={create} onClose={() => open(undefined)} />}
      {opened === "create" && <CreateRoom onClose={() => open(undefined)} />}
    </div>
  );
}
