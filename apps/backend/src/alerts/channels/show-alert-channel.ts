import type { AlertChannel } from '@ppf/contracts';
import type { AlertChannelEntity } from './alert-channel.entity';

/** The channel as the API shows it, without its secrets. @param now after which a secret before signs no more */
export function showAlertChannel(channel: AlertChannelEntity, now: Date): AlertChannel {
  const until = channel.previousSecretUntil;
  return {
    id: channel.id,
    workshop_id: channel.workshopId,
    kind: channel.kind,
    name: channel.name,
    enabled: channel.enabled,
    pit_ids: channel.pitIds,
    delay_seconds: channel.delaySeconds,
    url: channel.url,
    previous_secret_until: until && until > now ? until.toISOString() : null,
    recipients: channel.recipients,
    created_at: channel.createdAt.toISOString(),
  };
}
