import { Injectable } from '@nestjs/common';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import { PlacementIndex } from '../../placement';
import type { CameraEntity } from './camera.entity';
import type { PitEntity } from '../pit.entity';

/** Where a camera that pushes publishes, without its key; null: it does not, has no such stream, or no media server yet. */
export interface PublishAddress {
  readonly main: string | null;
  readonly sub: string | null;
}

/** Makes the addresses that cameras publish to. */
@Injectable()
export class PublishAddresses {
  constructor(private readonly placements: PlacementIndex) {}

  /** Of a pit's camera. What is re-encoded arrives at a path of its own. */
  of(pit: PitEntity, { kind, transcode, sub }: CameraEntity): PublishAddress {
    const server = this.placements.serverOf(pit.workshopId);
    if (kind !== 'push' || !server) return { main: null, sub: null };
    const { workshopId, number } = pit;
    const at = (path: string) => `${server.rtspUrl.replace(/\/+$/, '')}/${path}`;
    return {
      main: at(transcode ? rawPathOf(workshopId, number) : pathOf(workshopId, number)),
      sub: sub ? at(pathOf(workshopId, number, 'sub')) : null,
    };
  }
}
