import { Icon } from "./Icon";

/** What is wrong with the field or form above it; heard as soon as it appears. */
export function Wrong({ id, children }: { id?: string; children?: string }) {
  return (
    <div role="alert" id={id}>
      {children && <p class="hint wrong"><Icon name="alert" small /><span>{children}</span></p>}
    </div>
  );
}

export function Ghost() {
  return <div class="ghost" aria-hidden="true"><i /><i /><i /></div>;
}
