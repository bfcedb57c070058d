import { say } from "../language/language";

/** The first stop of the keyboard: past the rooms, to where one writes, or else reads. */
export function SkipLink() {
  const skip = () => (document.querySelector<HTMLElement>("main .composer textarea") ?? document.querySelector<HTMLElement>("main [role=log]"))?.focus();
  return <button class="button skip" type="button" onClick={skip}>{say.house.skip}</button>;
}
