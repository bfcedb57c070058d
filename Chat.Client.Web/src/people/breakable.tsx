import { Fragment } from "preact";

/** A user name that may be broken after its dots and dashes rather than inside its words. */
export function breakable(name: string) {
  const parts = name.split(/(?<=[._-])/u);
  return parts.length === 1 ? name : parts.map((part, at) => <Fragment key={at}>{part}<wbr /></Fragment>);
}
