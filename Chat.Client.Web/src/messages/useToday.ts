import { useEffect, useState } from "preact/hooks";
import { startOfDay } from "./dates";

/** The start of the present day. Draws the caller anew at midnight, or when the page is looked at again after the device slept over it. */
export function useToday(): number {
  const [today, setToday] = useState(() => startOfDay(Date.now()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = Date.now();
      setToday(startOfDay(now));
      clearTimeout(timer);
      timer = setTimeout(look, new Date(now).setHours(24, 0, 0, 0) - now);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return today;
}
