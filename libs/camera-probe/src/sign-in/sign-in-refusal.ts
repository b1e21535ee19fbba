import { unsupportedSignIn } from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';
import { planAlternativeSignIns } from './alternative-sign-ins';
import type { ServerSignIn } from './server-sign-in';

/** A sign-in that was refused. */
export interface RefusedSignIn {
  readonly signIn: ServerSignIn;
  /** `WWW-Authenticate` of the refusal. */
  readonly challenges: readonly string[];
  readonly method: string;
  readonly uri: string;
  /** Repeats the request with this `Authorization`. @returns the status. */
  send(authorization: string): Promise<number>;
}

/**
 * Why a sign-in failed: the camera requires what the media server does not support, accepts another of its challenges, or the
 * password is wrong. @throws ProbeFailure when the camera ends the connection over it.
 */
export async function explainRefusedSignIn({
  signIn,
  challenges,
  method,
  uri,
  send,
}: RefusedSignIn): Promise<ProbeFailure> {
  const { challenge, credentials } = signIn;
  if (credentials === null) return new ProbeFailure('password-needed');
  if (signIn.wasAccepted) return unsupportedSignIn();
  for (const way of planAlternativeSignIns(challenges, challenge, credentials)) {
    const status = await send(way.authorization(method, uri));
    if (status === 401) continue;
    if (way.scheme === 'basic' && challenge?.scheme === 'digest') return new ProbeFailure('digest-refused');
    return unsupportedSignIn();
  }
  return new ProbeFailure(challenge === null ? 'sign-in-unsupported' : 'wrong-password');
}
