import { useEffect, useState } from "preact/hooks";

/** Whether the page is so narrow that it shows one screen at a time: the width at which the styles change. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => width.matches);
  useEffect(() => {
    const listen = () => setNarrow(width.matches);
    width.addEventListener("change", listen);
    return () => width.removeEventListener("change", listen);
  }, []);
  return narrow;
}

const width = matchMedia("(max-width: 720px)");
