import { useEffect, useState } from "preact/hooks";

/** Whether the page is so narrow that it shows one screen at a time: the width at which the styles change. */
export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => narrow.matches);
  useEffect(() => {
    const listen = () => setNarrow(narrow.matches);
    narrow.addEventListener("change", listen);
    return () => narrow.removeEventListener("change", listen);
  }, []);
  return isNarrow;
}

/** The width up to which it does. */
export const narrow = matchMedia("(max-width: 720px)");
