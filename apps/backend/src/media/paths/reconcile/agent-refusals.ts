import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { MediaAgentEntity } from '../../../media-servers';
import type { NotApplied } from '../plan/not-applied-cameras';

/** Paths that the agent of a media server did not write, from its last report. */
@Injectable()
export class AgentRefusals {
  constructor(@InjectRepository(MediaAgentEntity) private readonly agents: Repository<MediaAgentEntity>) {}

  /** Reads the refused paths of a media server. */
  async read(mediaServerId: number): Promise<NotApplied> {
    const agent = await this.agents.findOneBy({ mediaServerId });
    return new Map(
      (agent?.report?.refused ?? []).map(
        (text) => [text.replace(/: .*$/, ''), 'refused-by-media-server'] as const,
      ),
    );
  }
}
