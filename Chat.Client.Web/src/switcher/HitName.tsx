import type { Match } from "./match";

/** A name with the parts marked that were typed. */
export function HitName({ name, hits }: { name: string; hits: Match["hits"] }) {
  let end = 0;
  const parts = hits.map(([from, to]) => {
    const plain = name.slice(end, from);
    end = to;
    return <>{plain}<mark>{name.slice(from, to)}</mark></>;
  });
  return <>{parts}{name.slice(end)}</>;
}
