import { ControlApiStub } from '@ppf/testing';
import { type MediamtxConfig } from '../../config/mediamtx.config';
import { type PlacementIndex } from '../placement/placement-index';
import { MeasureMediaStreams } from './measure-media-streams';

describe('MeasureMediaStreams', () => {
  let mediaMtx: ControlApiStub;
  beforeEach(async () => {
    mediaMtx = await new ControlApiStub().start();
  });
  afterEach(() => mediaMtx.stop());

  const measure = (...servers: { name: string; apiUrl: string }[]) =>
    new MeasureMediaStreams(
      { servers } as unknown as PlacementIndex,
      { hookSecret: 'hook-secret-of-the-tests' } as MediamtxConfig,
    ).measure(50);

  it('measures bitrate and viewers of every stream for viewers, and names an unreachable media server', async () => {
    mediaMtx.sent.set('workshop-1/pit-1', { viewers: 2 });
    mediaMtx.sent.set('workshop-1/pit-1/sub', { viewers: 1 });
    mediaMtx.sent.set('workshop-1/pit-2/raw', {});
    mediaMtx.sent.set('other-path', {});
    mediaMtx.configs.set('workshop-1/pit-3', { source: 'rtsp://user:secret@10.0.0.1/' });
    const gone = { name: 'South', apiUrl: 'http://127.0.0.1:1' };
    const { streams, failures } = await measure({ name: 'North', apiUrl: mediaMtx.url }, gone);
    expect(streams).toEqual([
      { stream: 'main', bitsPerSecond: expect.any(Number) as number, viewers: 2 },
      { stream: 'sub', bitsPerSecond: expect.any(Number) as number, viewers: 1 },
    ]);
    // The byte count grows by 1000 per poll, and polls are at least 50 ms apart.
    expect(streams[0]?.bitsPerSecond).toBeGreaterThan(1000);
    expect(streams[0]?.bitsPerSecond).toBeLessThanOrEqual(161_000);
    expect(failures).toEqual([expect.stringMatching(/^South: .*no connection/)]);
  });
});
