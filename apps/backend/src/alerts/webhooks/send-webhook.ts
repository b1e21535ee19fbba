import { Injectable } from '@nestjs/common';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ProcessConfig } from '../../config/http.config';
import { Clock } from '../../platform/clock';
import { Sealing } from '../../platform/crypto/sealing';
import {
  type AttemptOutcome,
  delivered,
  type DueChannel,
  type DueMessage,
  parseEvents,
  failedPermanently,
  failedTemporarily,
} from '../delivery/delivery-attempt';
import { toWebhookFault } from './webhook-fault';
import { webhookSecretRow } from './webhook-secret';
import { parseWebhookUrl, type WebhookTarget } from './parse-webhook-url';
import { signWebhook } from './sign-webhook';
import { WebhookAddressGuard } from './webhook-address-guard';

/** Timeout from connecting to the response status. Standard Webhooks recommends 15 to 30 s. */
const RESPONSE_TIMEOUT_MS = 15_000;

/** Sends a message to the webhook of a channel. */
@Injectable()
export class SendWebhook {
  constructor(
    private readonly addressGuard: WebhookAddressGuard,
    private readonly sealing: Sealing,
    private readonly process: ProcessConfig,
    private readonly clock: Clock,
  ) {}

  /** Returns errors of the receiver as an outcome, and does not throw them. @throws SealBroken. */
  async send(message: DueMessage): Promise<AttemptOutcome> {
    const { channel } = message;
    const target = parseWebhookUrl(channel.url ?? '', this.process.mode);
    if ('fault' in target) return failedPermanently('not-https');
    const verdict = await this.addressGuard.check(target, channel.workshopId);
    if (verdict.kind === 'refused') return failedTemporarily('address-refused');
    if (verdict.kind === 'unresolvable') return failedTemporarily('name-not-found');
    const body = JSON.stringify(parseEvents(message.events)[0]);
    const now = this.clock.now();
    const signed = signWebhook(
      { messageId: message.messageId, at: now.getTime(), body },
      this.secretsOf(channel, now),
    );
    try {
      return toOutcome(await post(target, verdict.addresses, signed, body));
    } catch (failure) {
      return failedTemporarily(toWebhookFault(failure));
    }
  }

  private secretsOf(channel: DueChannel, now: Date): string[] {
    const row = webhookSecretRow(channel.uid);
    const previous = (channel.previousSecretUntil ?? now) > now ? channel.sealedPreviousSecret : null;
    return [channel.sealedSecret, previous]
      .filter((sealed) => sealed !== null)
      .map((sealed) => this.sealing.open(sealed, row));
  }
}

function toOutcome(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return delivered(status);
  // "The endpoint is no longer needed" (Standard Webhooks, "responses").
  if (status === 410) return failedPermanently('gone', status);
  return failedTemporarily(status >= 300 && status < 400 ? 'redirected' : 'refused-status', status);
}

/** Posts to the checked addresses only, follows no redirect, and reads only the response head. */
function post(
  { url, host }: WebhookTarget,
  addresses: readonly string[],
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(RESPONSE_TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: pinnedLookup(addresses),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'PPF-Monitoring',
      },
    });
    sent.on('error', reject);
    sent.on('response', (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.end(body);
  });
}

// Returns the checked addresses instead of resolving the name again, which could give other addresses.
function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, done) => {
    const [first] = pinned;
    if (all) done(null, pinned);
    else done(null, first?.address ?? '', first?.family ?? 4);
  };
}
