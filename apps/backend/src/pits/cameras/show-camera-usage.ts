import { Injectable } from '@nestjs/common';
import type { CameraUsage, PitStream } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import type { PitEntity } from '../pit.entity';
import { PitStreamBoard } from '../pit-stream-board';

/** Says what ends when a pit's camera is taken away, as the media server told it last. */
@Injectable()
export class ShowCameraUsage {
  constructor(private readonly board: PitStreamBoard) {}

  /** Of both streams. A pit without a camera has none. */
  show({ workshopId, number }: PitEntity): CameraUsage {
    const streams = (['main', 'sub'] as const).map((name) => this.board.of(pathOf(workshopId, number, name)));
    return {
      viewers: streams.reduce((sum, { readers }) => sum + readers, 0),
      is_sending: streams.some(isThere),
    };
  }
}

function isThere({ status }: PitStream): boolean {
  return status === 'live' || status === 'stalled';
}
