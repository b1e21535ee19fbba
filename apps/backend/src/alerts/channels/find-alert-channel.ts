import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { DomainError } from '../../platform/problems/domain-error';
import { AlertChannelEntity } from './alert-channel.entity';

/** Finds an alert channel of a workshop. The caller has checked access to the workshop. */
@Injectable()
export class FindAlertChannel {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
  ) {}

  /** @throws DomainError alert-channel-not-found */
  async find(workshopId: number, id: number): Promise<AlertChannelEntity> {
    const channel = await this.channels.findOneBy({ id, workshopId });
    if (!channel) throw new DomainError('alert-channel-not-found');
    return channel;
  }
}
