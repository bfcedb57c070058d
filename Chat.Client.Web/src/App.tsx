import { useEffect, useRef, useState } from "preact/hooks";
import type { Accounts } from "./accounts/api";
import { hasLeft, isHere, lastHere, onOtherTab, sessionEnded, signOutIsTold, signOutWaits } from "./accounts/device";
import { Gate } from "./accounts/Gate";
import { SignIn } from "./accounts/SignIn";
import { ChatContext } from "./chat";
import type { Chat } from "./connection/chat";
import { patient } from "./connection-state/patient";
import type { ChatError, Id, ServerState } from "./contracts";
import { later } from "./design/later";
import { Mishap } from "./design/Mishap";
import { Start } from "./design/Start";
import { Toast } from "./design/toast";
import { House } from "./House";
import { say } from "./language/language";
import { refusal } from "./language/refusal";
import { useLanguage } from "./language/useLanguage";
import { draftsOf, dropDrafts } from "./messages/drafts";
import { forgetTold } from "./notifications/told";
import { forgetLastRoom } from "./rooms/lastRoom";
import { isGate } from "./routing/route";
import { navigate, useRoute } from "./routing/router";
import { useSettings } from "./settings/settings";

const Devices = later(async () => (await import("./devices/Devices")).Devices, Start);
const Register = later(async () => (await import("./accounts/Register")).Register);
const SetUp = later(async () => (await import("./accounts/SetUp")).SetUp);

interface Props { accounts: Accounts; openChat: (me: Id) => Chat }

type Session =
  | { is: "unknown" }
  | { is: "out"; server: ServerState; ended?: boolean }
  | { is: "in"; chat: Chat }
  | { is: "unreachable"; error: ChatError; left?: boolean };

/** Who one is decides what there is to see: the rooms, or a way in. */
export function App({ accounts, openChat }: Props) {
  useLanguage();
  useSettings();
  const route = useRoute();
  const [session, setSession] = useState<Session>({ is: "unknown" });

  const tries = useRef(0);
  /** Counts what was begun: an answer that comes after something else has begun leads nowhere. */
  const turn = useRef(0);
  const enter = (me: Id) => {
    turn.current++;
    draftsOf(me);
    isHere(me);
    const chat = patient(openChat(me));
    void chat.start();
    setSession({ is: "in", chat });
    if (isGate(route)) navigate(cameFrom(), { replace: true });
  };
  const leave = async (ended?: boolean) => {
    const mine = ++turn.current;
    const { value: server, error } = await accounts.state();
    if (mine !== turn.current) return;
    if (!server) return setSession({ is: "unreachable", error: error! });
    if (server.me && !ended) enter(server.me.id);
    else setSession({ is: "out", server, ended });
  };
  const look = async () => {
    if (signOutWaits()) {
      const mine = ++turn.current;
      const { error } = await accounts.signOut();
      if (mine !== turn.current) return;
      if (error && error.code !== "signed_out") return setSession({ is: "unreachable", error, left: true });
      signOutIsTold();
    }
    // Nobody waits for the server to see what is kept on this device; the connection finds out whether the session lasts.
    const last = lastHere();
    if (last && !isGate(route)) return enter(last);
    await leave();
  };
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => { void look(); }, []);
  useEffect(() => {
    if (session.is === "out") return onOtherTab(false, () => latest.current());
    if (session.is === "in") return onOtherTab(true, () => {
      setSession({ is: "unknown" });
      void session.chat.stop(true).then(look);
    });
    if (session.is !== "unreachable") {
      tries.current = 0;
      return;
    }
    const again = () => void look();
    addEventListener("online", again);
    const timer = setTimeout(again, nextTry(tries.current++));
    return () => {
      removeEventListener("online", again);
      clearTimeout(timer);
    };
  }, [session]);
  useEffect(() => {
    if (session.is === "out" && !isGate(route)) navigate("/sign-in", { replace: true, state: { from: location.pathname + location.hash } });
    if (session.is === "in" && isGate(route)) navigate("/", { replace: true });
  }, [session, route]);

  return (
    <>
      <Mishap>{view()}</Mishap>
      <Toast />
    </>
  );

  function onEnded(chat: Chat) {
    sessionEnded();
    // Until the server has answered, nobody writes to a chat that is over.
    setSession({ is: "unknown" });
    void chat.stop(true);
    void leave(true);
  }

  function view() {
    switch (session.is) {
      case "unknown": return <Start />;
      case "unreachable":
        return (
          <Gate title={session.left ? say.accounts.leftHere : say.accounts.unreachable} lede={session.left ? say.accounts.leftHereLede : refusal(session.error)}>
            <div class="deeds-row"><button class="button main large" type="button" onClick={() => void look()}>{say.accounts.tryAgain}</button></div>
          </Gate>
        );
      case "in":
        if (route.at === "devices") return <Devices accounts={accounts} onEnded={() => onEnded(session.chat)} />;
        return (
          <ChatContext.Provider value={session.chat}>
            <House
              chat={session.chat} accounts={accounts} route={route}
              onSignedOut={(serverKnows) => { dropDrafts(); forgetLastRoom(); forgetTold(); hasLeft(serverKnows); void (serverKnows ? leave() : look()); }}
              onEnded={() => onEnded(session.chat)}
            />
          </ChatContext.Provider>
        );
      case "out": {
        const { server, ended } = session;
        if (route.at === "register") return <Register accounts={accounts} server={server} onDone={({ id }) => enter(id)} />;
        if (route.at === "set-up") return <SetUp accounts={accounts} server={server} onDone={({ id }) => enter(id)} />;
        return <SignIn accounts={accounts} server={server} ended={ended} onDone={({ id }) => enter(id)} />;
      }
    }
  }
}

/** How long a page that reached no server waits before it looks again, in milliseconds: longer each time, and not all pages at once. */
function nextTry(tries: number): number {
  return Math.min(60_000, 3_000 * 2 ** tries) * (.75 + Math.random() / 2);
}

/** Where one wanted to go before signing in. */
function cameFrom(): string {
  const { from } = (history.state ?? {}) as { from?: unknown };
  return typeof from === "string" && from.startsWith("/") && !from.startsWith("//") ? from : "/";
}
