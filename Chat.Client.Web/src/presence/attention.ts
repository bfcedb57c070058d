import { useEffect, useState } from "preact/hooks";

/** Whether somebody looks at the page: it is visible and has the focus. */
export function attentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

export function useAttention(): boolean {
  const [attention, setAttention] = useState(attentive);
  useEffect(() => {
    const listen = () => setAttention(attentive());
    addEventListener("focus", listen);
    addEventListener("blur", listen);
    document.addEventListener("visibilitychange", listen);
    return () => {
      removeEventListener("focus", listen);
      removeEventListener("blur", listen);
      document.removeEventListener("visibilitychange", listen);
    };
  }, []);
  return attention;
}
