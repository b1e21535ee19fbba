import type { PathConfig, PathItem } from '@ppf/mediamtx';
import { ControlApiReconnector } from './source-reconnector';

const PATH = 'workshop-1/pit-1';

describe('reconnecting a camera', () => {
  it.each([
    ['by the API', false, ['patch']],
    ['by the agent, which sets the paths', true, ['agent']],
  ])('changes its path %s', async (_, isUsed, expected) => {
    const changes: string[] = [];
    let isChanged = false;
    const change = async (by: string) => {
      changes.push(by);
      isChanged = true;
      return Promise.resolve();
    };
    const item = () => ({ ready: isChanged, readers: [], sourceType: 'rtspsource', bytesReceived: 9 });
    const api = {
      paths: { get: () => Promise.resolve(item() as unknown as PathItem) },
      pathConfigs: { patch: (_name: string, _config: Partial<PathConfig>) => change('patch') },
    };
    const agent = { isUsed: () => isUsed, request: () => change('agent') };
    const reconnector = new ControlApiReconnector(api, agent);
    expect(await reconnector.reconnect(PATH, new AbortController().signal)).toBe('live');
    expect(changes).toEqual(expected);
  });
});
