import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SealBroken } from '../../platform/crypto/seal-with-key';
import { Sealing } from '../../platform/crypto/sealing';
import { RowFaults } from '../../platform/observability/row-faults';
import { webhookSecretRow } from '../webhooks/webhook-secret';
import { AlertChannelEntity } from './alert-channel.entity';

const SEALED_COLUMNS = ['sealedSecret', 'sealedPreviousSecret'] as const;

/** Reseals signing secrets that were sealed with a key other than the current SEALING_KEY, as `ResealCameras` does. */
@Injectable()
export class ResealWebhookSecrets implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResealWebhookSecrets.name);

  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly sealing: Sealing,
    private readonly faults: RowFaults,
  ) {}

  /** Nest lifecycle hook: reseals outdated secrets at startup. */
  async onApplicationBootstrap(): Promise<void> {
    for (const channel of await this.channels.findBy({ kind: 'webhook' }))
      for (const column of SEALED_COLUMNS) {
        const sealed = channel[column];
        if (sealed !== null && this.sealing.isOutdated(sealed))
          await this.faults.isolateAsync('reseal', `alert channel ${channel.id} ${column}`, () =>
            this.reseal(channel, column, sealed),
          );
      }
  }

  // The WHERE clause keeps a secret that was replaced in the meantime.
  private async reseal(
    { id, uid }: AlertChannelEntity,
    column: (typeof SEALED_COLUMNS)[number],
    outdated: string,
  ): Promise<void> {
    const row = webhookSecretRow(uid);
    try {
      const sealed = this.sealing.seal(this.sealing.open(outdated, row), row);
      await this.channels.update({ id, [column]: outdated }, { [column]: sealed });
    } catch (error) {
      if (error instanceof SealBroken)
        this.logger.error({ channel: id }, 'The signing secret of a webhook cannot be unsealed. Replace it.');
      throw error;
    }
  }
}
