import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PitStreamBoard } from '../pits';
import { Clock } from '../platform/clock';
import { Metrics } from '../platform/observability/metrics/metrics';
import { AccessIndex } from './access-index/access-index';
import { countPits, type PitCount } from './access-index/count-pits';
import { isCarried } from './sessions/viewings-in-reach';

/** Told also while nobody watches by them. */
const PROTOCOLS = ['webrtc', 'hls', 'rtsp', 'playback'] as const;
const VIEWERS = `SELECT protocol, count(*)::int AS viewers FROM viewing_session v
  WHERE ended_at IS NULL AND ${isCarried('v')} GROUP BY 1`;

/** Tells how the pits are and who watches. Of the whole installation: every backend tells the same. */
@Injectable()
export class MeasureStreams {
  private counting: Promise<PitCount> | undefined;

  constructor(
    metrics: Metrics,
    private readonly index: AccessIndex,
    private readonly board: PitStreamBoard,
    private readonly clock: Clock,
    @InjectDataSource() private readonly database: DataSource,
  ) {
    metrics.add(
      {
        name: 'ppf_pits',
        kind: 'gauge',
        about:
          'Pits by the state of their main stream; `paused` and `no-camera` have none. A camera on demand is `connecting` while nobody watches.',
        labels: ['state'],
        read: async () =>
          [...(await this.count()).byState].map(([state, value]) => ({ labels: { state }, value })),
      },
      {
        name: 'ppf_pit_without_picture_seconds',
        kind: 'gauge',
        about: 'For how long a pit has been offline or stalled; only those that are, the hundred longest.',
        labels: ['path'],
        read: async () =>
          (await this.count()).withoutPicture.map(({ path, seconds }) => ({
            labels: { path },
            value: seconds,
          })),
      },
      {
        name: 'ppf_pits_received_bytes_per_second',
        kind: 'gauge',
        about: 'What all cameras send together, main and second streams.',
        labels: [],
        read: async () => [{ value: (await this.count()).bitsPerSecond / 8 }],
      },
      {
        name: 'ppf_viewers',
        kind: 'gauge',
        about: 'Viewing sessions that go on, by what carries them.',
        labels: ['protocol'],
        read: () => this.countViewers(),
      },
    );
  }

  /** Several metrics of one reading are one count. */
  private count(): Promise<PitCount> {
    this.counting ??= countPits(
      this.index.all(),
      (path) => this.board.of(path),
      this.clock.now().getTime(),
    ).finally(() => (this.counting = undefined));
    return this.counting;
  }

  private async countViewers() {
    const rows = await this.database.query<{ protocol: string; viewers: number }[]>(VIEWERS);
    const counts = new Map<string, number>(PROTOCOLS.map((protocol) => [protocol, 0]));
    for (const { protocol, viewers } of rows) counts.set(protocol, viewers);
    return [...counts].map(([protocol, value]) => ({ labels: { protocol }, value }));
  }
}
