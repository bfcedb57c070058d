import { useEffect, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Icon } from "../design/Icon";
import { say } from "../language/language";
import { loadNewVersion } from "../versions/offered";
import { notice } from "./words";

/** The state of the connection: a fact, with what still works and what waits. Heard when it changes. */
export function Banner({ connection, problem, waiting }: { connection: Parameters<typeof notice>[0]["connection"]; problem?: string; waiting: number }) {
  const chat = useChat();
  const deviceOffline = useDeviceOffline();
  const patient = usePatience(connection, deviceOffline);
  const said = patient ? undefined : notice({ connection, problem }, waiting, deviceOffline);
  return (
    <div role="status" aria-label={say.connection.label}>
      {said && (
        <div class={`notice ${said.kind}`}>
          <Icon name={said.kind === "offline" ? "offline" : said.kind === "old" ? "alert" : "retry"} />
          <p>
            <b>{said.title}</b>
            <span>{said.text}{said.longer && <span class="longer">{said.longer}</span>}{/[.!?]$/.test(said.text) ? "" : "."}</span>
            {said.verb === "try" && <button type="button" onClick={() => chat.reconnectNow()}>{say.connection.tryNow}</button>}
            {said.verb === "reload" && <button type="button" onClick={() => void loadNewVersion()}>{say.connection.loadAnew}</button>}
          </p>
        </div>
      )}
    </div>
  );
}

/** The first connection gets a moment before anything is said about it, longer over a slow network, and none where there is no network. */
function usePatience(connection: Parameters<typeof notice>[0]["connection"], deviceOffline: boolean): boolean {
  const [over, setOver] = useState(connection === "live");
  useEffect(() => {
    if (over) return;
    const timer = setTimeout(() => setOver(true), connection === "live" || deviceOffline ? 0 : connection === "connecting" ? 4_000 : 1_500);
    return () => clearTimeout(timer);
  }, [connection, deviceOffline, over]);
  return !over;
}

function useDeviceOffline(): boolean {
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const listen = () => setOffline(!navigator.onLine);
    addEventListener("online", listen);
    addEventListener("offline", listen);
    return () => {
      removeEventListener("online", listen);
      removeEventListener("offline", listen);
    };
  }, []);
  return offline;
}
