import { useEffect, useState } from "preact/hooks";
import type { Accounts } from "./accounts/api";
import { Gate } from "./accounts/Gate";
import { Register } from "./accounts/Register";
import { SetUp } from "./accounts/SetUp";
import { SignIn } from "./accounts/SignIn";
import { ChatContext } from "./chat";
import type { Chat } from "./connection/chat";
import { patient } from "./connection-state/patient";
import type { ChatError, Id, ServerState } from "./contracts";
import { Sprite } from "./design/Icon";
import { Mishap } from "./design/Mishap";
import { Toast } from "./design/toast";
import { House } from "./House";
import { dropDrafts } from "./messages/drafts";
import type { Route } from "./routing/route";
import { navigate, useRoute } from "./routing/router";

interface Props { accounts: Accounts; openChat: (me: Id) => Chat }

const lastMe = "me";

type Session =
  | { is: "unknown" }
  | { is: "out"; server: ServerState; reason?: string }
  | { is: "in"; chat: Chat }
  | { is: "unreachable"; error: ChatError };

/** Who one is decides what there is to see: the rooms, or a way in. */
export function App({ accounts, openChat }: Props) {
  const route = useRoute();
  const [session, setSession] = useState<Session>({ is: "unknown" });

  const enter = (me: Id) => {
    if (localStorage.getItem(lastMe) !== me) dropDrafts();
    localStorage.setItem(lastMe, me);
    const chat = patient(openChat(me));
    void chat.start();
    setSession({ is: "in", chat });
    if (isGate(route)) navigate(cameFrom(), { replace: true });
  };
  const leave = async (reason?: string) => {
    const outcome = await accounts.state();
    if (!outcome.ok) return setSession({ is: "unreachable", error: outcome.error! });
    setSession({ is: "out", server: outcome.value!, reason });
  };
  const look = async () => {
    setSession({ is: "unknown" });
    const me = await accounts.me();
    const last = localStorage.getItem(lastMe);
    if (me.ok) enter(me.value!.id);
    else if (me.error!.code === "signed_out") await leave();
    // The server will be back: until then, what waits on this device is there to be seen, and more can be written.
    else if (last && !isGate(route)) enter(last);
    else setSession({ is: "unreachable", error: me.error! });
  };
  useEffect(() => { void look(); }, []);
  useEffect(() => {
    if (session.is === "out" && !isGate(route)) navigate("/sign-in", { replace: true, state: { from: location.pathname } });
    if (session.is === "in" && isGate(route)) navigate("/", { replace: true });
  }, [session, route]);

  return (
    <>
      <Sprite />
      <Mishap>{view()}</Mishap>
      <Toast />
    </>
  );

  function view() {
    switch (session.is) {
      case "unknown": return null;
      case "unreachable":
        return (
          <Gate title="The server can’t be reached" lede={session.error.message}>
            <div class="deeds-row"><button class="button main large" type="button" onClick={() => void look()}>Try again</button></div>
          </Gate>
        );
      case "in":
        return (
          <ChatContext.Provider value={session.chat}>
            <House
              chat={session.chat} accounts={accounts} route={route}
              onSignedOut={() => { dropDrafts(); localStorage.removeItem(lastMe); void leave(); }}
              onEnded={() => { void session.chat.stop(); void leave("Your session has ended. Sign in to go on; what waits here is kept."); }}
            />
          </ChatContext.Provider>
        );
      case "out": {
        const { server, reason } = session;
        if (route.at === "register") return <Register accounts={accounts} server={server} onDone={({ id }) => enter(id)} />;
        if (route.at === "set-up") return <SetUp accounts={accounts} server={server} onDone={({ id }) => enter(id)} />;
        return <SignIn accounts={accounts} server={server} reason={reason} onDone={({ id }) => enter(id)} />;
      }
    }
  }
}

function isGate(route: Route): boolean {
  return route.at === "sign-in" || route.at === "register" || route.at === "set-up";
}

/** Where one wanted to go before signing in. */
function cameFrom(): string {
  const { from } = (history.state ?? {}) as { from?: unknown };
  return typeof from === "string" && from.startsWith("/") && !from.startsWith("//") ? from : "/";
}
