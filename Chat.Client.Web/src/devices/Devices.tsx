import { useEffect, useRef, useState } from "preact/hooks";
import type { Accounts } from "../accounts/api";
import { Gate } from "../accounts/Gate";
import type { ChatError, DeviceAsks, Person } from "../contracts";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { title } from "../routing/title";
import { AskDevice } from "./AskDevice";
import { CodeForm } from "./CodeForm";
import "./devices.css";
import "./words";

interface Props {
  accounts: Accounts;
  /** The session has ended: one has to sign in, and comes back. */
  onEnded: () => void;
}

type Step =
  | { is: "code" }
  | { is: "ask"; asks: DeviceAsks }
  | { is: "answered"; allowed: boolean };

/** Where a device that shows a code is let in, or isn't. The code may stand behind the # of the link, which never reaches a server's log. */
export function Devices({ accounts, onEnded }: Props) {
  const [me, setMe] = useState<Person>();
  const [server, setServer] = useState<string>();
  const [step, setStep] = useState<Step>({ is: "code" });
  const [wrong, setWrong] = useState<ChatError>();
  const [code, setCode] = useState(codeOfLink);
  const busy = useRef(false);

  const look = (typed: string) => once(async () => {
    setCode(typed);
    if (!me) {
      const { known, error } = await who();
      if (!known) return error;
    }
    const { value, error } = await accounts.lookAtDevice(typed);
    if (value) setStep({ is: "ask", asks: value });
    return error;
  });
  const answer = (asks: DeviceAsks, allow: boolean) => once(async () => {
    const { error } = await accounts.answerDevice(asks.userCode, allow);
    if (!error) setStep({ is: "answered", allowed: allow });
    else if (error.code === "wrong_code") setStep({ is: "code" });
    return error;
  });
  /** Learns by whose account the device would be let in. */
  const who = async () => {
    const { value, error } = await accounts.state();
    if (!value) return { known: false, error };
    setServer(value.name);
    setMe(value.me);
    if (!value.me) onEnded();
    return { known: !!value.me };
  };
  /** One call at a time, and what is wrong with it is told. */
  const once = async (act: () => Promise<ChatError | undefined>) => {
    if (busy.current) return;
    busy.current = true;
    const error = await act();
    busy.current = false;
    if (error?.code === "signed_out") onEnded();
    else setWrong(error);
  };

  useEffect(() => {
    const linked = () => {
      const linkedTo = codeOfLink();
      setStep({ is: "code" });
      setWrong(undefined);
      setCode(linkedTo);
      void (linkedTo ? look(linkedTo) : who());
    };
    linked();
    addEventListener("hashchange", linked);
    return () => removeEventListener("hashchange", linked);
  }, []);
  useEffect(() => { document.title = title(0, say.devices.title, server); });

  switch (step.is) {
    case "code": return <CodeForm code={code} wrong={refusal(wrong)} onCode={look} />;
    case "ask": return <AskDevice asks={step.asks} me={me} wrong={refusal(wrong)} onAnswer={(allow) => void answer(step.asks, allow)} />;
    case "answered":
      return (
        <Gate heard title={step.allowed ? say.devices.allowed : say.devices.denied} lede={step.allowed ? say.devices.allowedLede : say.devices.deniedLede}>
          <p class="hint"><a href="/">{say.devices.toRooms}</a></p>
        </Gate>
      );
  }
}

function codeOfLink(): string {
  try {
    return decodeURIComponent(location.hash.slice(1)).slice(0, 32);
  } catch {
    return "";
  }
}
