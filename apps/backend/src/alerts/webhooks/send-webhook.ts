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
} from '../messages/delivery-attempt';
import { toWebhookFault } from './webhook-fault';
import { webhookSecretRow } from './webhook-secret';
import { parseWebhookUrl, type WebhookTarget } from './parse-webhook-url';
import { signWebhook } from './sign-webhook';
import { WebhookAddressGuard } from './webhook-address-guard';

/** Milliseconds that a receiver has from the first packet to its status (Standard Webhooks recommends 15 to 30 s). */
const RESPONSE_TIMEOUT_MS = 15_000;

/** Sends a message to a program of the workshop's. */
@Injectable()
export class SendWebhook {
  constructor(
    private readonly addressGuard: WebhookAddressGuard,
    private readonly sealing: Sealing,
    private readonly process: ProcessConfig,
    private readonly clock: Clock,
  ) {}

  /** Never throws for what the receiver does. @throws SealBroken */
  async send(message: DueMessage): Promise<AttemptOutcome> {
    const { channel } = message;
    const target = parseWebhookUrl(channel.url ?? '', this.process.mode);
    if (typeof target === 'string') return failedPermanently('not-https');
    const verdict = await this.addressGuard.check(target);
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

/** Posts to the judged addresses and to no other, follows nothing, and reads no more than the answer's head. */
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
    sent.on('response', (answer: IncomingMessage) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.end(body);
  });
}

// The name is not looked up again: it could mean something else by now.
function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, done) => {
    const [first] = found;
    if (all) done(null, found);
    else done(null, first?.address ?? '', first?.family ?? 4);
  };
}
