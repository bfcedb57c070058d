export type Route =
  | { at: "home" }
  | { at: "room"; room: string; number?: number }
  | { at: "sign-in" }
  | { at: "register" }
  | { at: "set-up" }
  | { at: "devices" }
  | { at: "nowhere" };

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The place that a path names. */
export function parse(path: string): Route {
  const [first = "", second = "", third = "", ...more] = path.replace(/\/+$/, "").split("/").slice(1);
  if (first === "" && second === "") return { at: "home" };
  if (second === "" && (first === "sign-in" || first === "register" || first === "set-up" || first === "devices")) return { at: first };
  if (first === "rooms" && id.test(second) && more.length === 0) {
    const room = second.toLowerCase();
    if (third === "") return { at: "room", room };
    if (/^[1-9]\d{0,14}$/.test(third)) return { at: "room", room, number: Number(third) };
  }
  return { at: "nowhere" };
}

/** Whether it is a way in, for who is not in. */
export function isGate({ at }: Route): boolean {
  return at === "sign-in" || at === "register" || at === "set-up";
}

export function roomPath(room: string, number?: number): string {
  return number === undefined ? `/rooms/${room}` : `/rooms/${room}/${number}`;
}
