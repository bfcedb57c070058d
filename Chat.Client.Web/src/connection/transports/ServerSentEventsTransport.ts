import { laterTransport } from "./laterTransport";

export const ServerSentEventsTransport = laterTransport(async () => (await import("@microsoft/signalr/dist/esm/ServerSentEventsTransport")).ServerSentEventsTransport);
