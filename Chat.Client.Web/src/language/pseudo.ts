import { type ComponentChildren, h, isValidElement } from "preact";

// A language for tests and development: English, word for word from right to left. It shows what is not in the
// catalogue, what doesn't mirror, and where a sentence is put together from pieces.

const given = /(\ue000[^\ue001]*\ue001)/;

/** A catalogue with every word turned round. What is put into a sentence, such as a name, stays as it is. */
export function turned<T>(part: T): T {
  if (typeof part === "string") return words(part) as T;
  if (typeof part === "function") return ((...args: unknown[]) => answer(part, args)) as T;
  if (Array.isArray(part)) return part.map(turned) as T;
  if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([name, entry]) => [name, turned(entry)])) as T;
  return part;
}

function answer(entry: Function, args: unknown[]): unknown {
  const known = [...args];
  const mark = (value: unknown) => typeof value === "string" && value ? `\ue000${value}\ue001` : value;
  // A part of the sentence that is drawn as something else, such as a link, is given as a function.
  const draw = (arg: Function) => (text: string) => {
    const made: unknown = arg(words(text));
    known.push(made);
    return mark(made);
  };
  return drawn(entry(...args.map((arg) => typeof arg === "function" ? draw(arg) : mark(arg))), known);
}

function drawn(result: unknown, args: readonly unknown[]): unknown {
  if (typeof result === "string") return words(result);
  if (args.includes(result)) return result;
  if (Array.isArray(result)) return result.map((each) => drawn(each, args));
  if (!isValidElement(result)) return result;
  const { children, ...props } = result.props as { children?: ComponentChildren };
  const inside = drawn(children, args) as ComponentChildren;
  return h(result.type as string, { ...props, key: result.key as string }, ...(Array.isArray(inside) ? inside as ComponentChildren[] : [inside]));
}

/** Each run of letters is overridden from right to left, between marks that give the line its direction; figures and signs, and what was given, stay. */
function words(text: string): string {
  return text.split(given).map((piece) => piece.startsWith("\ue000")
    ? piece.slice(1, -1)
    : piece.replace(/\p{L}[\p{L}\p{M}'’]*/gu, "\u200f\u202e$&\u202c\u200f")).join("");
}
