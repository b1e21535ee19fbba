import type { CameraAddressGuard } from '../../address/camera-address-guard';
import { HttpFailure, type HttpFailureKind, postTo, type ServicePlace } from './http-post';
import type { OnvifSignIn } from './onvif-sign-in';
import { parseXml } from './parse-xml';
import { readSoapAnswer } from './soap-answer';
import { soapEnvelope, type SoapRequest } from './soap-envelope';
import type { XmlNode } from './xml-node';

/** Result of a request. */
export type OnvifResult =
  | { readonly kind: 'body'; readonly body: XmlNode }
  /** It supports SOAP, but refuses the request. */
  | { readonly kind: 'fault' }
  /** It does not accept the sign-in, or requires one. */
  | { readonly kind: 'denied' }
  /** An HTTP response without SOAP. */
  | { readonly kind: 'no-soap'; readonly location: string | null }
  | { readonly kind: 'failed'; readonly reason: HttpFailureKind | 'address-refused' };

/** A recorder with 64 channels describes its profiles in about 300 kB. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Maximum bytes of all responses to one request. */
const MAX_BYTES = 4 * 1024 * 1024;
const CONNECT_MS = 3_000;
/** Recorders need seconds to list their profiles. */
const ANSWER_MS = 6_000;

/** Sends requests to one device, within the limits. Connects only to addresses and ports that the guard allows. */
export class OnvifConnection {
  private bytes = 0;

  constructor(
    private readonly signIn: OnvifSignIn,
    private readonly guard: CameraAddressGuard,
    private readonly signal: AbortSignal,
  ) {}

  /** Sends a request without signing in. @throws the signal's reason when it is aborted. */
  async requestWithoutSignIn(place: ServicePlace, request: SoapRequest): Promise<OnvifResult> {
    return (await this.send(place, request, { security: '', authorization: null })).result;
  }

  /**
   * Sends a request, signed in as the device accepts it. Resolves with the response of the first address that supports SOAP.
   * @throws the signal's reason when it is aborted.
   */
  async ask(places: readonly ServicePlace[], request: SoapRequest): Promise<OnvifResult> {
    let first: OnvifResult | null = null;
    for (const place of places) {
      const result = await this.requestAt(place, request);
      if (result.kind !== 'failed' && result.kind !== 'no-soap') return result;
      first ??= result;
    }
    return first ?? { kind: 'failed', reason: 'unreachable' };
  }

  private async requestAt(place: ServicePlace, request: SoapRequest): Promise<OnvifResult> {
    for (let wasDenied = false; ; wasDenied = true) {
      const sent = await this.send(place, request, {
        security: this.signIn.security(Date.now()),
        authorization: this.signIn.authorization(place.path),
      });
      if (sent.result.kind === 'body') this.signIn.noteAnswered(wasDenied);
      if (sent.result.kind !== 'denied' || !this.signIn.noteDenied(sent.challenges)) return sent.result;
    }
  }

  private async send(
    place: ServicePlace,
    request: SoapRequest,
    { security, authorization }: { readonly security: string; readonly authorization: string | null },
  ): Promise<{ readonly result: OnvifResult; readonly challenges: readonly string[] }> {
    const none: readonly string[] = [];
    if ((await this.guard.check(place.address, place.port)).kind !== 'allowed')
      return { result: { kind: 'failed', reason: 'address-refused' }, challenges: none };
    const headers = {
      'content-type': `application/soap+xml; charset=utf-8; action="${request.namespace}/${request.name}"`,
      ...(authorization === null ? {} : { authorization }),
    };
    const limits = {
      ...{ connectMs: CONNECT_MS, answerMs: ANSWER_MS },
      maxBytes: Math.min(MAX_ANSWER_BYTES, MAX_BYTES - this.bytes),
    };
    try {
      const body = soapEnvelope(request, security);
      const answer = await postTo(place, { headers, body }, limits, this.signal);
      this.bytes += answer.body.length;
      const soap = readSoapAnswer(await parseXml(answer.body, answer.contentType));
      return { result: resultOf(soap, answer), challenges: answer.challenges };
    } catch (failure) {
      if (!(failure instanceof HttpFailure)) throw failure;
      return { result: { kind: 'failed', reason: failure.kind }, challenges: none };
    }
  }
}

function resultOf(
  soap: ReturnType<typeof readSoapAnswer>,
  { status, location }: { readonly status: number; readonly location: string | null },
): OnvifResult {
  if (status === 401) return { kind: 'denied' };
  if (soap.kind === 'body') return soap;
  if (soap.kind === 'fault') return { kind: soap.isSignIn ? 'denied' : 'fault' };
  if (status === 403) return { kind: 'denied' };
  return { kind: 'no-soap', location };
}
