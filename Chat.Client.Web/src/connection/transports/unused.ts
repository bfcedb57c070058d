/** Of SignalR and never used here: the engine resends, and every browser that draws the page has `fetch`. */
export class MessageBuffer {}
export class XhrHttpClient {}
