import { Icon } from "./Icon";

/** What stands in the document before any script runs, as long as nobody knows yet what there is to see. See `index.html`. */
export function Start() {
  return <div class="start"><Icon name="mark" /></div>;
}
