import type { Outcome } from "../contracts";

/** An open connection to the hub. */
export interface Socket {
  call(method: string, args: object): Promise<Outcome<unknown>>;
  send(method: string, args: object): void;
  close(): void;
}

/** What a socket tells after it has opened. After `close` was called, nothing more. */
export interface SocketListener {
  event(name: string, data: unknown): void;
  closed(error: boolean): void;
}

/** Opens a socket, or throws a `ConnectError`. */
export type Connect = (listener: SocketListener, signal: AbortSignal) => Promise<Socket>;

export class ConnectError extends Error {
  constructor(message: string, readonly status: number | undefined) {
    super(message);
  }
}
