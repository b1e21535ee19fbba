import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../media-servers';
import { Clock } from '../platform/clock';
import { Metrics } from '../platform/observability/metrics/metrics';
import { AccessIndex } from './access-index/access-index';
import { countPits, type PitCount } from './access-index/count-pits';
import { isCarried } from './sessions/requests/visible-sessions';

/** Protocols that are exported also without viewers. */
const PROTOCOLS = ['webrtc', 'hls', 'rtsp', 'playback'] as const;
const VIEWERS = `SELECT protocol, count(*)::int AS viewers FROM viewing_session v
  WHERE ended_at IS NULL AND ${isCarried('v')} GROUP BY 1`;

/** Metrics of pits and viewers. Of the whole installation: every backend exports the same values. */
@Injectable()
export class StreamMetrics {
  private counting: Promise<PitCount> | undefined;

  constructor(
    metrics: Metrics,
    private readonly index: AccessIndex,
    private readonly board: StreamStatusStore,
    private readonly clock: Clock,
    @InjectDataSource() private readonly database: DataSource,
  ) {
    metrics.add(
      {
        name: 'ppf_pits',
        kind: 'gauge',
        about:
          'Pits by the state of their main stream; `paused` and `no-camera` have none. A camera on demand is `connecting` while it has no viewers.',
        labels: ['state'],
        read: async () =>
          [...(await this.count()).byState].map(([state, value]) => ({ labels: { state }, value })),
      },
      {
        name: 'ppf_pit_without_picture_seconds',
        kind: 'gauge',
        about: 'Seconds since a pit became offline or stalled; the hundred longest of such pits.',
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
        about: 'Bytes per second of all cameras together, main and second streams.',
        labels: [],
        read: async () => [{ value: (await this.count()).bitsPerSecond / 8 }],
      },
      {
        name: 'ppf_viewers',
        kind: 'gauge',
        about: 'Viewing sessions in progress, by protocol.',
        labels: ['protocol'],
        read: () => this.countViewers(),
      },
    );
  }

  /** One count serves all metrics that are read together. */
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
