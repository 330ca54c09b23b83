import { useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { canReachServer } from "../can-reach-server.ts";

interface SignInLinkProps {
  className: string;
  /** Where to come back to. */
  returnTo?: string;
  children: string;
}

/** The way to the password. The sign-in page is not kept on the device: without a network nobody is sent to an error. */
export function SignInLink({ className, returnTo = "/field", children }: SignInLinkProps) {
  const { t } = useTranslation("pin");
  const [away, setAway] = useState(false);
  const address = `/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
  const go = async (event: MouseEvent) => {
    event.preventDefault();
    const reached = await canReachServer((input, init) => fetch(input, init));
    setAway(!reached);
    if (reached) window.location.assign(address);
  };
  return (
    <>
      <a className={className} href={address} onClick={(event) => void go(event)}>
        {children}
      </a>
      {away ? (
        <p role="alert" className="note note-attention">
          {t("signInAway")}
        </p>
      ) : null}
    </>
  );
}
