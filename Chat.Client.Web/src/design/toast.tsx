import { useEffect, useState } from "preact/hooks";

let show: (text: string) => void = () => {};

/** Says something in passing, at the foot of the page. */
export function toast(text: string): void {
  show(text);
}

export function Toast() {
  const [said, setSaid] = useState<{ text: string }>();
  useEffect(() => { show = (text) => setSaid({ text }); }, []);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), 4_000);
    return () => clearTimeout(timer);
  }, [said]);
  return <div class="toast" role="status">{said?.text}</div>;
}
