import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { AddressRefusal } from '@ppf/camera-probe';
import { type AlertChannelKind, forbiddenCharacterName, forbiddenInAddress } from '@ppf/contracts';
import { In, Repository } from 'typeorm';
import { AlertsConfig } from '../../config/alerts.config';
import { ProcessConfig } from '../../config/http.config';
import { PitEntity, refusalText } from '../../pits';
import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { message } from '../messages';
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

/** Reasons whose text for cameras does not apply to webhooks. */
const REASONS = {
  'not-a-host': 'address-refused.not-a-host',
  'private-not-allowed': 'address-refused.private-not-allowed',
  'public-not-allowed': 'address-refused.public-not-allowed',
} as const satisfies Partial<Record<AddressRefusal, string>>;

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
      throw fieldError('recipients', message('field.not-for-webhook'));
    if (kind === 'email' && input.url !== undefined) throw fieldError('url', message('field.not-for-email'));
    if (kind === 'email' && input.recipients && this.alerts.smtpUrl === null)
      throw new DomainError('email-not-set-up');
    if (typeof input.time_zone === 'string' && !isTimeZone(input.time_zone))
      throw fieldError('time_zone', message('field.time-zone'));
    await this.validatePits(workshopId, input.pit_ids ?? []);
    if (input.url !== undefined) await this.validateUrl(workshopId, input.url);
  }

  private async validatePits(workshopId: number, pitIds: readonly number[]): Promise<void> {
    if (pitIds.length === 0) return;
    const existing = await this.pits.countBy({ workshopId, id: In(pitIds) });
    if (existing !== pitIds.length) throw fieldError('pit_ids', message('field.pits'));
  }

  private async validateUrl(workshopId: number, text: string): Promise<void> {
    // `URL` drops or re-encodes some characters, but the text is stored and shown as it was entered.
    const character = forbiddenInAddress(text);
    if (character !== null)
      throw fieldError('url', message('field.character', { character: forbiddenCharacterName(character) }));
    const target = parseWebhookUrl(text, this.process.mode);
    if ('fault' in target) throw fieldError('url', target.fault);
    const verdict = await this.addressGuard.check(target, workshopId);
    if (verdict.kind !== 'refused') return;
    throw new DomainError('webhook-address-refused', {
      detail: message('address-refused', { reason: reasonText(verdict.reason) }),
    });
  }
}

function reasonText(reason: AddressRefusal): string {
  const own = Object.entries(REASONS).find(([code]) => code === reason)?.[1];
  return own ? message(own).text() : refusalText(reason).sentence;
}

function fieldError(field: string, fault: Message): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: fault }] });
}
