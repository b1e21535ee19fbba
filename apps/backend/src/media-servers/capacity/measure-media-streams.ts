import { Injectable } from '@nestjs/common';
import { ControlApi, ControlApiProblem, parsePath, type PathItem } from '@ppf/mediamtx';
import { type StreamMeasurement } from '@ppf/capacity';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { PlacementIndex } from '../placement/placement-index';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { delay } from '../../platform/scheduling/delay';
import { countViewers, NO_HLS } from './count-viewers';

/** Measured streams, and a message for each media server that could not be measured. */
export interface MeasuredServers {
  readonly streams: readonly StreamMeasurement[];
  readonly failures: readonly string[];
}

/** Measures the bitrates and viewers of all media servers by two polls, outside the backends that manage them. */
@Injectable()
export class MeasureMediaStreams {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly config: MediamtxConfig,
  ) {}

  /** @param milliseconds Time between the two polls. Bitrates are the mean over it. */
  async measure(milliseconds: number): Promise<MeasuredServers> {
    const results = await Promise.all(
      this.placements.servers.map((row) => this.measureServer(row, milliseconds)),
    );
    return {
      streams: results.flatMap(({ streams }) => streams),
      failures: results.flatMap(({ failures }) => failures),
    };
  }

  private async measureServer(
    row: { name: string; apiUrl: string },
    milliseconds: number,
  ): Promise<MeasuredServers> {
    const credential = controlApiCredential(this.config.hookSecret);
    const api = new ControlApi({ url: row.apiUrl, credential });
    try {
      // Only the byte counts: the next list writes its own into the same items.
      const first = new Map(
        (await api.paths.list()).map((item) => [item.name, item.ready ? item.bytesReceived : null]),
      );
      const began = performance.now();
      await delay(milliseconds);
      const items = await api.paths.list();
      const seconds = (performance.now() - began) / 1000;
      return {
        streams: items.flatMap((item) => toMeasuredStreams(item, first.get(item.name), seconds)),
        failures: [],
      };
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem)) throw problem;
      return { streams: [], failures: [`${row.name}: ${problem.message}`] };
    } finally {
      api.close();
    }
  }
}

function toMeasuredStreams(
  item: PathItem,
  bytesBefore: number | null | undefined,
  seconds: number,
): StreamMeasurement[] {
  const stream = parsePath(item.name)?.stream;
  if (!item.ready || stream === undefined || stream === 'raw') return [];
  const grown = typeof bytesBefore === 'number' ? item.bytesReceived - bytesBefore : -1;
  const { viewers } = countViewers(item.readers, NO_HLS, 0);
  // A smaller byte count belongs to a new stream, which needs a second poll.
  return [{ stream, bitsPerSecond: grown < 0 ? null : (grown * 8) / seconds, viewers }];
}
