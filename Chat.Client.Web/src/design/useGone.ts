import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Whether the caller has been taken away: an answer that comes after it leads nobody anywhere. */
export function useGone(): RefObject<boolean> {
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => { gone.current = true; };
  }, []);
  return gone;
}
