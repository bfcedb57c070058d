import { useEffect, useReducer } from "preact/hooks";
import { onLanguage, type Language, spoken } from "./language";

/** The language that the page speaks. Draws the caller, and all below it, anew when it becomes another one. */
export function useLanguage(): Language {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => onLanguage(() => redraw(undefined)), []);
  return spoken;
}
