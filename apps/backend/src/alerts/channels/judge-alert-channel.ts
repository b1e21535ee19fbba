import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AddressRefusal, REFUSAL_TEXTS } from '@ppf/camera-probe';
import { type AlertChannelKind, refusedInAddress } from '@ppf/contracts';
import { In, Repository } from 'typeorm';
import { AlertsConfig } from '../../config/alerts.config';
import { ProcessConfig } from '../../config/http.config';
import { PitEntity } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { isTimeZone } from '../maintenance/zone-clock';
import { WebhookNetwork } from '../webhooks/webhook-network';
import { readWebhookUrl } from '../webhooks/read-webhook-url';

/** What somebody asks of a channel. */
export interface AskedChannel {
  readonly url?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly pit_ids?: readonly number[] | null | undefined;
  readonly time_zone?: string | null | undefined;
}

/** Where the words for cameras do not fit. */
const SENTENCES: Partial<Record<AddressRefusal, string>> = {
  'not-a-host': 'This is no name or address of a server.',
  'private-not-allowed': 'This address is in a private network to which webhooks may not go.',
  'public-not-allowed': 'This address is on the internet, and webhooks may only go to networks of your own.',
};

/** Judges whether a channel may be as somebody asks. */
@Injectable()
export class JudgeAlertChannel {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    private readonly network: WebhookNetwork,
    private readonly alerts: AlertsConfig,
    private readonly process: ProcessConfig,
  ) {}

  /**
   * What is left out is not judged. A name that cannot be looked up now passes: it is judged whenever it is used.
   * @throws DomainError validation-failed, webhook-address-refused or email-not-set-up
   */
  async judge(kind: AlertChannelKind, workshopId: number, asked: AskedChannel): Promise<void> {
    if (kind === 'webhook' && asked.recipients) throw fault('recipients', 'must be left out for a webhook');
    if (kind === 'email' && asked.url !== undefined) throw fault('url', 'must be left out for email');
    if (kind === 'email' && asked.recipients && this.alerts.smtpUrl === null)
      throw new DomainError('email-not-set-up');
    if (typeof asked.time_zone === 'string' && !isTimeZone(asked.time_zone))
      throw fault('time_zone', 'must be the name of a time zone, such as Europe/Berlin');
    await this.judgePits(workshopId, asked.pit_ids ?? []);
    if (asked.url !== undefined) await this.judgeUrl(asked.url);
  }

  private async judgePits(workshopId: number, pitIds: readonly number[]): Promise<void> {
    if (pitIds.length === 0) return;
    const known = await this.pits.countBy({ workshopId, id: In(pitIds) });
    if (known !== pitIds.length) throw fault('pit_ids', 'must hold pits of this workshop only');
  }

  private async judgeUrl(text: string): Promise<void> {
    // Those that `URL` leaves out, or encodes as another text, would be kept and shown.
    const character = refusedInAddress(text);
    if (character !== null) throw fault('url', `must not hold ${character}`);
    const read = readWebhookUrl(text, this.process.mode);
    if (typeof read === 'string') throw fault('url', read);
    const verdict = await this.network.judge(read);
    if (verdict.kind !== 'refused') return;
    const sentence = SENTENCES[verdict.reason] ?? REFUSAL_TEXTS[verdict.reason].sentence;
    throw new DomainError('webhook-address-refused', {
      detail: `${sentence} Enter another one, or ask the operator to allow its network (WEBHOOK_NETWORKS).`,
    });
  }
}

function fault(field: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message }] });
}
