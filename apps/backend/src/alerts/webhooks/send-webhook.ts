import { Injectable } from '@nestjs/common';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ProcessConfig } from '../../config/http.config';
import { Clock } from '../../platform/clock';
import { Sealing } from '../../platform/crypto/sealing';
import { webhookSecretRow } from '../channels/alert-channel.entity';
import {
  type AttemptOutcome,
  delivered,
  type DueChannel,
  type DueMessage,
  eventsOf,
  failedForGood,
  failedWith,
} from '../outbox/alert-attempt';
import { faultOfWebhook } from './fault-of-webhook';
import { readWebhookUrl, type WebhookTarget } from './read-webhook-url';
import { signWebhook } from './sign-webhook';
import { WebhookNetwork } from './webhook-network';

/** Milliseconds that a receiver has from the first packet to its status (Standard Webhooks recommends 15 to 30 s). */
const ANSWER_WITHIN_MS = 15_000;

/** Sends a message to a program of the workshop's. */
@Injectable()
export class SendWebhook {
  constructor(
    private readonly network: WebhookNetwork,
    private readonly sealing: Sealing,
    private readonly process: ProcessConfig,
    private readonly clock: Clock,
  ) {}

  /** Never throws for what the receiver does. @throws SealBroken */
  async send(message: DueMessage): Promise<AttemptOutcome> {
    const { channel } = message;
    const target = readWebhookUrl(channel.url ?? '', this.process.mode);
    if (typeof target === 'string') return failedForGood('not-https');
    const verdict = await this.network.judge(target);
    if (verdict.kind === 'refused') return failedWith('address-refused');
    if (verdict.kind === 'unresolvable') return failedWith('name-not-found');
    const body = JSON.stringify(eventsOf(message.events)[0]);
    const now = this.clock.now();
    const signed = signWebhook(
      { messageId: message.messageId, at: now.getTime(), body },
      this.secretsOf(channel, now),
    );
    try {
      return outcomeOf(await post(target, verdict.addresses, signed, body));
    } catch (failure) {
      return failedWith(faultOfWebhook(failure));
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

function outcomeOf(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return delivered(status);
  // "The endpoint is no longer needed" (Standard Webhooks, "responses").
  if (status === 410) return failedForGood('gone', status);
  return failedWith(status >= 300 && status < 400 ? 'redirected' : 'refused-status', status);
}

/** Posts to the judged addresses and to no other, follows nothing, and reads no more than the answer's head. */
function post(
  { url, host }: WebhookTarget,
  addresses: readonly string[],
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: onlyTo(addresses),
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
function onlyTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, done) => {
    const [first] = found;
    if (all) done(null, found);
    else done(null, first?.address ?? '', first?.family ?? 4);
  };
}
