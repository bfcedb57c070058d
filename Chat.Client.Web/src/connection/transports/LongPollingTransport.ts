import { laterTransport } from "./laterTransport";

export const LongPollingTransport = laterTransport(async () => (await import("@microsoft/signalr/dist/esm/LongPollingTransport")).LongPollingTransport);
