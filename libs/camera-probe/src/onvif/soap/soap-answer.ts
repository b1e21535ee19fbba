import { findNode, textAt, type XmlNode } from './xml-node';

/** Response of a device. */
export type SoapAnswer =
  /** First element of the body. */
  | { readonly kind: 'body'; readonly body: XmlNode }
  /** `isSignIn`: it does not accept the sign-in, or requires one. */
  | { readonly kind: 'fault'; readonly isSignIn: boolean }
  | { readonly kind: 'no-soap' };

/** Fault codes of devices for a refused sign-in (ONVIF Core §5.9.1, WSS SOAP Message Security 1.0 §12, and vendors' own). */
const SIGN_IN_CODE = /NotAuthori[sz]ed|Unauthori[sz]ed|FailedAuthentication|FailedCheck|InvalidSecurity/i;
const SIGN_IN_REASON = /not\s+authori[sz]ed|unauthori[sz]ed|authenticat|authori[sz]ation|wrong password/i;

/** Reads an envelope of SOAP 1.1 or 1.2. */
export function readSoapAnswer(root: XmlNode | null): SoapAnswer {
  const body = root?.name === 'Envelope' ? findNode(root, 'Body') : null;
  if (body === null) return { kind: 'no-soap' };
  const fault = findNode(body, 'Fault');
  if (fault !== null) return { kind: 'fault', isSignIn: isSignInFault(fault) };
  const [first] = body.children;
  return first ? { kind: 'body', body: first } : { kind: 'no-soap' };
}

function isSignInFault(fault: XmlNode): boolean {
  const codes: string[] = [textAt(fault, 'faultcode')];
  // A subcode may have a subcode (SOAP 1.2 §5.4.1.3); the innermost one is the device's.
  for (let code = findNode(fault, 'Code'); code !== null; code = findNode(code, 'Subcode'))
    codes.push(textAt(code, 'Value'));
  if (codes.some((code) => SIGN_IN_CODE.test(code))) return true;
  return SIGN_IN_REASON.test(`${textAt(fault, 'Reason', 'Text')} ${textAt(fault, 'faultstring')}`);
}
