import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Accounts } from "./accounts/api";
import { Me } from "./accounts/Me";
import { useChanges, useWhenLive } from "./chat";
import { Banner } from "./connection-state/Banner";
import type { Chat } from "./connection/chat";
import { Icon } from "./design/Icon";
import { Named } from "./design/Named";
import { SkipLink } from "./design/SkipLink";
import { later } from "./design/later";
import { useNarrow } from "./design/useNarrow";
import { chosenColour, header, personName, roomList, unsent } from "./engine/selectors";
import { useHouseKeys } from "./keys/useHouseKeys";
import { warmUp } from "./language/formats";
import { say } from "./language/language";
import { afterPaint } from "./messages/afterPaint";
import { useTeller } from "./notifications/useTeller";
import { useChoices } from "./rooms/choices";
import { Cards } from "./people/cards";
import { Nowhere } from "./rooms/Nowhere";
import { RoomView } from "./rooms/RoomView";
import { sections, unreadInAll } from "./rooms/sections";
import { RoomList } from "./rooms/Sidebar";
import { useLastRoom } from "./rooms/lastRoom";
import { type Route, roomPath } from "./routing/route";
import { useSwipe } from "./phone/useSwipe";
import { navigate, toRooms } from "./routing/router";
import { title } from "./routing/title";
import { GoToBox } from "./switcher/GoToBox";
import { forgetRecentRooms, roomVisited } from "./switcher/recent";
import type { Deed } from "./switcher/Switcher";
import { NewVersion } from "./versions/NewVersion";
import { lookForNewVersion } from "./versions/offered";

const BrowseRooms = later(async () => (await import("./rooms/BrowseRooms")).BrowseRooms);
const CreateRoom = later(async () => (await import("./rooms/CreateRoom")).CreateRoom);
const Switcher = later(async () => (await import("./switcher/Switcher")).Switcher);
const KeysDialog = later(async () => (await import("./keys/KeysDialog")).KeysDialog);

interface Props { chat: Chat; accounts: Accounts; route: Route; onSignedOut: (serverKnows: boolean) => void; onEnded: () => void }

/** The house: one's rooms, the room that is open, who is in it. */
export function House({ chat, accounts, route, onSignedOut, onEnded }: Props) {
  useChanges(chat);
  const { state } = chat;
  const [opened, open] = useState<"create" | "browse" | "switcher" | "keys">();
  const create = useMemo(() => () => open("create"), []);
  const browse = useMemo(() => () => open("browse"), []);
  const leaving = useRef(false);
  const signOut = useMemo(() => async (discardUnsent: boolean, away: boolean) => {
    leaving.current = true;
    const result = await chat.signOut(discardUnsent, away).catch((error: unknown) => {
      leaving.current = false;
      throw error;
    });
    leaving.current = result.signedOut;
    if (result.signedOut) {
      forgetRecentRooms();
      onSignedOut(result.serverKnows);
    }
    return result;
  }, [chat]);
  const alone = useNarrow() && route.at === "home";
  const Place = alone ? "h1" : "b";
  const chosen = route.at === "room" ? route.room : undefined;
  const loading = state.connection !== "live" && !state.memberships.size;
  const choices = useChoices(state.me ?? "");
  const unread = unreadInAll(roomList(state), choices);

  useEffect(() => { if (state.connection === "signedOut" && !leaving.current) onEnded(); }, [state.connection]);
  useWhenLive(chat, () => void lookForNewVersion());
  useEffect(() => afterPaint(warmUp), []);
  useTeller(chat, state.me, unread);
  useLastRoom(state, route);
  useEffect(() => { if (chosen) roomVisited(chosen); }, [chosen]);
  useSwipe(route.at === "room", toRooms);
  useHouseKeys({
    rooms: sections(roomList(state), choices, chosen).flatMap((section) => section.rooms), muted: choices.muted, chosen, onRoom: (room) => navigate(roomPath(room)), onSwitcher: () => open("switcher"), onHelp: () => open("keys"),
  });
  useEffect(() => { document.title = title(unread, chosen && header(state, chosen)?.name, state.server); });

  return (
    <div class={`app ${route.at === "home" ? "at-rooms" : "at-talk"}`}>
      {route.at === "room" && <SkipLink />}
      {/* On a phone the rooms are a screen of their own, and its main part. */}
      <div class="side-frame" role={alone ? "main" : undefined}>
        <nav class="side" aria-label={say.rooms.rooms}>
          <header class="bar">
            <a class="place" href="/"><Icon name="mark" class="place-mark" /><Place><Named name={state.server} /></Place></a>
          </header>
          {route.at === "home" && <div class="on-phone"><Banner connection={state.connection} problem={state.problem} waiting={unsent(state)} /></div>}
          <GoToBox onOpen={() => open("switcher")} />
          <RoomList state={state} listVersion={state.listVersion} choices={choices} chosen={chosen} loading={loading} onCreate={create} onBrowse={browse} />
          <NewVersion />
          <Me accounts={accounts} me={state.me} name={state.me ? personName(state, state.me) : ""} colour={state.me ? chosenColour(state, state.me) : undefined} connection={state.connection} signOut={signOut} />
        </nav>
      </div>
      {route.at === "room"
        ? <RoomView state={state} id={route.room} jump={route} />
        : route.at === "nowhere"
          ? <Nowhere state={state} title={say.house.noSuchPlace} text={say.house.noSuchPlaceText} />
          : <Nowhere
              state={state} loading={loading} title={state.memberships.size ? say.house.choose : say.house.welcome} onBrowse={browse} onCreate={create}
              text={state.memberships.size ? say.house.chooseText : say.rooms.none}
            />}
      <Cards />
      {opened === "browse" && <BrowseRooms onCreate={create} onClose={() => open(undefined)} />}
      {opened === "switcher" && <Switcher here={chosen} deeds={deeds()} onClose={() => open(undefined)} />}
      {opened === "keys" && <KeysDialog onClose={() => open(undefined)} />}
      {opened === "create" && <CreateRoom onClose={() => open(undefined)} />}
    </div>
  );

  function deeds(): Deed[] {
    return [
      { icon: "plus", name: say.rooms.newRoom, act: create },
      { icon: "browse", name: say.rooms.browse, act: browse },
      { icon: "check", name: say.switcher.markAllRead, act: () => { for (const { room, unread } of roomList(state)) if (unread) chat.seen(room, state.heads.get(room)!.number); } },
      { icon: "key", name: say.keys.title, act: () => open("keys") },
    ];
  }
}
