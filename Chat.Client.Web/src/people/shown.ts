import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { laySheet } from "../routing/sheets";

const key = "members";
const wide = matchMedia("(min-width: 1181px)");

/** Whether the member list is shown: beside the conversation as one left it, or, where there is no room for that, over it for a moment. */
export function usePeopleShown(): [boolean, (shown: boolean) => void] {
  const [isWide, setWide] = useState(wide.matches);
  const [beside, setBeside] = useState(() => localStorage.getItem(key) !== "hidden");
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listen = () => setWide(wide.matches);
    wide.addEventListener("change", listen);
    return () => wide.removeEventListener("change", listen);
  }, []);
  // In the same moment as the list appears: whoever goes back at once closes it, and stays in the room.
  useLayoutEffect(() => (over && !isWide ? laySheet(() => setOver(false)) : undefined), [over, isWide]);
  const show = (shown: boolean) => {
    if (!isWide) return setOver(shown);
    setBeside(shown);
    localStorage.setItem(key, shown ? "shown" : "hidden");
  };
  return [isWide ? beside : over, show];
}
