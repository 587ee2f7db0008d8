import type { Me } from '@luoshi/server/modules/accounts/contract';
import { useState } from 'react';
import { CodeStep } from './CodeStep.tsx';
import { EnrolStep } from './EnrolStep.tsx';
import { NewPasswordStep } from './NewPasswordStep.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import type { SignIn } from './session.ts';

interface Props {
  signIn: SignIn;
  /** Who is signed in so far, lacking something; null for nobody. */
  me: Me | null;
  /** Whose sign-in this must be, where only theirs will do. */
  account?: string;
  /** Tells that recovery codes are on the screen: shown once, they must not go away by themselves. */
  onHold?: (held: boolean) => void;
}

/** Signing in, one step after the other: the password, the second factor (set up first if need be), a new password if one is due. */
export function SignInSteps({ signIn, me, account, onHold = () => {} }: Props) {
  const [held, setHeld] = useState(false);
  const hold = (on: boolean) => {
    setHeld(on);
    onHold(on);
  };
  if (held || (me?.restriction === 'second_factor' && !me.secondFactor.enrolled)) return <EnrolStep onHold={hold} />;
  if (me === null) return <PasswordStep signIn={signIn} {...(account === undefined ? {} : { account })} />;
  if (me.restriction === 'second_factor') return <CodeStep />;
  // The password just typed need not be typed again where a new one is due.
  if (me.restriction === 'password') return <NewPasswordStep me={me} current={signIn.variables?.password ?? ''} />;
  return null;
}
