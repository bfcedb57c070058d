import { useEffect, useState } from "preact/hooks";
import { narrow } from "../design/useNarrow";

/** Whether somebody looks at the page: it is visible and has the focus. */
export function attentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Whether something lies over all of the conversation, as the members and large dialogs do on a phone. */
export function covered(): boolean {
  return narrow.matches && !!document.querySelector(".people, dialog:is(.wide, .bare)");
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
