import { useState } from "preact/hooks";
import type { SignOutResult } from "../connection/chat";
import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import { Menu } from "../design/Menu";
import { memo } from "../design/memo";
import { toast } from "../design/toast";
import type { ConnectionState } from "../engine/state";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Face } from "../people/Face";
import { showProfile } from "../people/cards";
import { ownPresence } from "../presence/words";
import type { Accounts } from "./api";

const SettingsDialog = later(async () => (await import("../settings/SettingsDialog")).SettingsDialog);
const PasswordDialog = later(async () => (await import("./PasswordDialog")).PasswordDialog);
const SignOutDialog = later(async () => (await import("./SignOutDialog")).SignOutDialog);

interface Props {
  accounts: Accounts;
  me: Id | undefined;
  name: string;
  colour: number | undefined;
  connection: ConnectionState;
  signOut: (discardUnsent: boolean, away: boolean) => Promise<SignOutResult>;
}

type Opened = { kind: "password" } | { kind: "settings" } | { kind: "sign-out"; unsent: number; away: boolean };

/** Oneself, at the foot of the rooms: presence, and what concerns the account and the device. */
export const Me = memo(function Me({ accounts, me, name, colour, connection, signOut }: Props) {
  const [opened, open] = useState<Opened>();
  const close = () => open(undefined);
  const { words, state } = ownPresence(connection);

  const leave = async (discardUnsent: boolean, away = false) => {
    const result = await signOut(discardUnsent, away);
    if (result.signedOut) return;
    if (result.error?.final) toast(refusal(result.error));
    else open({ kind: "sign-out", unsent: result.unsent, away: result.error !== undefined || connection !== "live" });
  };

  return (
    <footer class="me" role="group" aria-label={say.accounts.you}>
      {me && <Face person={me} name={name} colour={colour} size="large" presence={state} />}
      <div class="me-text"><b><bdi>{name}</bdi></b><span>{words}</span></div>
      <Menu
        label={say.accounts.yourMenu} up
        items={[
          { icon: "person", label: say.accounts.profile, act: showProfile },
          { icon: "settings", label: say.accounts.settings, act: () => open({ kind: "settings" }) },
          { icon: "key", label: say.accounts.changePassword, act: () => open({ kind: "password" }) },
          { icon: "exit", label: say.accounts.signOut, apart: true, act: () => void leave(false) },
        ]}
      >
        <Icon name="settings" />
      </Menu>
      {opened?.kind === "settings" && <SettingsDialog onClose={close} />}
      {opened?.kind === "password" && <PasswordDialog accounts={accounts} onClose={close} />}
      {opened?.kind === "sign-out" && (
        <SignOutDialog unsent={opened.unsent} away={opened.away} onStay={close} onGo={() => { close(); void leave(true, opened.away); }} />
      )}
    </footer>
  );
});
