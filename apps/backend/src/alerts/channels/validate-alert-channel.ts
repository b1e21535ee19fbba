import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AddressRefusal, REFUSAL_TEXTS } from '@ppf/camera-probe';
import { type AlertChannelKind, forbiddenInAddress } from '@ppf/contracts';
import { In, Repository } from 'typeorm';
import { AlertsConfig } from '../../config/alerts.config';
import { ProcessConfig } from '../../config/http.config';
import { PitEntity } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { isTimeZone } from '../maintenance/zone-clock';
import { WebhookAddressGuard } from '../webhooks/webhook-address-guard';
import { parseWebhookUrl } from '../webhooks/parse-webhook-url';

/** The fields of a create or update request that are validated. Omitted fields are not validated. */
export interface AlertChannelInput {
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

/** Validates a request to create or change an alert channel. */
@Injectable()
export class ValidateAlertChannel {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    private readonly addressGuard: WebhookAddressGuard,
    private readonly alerts: AlertsConfig,
    private readonly process: ProcessConfig,
  ) {}

  /**
   * Accepts a host name that does not resolve now: the address is checked again before every delivery.
   * @throws DomainError validation-failed, webhook-address-refused or email-not-set-up.
   */
  async validate(kind: AlertChannelKind, workshopId: number, input: AlertChannelInput): Promise<void> {
    if (kind === 'webhook' && input.recipients)
      throw fieldError('recipients', 'must be left out for a webhook');
    if (kind === 'email' && input.url !== undefined) throw fieldError('url', 'must be left out for email');
    if (kind === 'email' && input.recipients && this.alerts.smtpUrl === null)
      throw new DomainError('email-not-set-up');
    if (typeof input.time_zone === 'string' && !isTimeZone(input.time_zone))
      throw fieldError('time_zone', 'must be the name of a time zone, such as Europe/Berlin');
    await this.validatePits(workshopId, input.pit_ids ?? []);
    if (input.url !== undefined) await this.validateUrl(workshopId, input.url);
  }

  private async validatePits(workshopId: number, pitIds: readonly number[]): Promise<void> {
    if (pitIds.length === 0) return;
    const existing = await this.pits.countBy({ workshopId, id: In(pitIds) });
    if (existing !== pitIds.length) throw fieldError('pit_ids', 'must hold pits of this workshop only');
  }

  private async validateUrl(workshopId: number, text: string): Promise<void> {
    // `URL` drops or re-encodes some characters, but the text is stored and shown as it was entered.
    const character = forbiddenInAddress(text);
    if (character !== null) throw fieldError('url', `must not hold ${character}`);
    const target = parseWebhookUrl(text, this.process.mode);
    if (typeof target === 'string') throw fieldError('url', target);
    const verdict = await this.addressGuard.check(target, workshopId);
    if (verdict.kind !== 'refused') return;
    const sentence = SENTENCES[verdict.reason] ?? REFUSAL_TEXTS[verdict.reason].sentence;
    throw new DomainError('webhook-address-refused', {
      detail: `${sentence} Enter another one, or ask the operator to allow its network (WEBHOOK_NETWORKS).`,
    });
  }
}

function fieldError(field: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message }] });
}
