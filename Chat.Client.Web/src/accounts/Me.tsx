import { useState } from "preact/hooks";
import type { SignOutResult } from "../connection/chat";
import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { Menu } from "../design/Menu";
import { memo } from "../design/memo";
import { toast } from "../design/toast";
import type { ConnectionState } from "../engine/state";
import { Face } from "../people/Face";
import { ownPresence } from "../presence/words";
import { ThemeDialog } from "../theme/ThemeDialog";
import type { Accounts } from "./api";
import { PasswordDialog } from "./PasswordDialog";
import { SignOutDialog } from "./SignOutDialog";

interface Props {
  accounts: Accounts;
  me: Id | undefined;
  name: string;
  connection: ConnectionState;
  signOut: (discardUnsent: boolean) => Promise<SignOutResult>;
}

type Opened = { kind: "password" } | { kind: "theme" } | { kind: "sign-out"; unsent: number };

/** Oneself, at the foot of the rooms: presence, and what concerns the account and the device. */
export const Me = memo(function Me({ accounts, me, name, connection, signOut }: Props) {
  const [opened, open] = useState<Opened>();
  const close = () => open(undefined);
  const { words, state } = ownPresence(connection);

  const leave = async (discardUnsent: boolean) => {
    const result = await signOut(discardUnsent);
    if (result.signedOut) return;
    if (result.error) toast(result.error.message);
    else open({ kind: "sign-out", unsent: result.unsent });
  };

  return (
    <footer class="me" role="group" aria-label="You">
      {me && <Face person={me} name={name} large presence={state} />}
      <div class="me-text"><b><bdi>{name}</bdi></b><span>{words}</span></div>
      <Menu
        label="Your menu" up
        items={[
          { icon: "sun", label: "Appearance", act: () => open({ kind: "theme" }) },
          { icon: "key", label: "Change password", act: () => open({ kind: "password" }) },
          { icon: "exit", label: "Sign out", apart: true, act: () => void leave(false) },
        ]}
      >
        <Icon name="settings" />
      </Menu>
      {opened?.kind === "theme" && <ThemeDialog onClose={close} />}
      {opened?.kind === "password" && <PasswordDialog accounts={accounts} onClose={close} />}
      {opened?.kind === "sign-out" && <SignOutDialog unsent={opened.unsent} onStay={close} onGo={() => { close(); void leave(true); }} />}
    </footer>
  );
});
