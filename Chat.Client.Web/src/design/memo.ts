import { Component, type ComponentChild, type FunctionComponent, h } from "preact";
import { formats } from "../language/formats";

/** Draws a view again only when one of its props is another one. The state is changed in place, so its versions are props; so are the language and how it counts hours, tacitly. */
export function memo<P extends object>(view: FunctionComponent<P>): FunctionComponent<P> {
  class Remembered extends Component<P> {
    drawnIn = formats();
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return this.drawnIn !== formats() || differ(this.props, next);
    }
    override render(props: P): ComponentChild {
      this.drawnIn = formats();
      return h(view, props);
    }
  }
  return Remembered as unknown as FunctionComponent<P>;
}

function differ(a: object, b: object): boolean {
  const one = a as Record<string, unknown>, other = b as Record<string, unknown>;
  for (const key in one) if (!(key in other)) return true;
  for (const key in other) if (one[key] !== other[key]) return true;
  return false;
}
