import { Banner } from "../../../connection-state/Banner";
import { Talk } from "../Row";

/** What is said about the connection. The first draw of each is live, so that nothing waits for patience. */
export function Connection() {
  return (
    <Talk>
      <Banner connection="connecting" waiting={0} />
      <Banner connection="connecting" waiting={1} />
      <Banner connection="offline" waiting={0} />
      <Banner connection="offline" waiting={12} />
      <Banner connection="upgradeRequired" waiting={2} />
    </Talk>
  );
}
