import type { SignInNotice } from "./demo-data.ts";
import { operatorText } from "./operator-text.ts";

type SignIns = Extract<SignInNotice, { signIns: unknown }>["signIns"];

/** Many who differ in their number alone take one line: "volunteer … volunteer36". */
function shortened(signIns: SignIns): SignIns {
  const byNumber = new Intl.Collator("en", { numeric: true });
  const groups = new Map<string, SignIns>();
  for (const one of signIns) {
    const key = `${one.role} ${one.password}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = group.sort((a, b) => byNumber.compare(a.login, b.login));
    const last = more.at(-1);
    if (!first || !last || more.length < 3) return group;
    return [{ ...first, login: `${first.login} … ${last.login}` }];
  });
}

/** The demo's sign-ins, or the file that holds them. */
export function announceSignIns(notice: SignInNotice): void {
  if (notice && "signIns" in notice) {
    console.log(operatorText("sign-ins"));
    for (const { login, password, role } of shortened(notice.signIns)) {
      console.log(`  ${login.padEnd(28)}${password.padEnd(16)}${role}`);
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
