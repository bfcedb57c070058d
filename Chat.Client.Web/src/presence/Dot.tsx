import type { PresenceState } from "../contracts";

/** Full, half or ring: form tells what colour tells. */
export function Dot({ state }: { state: PresenceState }) {
  return <span class={`dot ${state}`} />;
}
