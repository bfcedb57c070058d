import { useLayoutEffect, useRef } from "preact/hooks";
import { PasswordDialog } from "../../../accounts/PasswordDialog";
import { SignOutDialog } from "../../../accounts/SignOutDialog";
import { Icon } from "../../../design/Icon";
import { Menu } from "../../../design/Menu";
import { LeaveRoom } from "../../../rooms/LeaveRoom";
import { CreateRoom } from "../../../rooms/CreateRoom";
import { fakeAccounts, rooms } from "../../fake";
import { useChat } from "../../../chat";
import { Row } from "../Row";

export function Dialogs() {
  const box = useRef<HTMLDivElement>(null);
  const head = useChat().state.heads.get(rooms.gauge)!.header!;
  useLayoutEffect(() => {
    box.current!.querySelector("button")!.click();
  }, []);
  const nothing = () => {};
  return (
    <>
      <Row name="Menu">
        <div class="design-menu" ref={box}>
          <Menu
            label="A menu"
            items={[
              { icon: "edit", label: "Name and topic", act: nothing },
              { icon: "link", label: "Copy link to the room", act: nothing },
              { icon: "exit", label: "Leave the room", grave: true, apart: true, act: nothing },
            ]}
          >
            <Icon name="more" />
          </Menu>
        </div>
      </Row>
      <Row name="Toast"><div class="toast">Link copied</div></Row>
      <Row name="Dialogs">
        <CreateRoom onClose={nothing} />
        <PasswordDialog accounts={fakeAccounts(true, false)} onClose={nothing} />
        <LeaveRoom header={head} onClose={nothing} />
        <SignOutDialog unsent={3} away={false} onStay={nothing} onGo={nothing} />
      </Row>
    </>
  );
}
