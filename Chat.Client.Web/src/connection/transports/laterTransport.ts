import type { ITransport, TransferFormat } from "@microsoft/signalr";

type Make = new (...parts: never[]) => ITransport;

/** A way to the server that is fetched when it is needed: nearly everybody gets through by WebSocket. */
export function laterTransport(load: () => Promise<Make>): Make {
  return class implements ITransport {
    onreceive: ITransport["onreceive"] = null;
    onclose: ITransport["onclose"] = null;
    private transport: ITransport | undefined;
    private readonly parts: never[];

    constructor(...parts: never[]) {
      this.parts = parts;
    }

    async connect(url: string, format: TransferFormat): Promise<void> {
      const Transport = await load();
      const transport = new Transport(...this.parts);
      transport.onreceive = this.onreceive;
      transport.onclose = this.onclose;
      this.transport = transport;
      return transport.connect(url, format);
    }

    async send(data: unknown): Promise<void> {
      return this.transport!.send(data);
    }

    async stop(): Promise<void> {
      return this.transport?.stop();
    }
  };
}
