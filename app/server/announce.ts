import type { SignInNotice } from "./demo-data.ts";
import { operatorText } from "./operator-text.ts";

/** The demo's sign-ins, or the file that holds them. */
export function announceSignIns(notice: SignInNotice): void {
  if (notice && "signIns" in notice) {
    console.log(operatorText("sign-ins"));
    for (const { login, password, role } of notice.signIns) {
      console.log(`  ${login.padEnd(14)}${password.padEnd(16)}${role}`);
    }
  }
  if (notice && "file" in notice) console.log(operatorText("sign-ins-file", { file: notice.file }));
}

/** Tells the operator where the site is and how to get in. */
export function announce(addresses: readonly string[], notice: SignInNotice, setUpCode: string | null): void {
  console.log(`\n${operatorText("ready")}`);
  for (const address of addresses) console.log(`  ${address}`);
  announceSignIns(notice);
  if (setUpCode) console.log(operatorText("first-administrator", { code: setUpCode }));
  console.log(`${operatorText("how-to-stop")}\n`);
}
