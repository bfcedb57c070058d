import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useChat } from "../../../chat";
import { AddPeople } from "../../../people/AddPeople";
import { BrowseRooms } from "../../../rooms/BrowseRooms";
import { type Deed, Switcher } from "../../../switcher/Switcher";
import { rooms } from "../../fake";
import { Row } from "../Row";

const nothing = () => {};
const deeds: Deed[] = [{ icon: "plus", name: "New room", act: nothing }, { icon: "browse", name: "Browse rooms", act: nothing }];

/** Where one looks for rooms and people: before anything is typed, with something typed, and with something that nobody is called. */
export function Finding() {
  const head = useChat().state.heads.get(rooms.gauge)!.header!;
  return (
    <>
      <Row name="Go to"><Switcher here={rooms.gauge} deeds={deeds} onClose={nothing} /></Row>
      <Typed name="Typed" text="ne"><Switcher here={rooms.gauge} deeds={deeds} onClose={nothing} /></Typed>
      <Typed name="Nothing" text="nowhere at all"><Switcher here={rooms.gauge} deeds={deeds} onClose={nothing} /></Typed>
      <Row name="Rooms"><BrowseRooms onCreate={nothing} onClose={nothing} /></Row>
      <Typed name="People" text="b"><AddPeople header={head} onClose={nothing} /></Typed>
    </>
  );
}

/** A dialog with something in its first field. */
function Typed({ name, text, children }: { name: string; text: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = box.current!.querySelector("input")!;
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, []);
  return <div ref={box}><Row name={name}>{children}</Row></div>;
}
