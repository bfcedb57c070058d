import { product } from "../routing/title";

/** A name that the server tells. Until it has, readers hear the product's: a heading or a link is never empty. */
export function Named({ name }: { name: string | undefined }) {
  return <bdi>{name ?? <span class="only-heard">{product}</span>}</bdi>;
}
