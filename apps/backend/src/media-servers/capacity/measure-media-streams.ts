import { Injectable } from '@nestjs/common';
import { ControlApi, ControlApiProblem, parsePath, type PathItem } from '@ppf/mediamtx';
import { type StreamMeasurement } from '@ppf/capacity';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { PlacementIndex } from '../placement/placement-index';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { countViewers, NO_HLS } from './count-viewers';

/** What streams carry at one time, and the servers that did not say, by name. */
export interface MeasuredServers {
  readonly streams: readonly StreamMeasurement[];
  readonly failures: readonly string[];
}

/** Measures what all media servers carry, from outside the backend that observes them, by two readings. */
@Injectable()
export class MeasureMediaStreams {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly config: MediamtxConfig,
  ) {}

  /** @param milliseconds From the first reading to the second: bitrates are the mean of that time. */
  async measure(milliseconds: number): Promise<MeasuredServers> {
    const read = await Promise.all(this.placements.servers.map((row) => this.of(row, milliseconds)));
    return {
      streams: read.flatMap(({ streams }) => streams),
      failures: read.flatMap(({ failures }) => failures),
    };
  }

  private async of(row: { name: string; apiUrl: string }, milliseconds: number): Promise<MeasuredServers> {
    const credential = controlApiCredential(this.config.hookSecret);
    const api = new ControlApi({ url: row.apiUrl, credential });
    try {
      const first = new Map((await api.paths.list()).map((item) => [item.name, item]));
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const items = await api.paths.list();
      const seconds = (performance.now() - began) / 1000;
      return {
        streams: items.flatMap((item) => measured(item, first.get(item.name), seconds)),
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

function measured(item: PathItem, before: PathItem | undefined, seconds: number): StreamMeasurement[] {
  const stream = parsePath(item.name)?.stream;
  if (!item.ready || stream === undefined || stream === 'raw') return [];
  const grown = before?.ready ? item.bytesReceived - before.bytesReceived : -1;
  const { viewers } = countViewers(item.readers, NO_HLS, 0);
  // Fewer bytes than before: another stream, of which one reading says nothing.
  return [{ stream, bitsPerSecond: grown < 0 ? null : (grown * 8) / seconds, viewers }];
}
