import { memo } from "../design/memo";
import { say } from "../language/language";
import { dayName, startOfDay } from "./dates";
import { useToday } from "./useToday";

/** The line above a day's first message; its date leads to other days. */
export const DayLine = memo(function DayLine({ at, onDay }: { at: number; onDay: (day: number) => void }) {
  const name = dayName(at, useToday());
  return (
    <li class="day on-spine">
      <button type="button" title={say.goTo.anotherDay} onClick={(event) => { event.stopPropagation(); onDay(startOfDay(at)); }}><b>{name}</b><span class="only-heard">: {say.goTo.anotherDay}</span></button>
    </li>
  );
});
