import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SealBroken } from '../../platform/crypto/seal-with-key';
import { Sealing } from '../../platform/crypto/sealing';
import { RowFaults } from '../../platform/observability/row-faults';
import { AlertChannelEntity, webhookSecretRow } from './alert-channel.entity';

const SEALED = ['sealedSecret', 'sealedPreviousSecret'] as const;

/** Seals signing secrets anew that were sealed with another key than SEALING_KEY, as `ResealCameras` does. */
@Injectable()
export class ResealWebhookSecrets implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResealWebhookSecrets.name);

  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly sealing: Sealing,
    private readonly faults: RowFaults,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    for (const channel of await this.channels.findBy({ kind: 'webhook' }))
      for (const column of SEALED) {
        const sealed = channel[column];
        if (sealed !== null && this.sealing.isOutdated(sealed))
          await this.faults.isolateAsync('reseal', `alert channel ${channel.id} ${column}`, () =>
            this.reseal(channel, column, sealed),
          );
      }
  }

  // Only if nobody has changed it meanwhile.
  private async reseal(
    { id, uid }: AlertChannelEntity,
    column: (typeof SEALED)[number],
    outdated: string,
  ): Promise<void> {
    const row = webhookSecretRow(uid);
    try {
      const sealed = this.sealing.seal(this.sealing.open(outdated, row), row);
      await this.channels.update({ id, [column]: outdated }, { [column]: sealed });
    } catch (error) {
      if (error instanceof SealBroken)
        this.logger.error({ channel: id }, 'the signing secret of a webhook cannot be unsealed: replace it');
      throw error;
    }
  }
}
