import { useEffect, useState } from "preact/hooks";
import type { Id } from "../contracts";
import { later } from "../design/later";

const PersonCard = later(async () => (await import("./PersonCard")).PersonCard);
const ProfileDialog = later(async () => (await import("./ProfileDialog")).ProfileDialog);

type Shown = { kind: "person"; person: Id } | { kind: "profile" };

let show: (shown: Shown) => void = () => {};

/** Shows who somebody is, over the page. */
export function showPerson(person: Id): void {
  show({ kind: "person", person });
}

/** Lets one change how one is shown oneself. */
export function showProfile(): void {
  show({ kind: "profile" });
}

/** Where cards stand that can be called for from anywhere. */
export function Cards() {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    show = setShown;
    return () => { show = () => {}; };
  }, []);
  const close = () => setShown(undefined);
  if (shown?.kind === "person") return <PersonCard key={shown.person} person={shown.person} onClose={close} />;
  if (shown?.kind === "profile") return <ProfileDialog onClose={close} />;
  return null;
}
