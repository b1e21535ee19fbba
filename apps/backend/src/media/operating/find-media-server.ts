import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { MediaServerEntity } from '../../placement';
import { DomainError } from '../../platform/problems/domain-error';

/** Finds a media server for the operator. */
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
