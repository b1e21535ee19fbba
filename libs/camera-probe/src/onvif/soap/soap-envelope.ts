import { createHash, randomBytes } from 'node:crypto';

/** A request to a device (SOAP 1.2). */
export interface SoapRequest {
  /** Of the service. */
  readonly namespace: string;
  readonly name: string;
  /** XML within the request's element, without prefixes. */
  readonly content?: string;
}

/** A request as XML. `security`: the header element that signs in; empty: none. */
export function soapEnvelope({ namespace, name, content = '' }: SoapRequest, security: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">' +
    `${security === '' ? '' : `<s:Header>${security}</s:Header>`}` +
    `<s:Body><${name} xmlns="${namespace}">${content}</${name}></s:Body></s:Envelope>`
  );
}

/**
 * A WS-UsernameToken with a digest (Web Services Security UsernameToken Profile 1.0 §3.1; ONVIF Core §5.9.4): the password
 * itself is not sent. `created`: in the device's own time.
 */
export function usernameToken(user: string, password: string, created: Date): string {
  const nonce = randomBytes(16);
  const instant = created.toISOString();
  const digest = createHash('sha1').update(nonce).update(`${instant}${password}`, 'utf8').digest('base64');
  return (
    `<Security s:mustUnderstand="1" xmlns="${WSSE}wss-wssecurity-secext-1.0.xsd"><UsernameToken>` +
    `<Username>${escapeXml(user)}</Username>` +
    `<Password Type="${WSSE}wss-username-token-profile-1.0#PasswordDigest">${digest}</Password>` +
    `<Nonce EncodingType="${WSSE}wss-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</Nonce>` +
    `<Created xmlns="${WSSE}wss-wssecurity-utility-1.0.xsd">${instant}</Created></UsernameToken></Security>`
  );
}

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-';

/** Escapes text for XML. Omits characters that XML 1.0 does not allow. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
