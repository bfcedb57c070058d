import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { Protocol, type Outcome } from "../contracts";
import { ConnectError, type Connect } from "./socket";

const events = ["Changes", "Beat", "Heads", "Presence", "Typing", "Draining", "SignedOut"];
const patience = 30_000;

export interface HubOptions {
  /** Where the server is; empty: where the page came from. */
  server: string;
  /** For a client without a cookie. */
  token?: string;
  transport?: HttpTransportType;
}

/** The hub by SignalR: WebSocket first, then server-sent events, then long polling. The engine reconnects, not the library. */
export function hubAt({ server, token, transport }: HubOptions): Connect {
  return async (listener, signal) => {
    const hub = new HubConnectionBuilder()
      .withUrl(server + Protocol.hubPath, {
        ...(token !== undefined && { accessTokenFactory: () => token }),
        ...(transport !== undefined && { transport }),
      })
      .configureLogging(LogLevel.None)
      .build();
    // The engine notices silence by the beat; the library's own clock only must not be quicker.
    hub.serverTimeoutInMilliseconds = 90_000;
    let open = true;
    const close = () => {
      open = false;
      hub.stop().catch(() => {});
    };
    for (const name of events) hub.on(name, (data) => open && listener.event(name, data));
    hub.onclose((error) => open && listener.closed(closedByServer(error)));

    const late = setTimeout(close, patience);
    signal.addEventListener("abort", close);
    try {
      await hub.start();
    } catch (error) {
      close();
      throw new ConnectError(String(error), statusOf(error));
    } finally {
      clearTimeout(late);
      signal.removeEventListener("abort", close);
    }
    if (!open) throw new ConnectError("The connection was given up.", undefined);

    return {
      async call(method, args) {
        try {
          return await hub.invoke<Outcome<unknown>>(method, args);
        } catch (error) {
          // When the connection has gone, `closed` tells it for all calls at once.
          if (hub.state !== HubConnectionState.Connected) return new Promise(() => {});
          throw error;
        }
      },
      send: (method, args) => void hub.send(method, args).catch(() => {}),
      close,
    };
  };
}

/** The server closed on purpose and said that something was wrong; a network that broke tells nothing about what was sent. */
function closedByServer(error: Error | undefined): boolean {
  return error?.message.includes("Server returned an error on close") ?? false;
}

/** The library keeps the status of a refused negotiation only in its message. */
function statusOf(error: unknown): number | undefined {
  const status = /Status code '(\d{3})'/.exec(String(error))?.[1];
  return status === undefined ? undefined : Number(status);
}
