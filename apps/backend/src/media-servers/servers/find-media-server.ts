import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { MediaServerEntity } from '../placement/media-server.entity';
import { DomainError } from '../../platform/problems/domain-error';

/** Finds the row of a media server by id. */
@Injectable()
export class FindMediaServer {
  constructor(@InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>) {}

  /** @throws DomainError media-server-not-found */
  async find(id: number): Promise<MediaServerEntity> {
    const server = await this.servers.findOneBy({ id });
    if (!server) throw new DomainError('media-server-not-found');
    return server;
  }
}
