import { ControlApiStub } from './control-api-stub';
import { type Behavior } from './faults';
import { type PathFormat } from './listed-paths';

describe('ControlApiStub', () => {
  let api: ControlApiStub;
  beforeEach(async () => {
    api = await new ControlApiStub().start();
  });
  afterEach(() => api.stop());

  const call = (route: string, init?: RequestInit) => fetch(`${api.url}/v3/${route}`, init);
  const list = async (route: string) => ((await (await call(route)).json()) as { items: object[] }).items;
  const replace = (name: string, config: object) =>
    call(`config/paths/replace/${name}`, { method: 'POST', body: JSON.stringify(config) });

  it('stores, changes and deletes path configurations', async () => {
    await replace('workshop-1/pit-1', { source: 'rtsp://10.0.0.1/' });
    await call('config/paths/patch/workshop-1/pit-1', { method: 'PATCH', body: '{"sourceOnDemand":true}' });
    expect(await list('config/paths/list')).toContainEqual({
      name: 'workshop-1/pit-1',
      source: 'rtsp://10.0.0.1/',
      sourceOnDemand: true,
    });
    await call('config/paths/delete/workshop-1/pit-1', { method: 'DELETE' });
    expect(api.configs.size).toBe(0);
    expect(api.calls[0]).toBe('POST config/paths/replace/workshop-1/pit-1');
  });

  it('lists in pages', async () => {
    for (let number = 1; number <= 3; number += 1) api.configs.set(`workshop-1/pit-${number}`, {});
    expect(await list('paths/list?itemsPerPage=2&page=1')).toMatchObject([{ name: 'workshop-1/pit-3' }]);
  });

  it('repeats a configuration that it refuses', async () => {
    api.refuses = (config) => config.includes('/refused');
    const answer = await replace('workshop-1/pit-1', { source: 'rtsp://10.0.0.1/refused' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('/refused')]);
    expect(api.configs.size).toBe(0);
  });

  it.each<[PathFormat, object]>([
    ['older', { ready: true, readyTime: '2026-01-02T00:00:00Z', tracks: ['H264'] }],
    ['current', { ready: true, available: true, tracks: ['H264'], inboundBytes: 1000 }],
    ['newer', { available: true, inboundBytes: 1000, source: { type: 'quicSource' } }],
  ])('lists a path with a publisher in the format of %s releases', async (format, expected) => {
    api.pathFormat = format;
    api.configs.set('workshop-1/pit-1', {});
    api.sentEverywhere = { since: '2026-01-02T00:00:00Z' };
    const items = await list('paths/list');
    expect(items).toMatchObject([{ name: 'workshop-1/pit-1', confName: 'workshop-1/pit-1', ...expected }]);
    expect('ready' in (items[0] ?? {})).toBe(format !== 'newer');
  });

  it.each<[Behavior, number, RegExp]>([
    ['talks-nonsense', 200, /Bad Gateway/],
    ['fails', 500, /rtsp:\/\/u:secret@10\.0\.0\.1/],
    ['as-before-v1', 404, /page not found/],
  ])('%s', async (behavior, status, body) => {
    api.configs.set('workshop-1/pit-1', { source: 'rtsp://u:secret@10.0.0.1/' });
    api.behaves = behavior;
    const answer = await call('paths/list');
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(body)]);
  });

  it('ends a request that hangs when it disconnects', async () => {
    api.behaves = 'hangs';
    const answer = call('info').then(
      () => 'a response',
      () => 'disconnected',
    );
    while (api.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    api.disconnect();
    expect(await answer).toBe('disconnected');
  });
});
