import { WebhookLookups } from './webhook-lookups';

describe('lookups of webhook host names', () => {
  it('run for one workshop while slow lookups of another one wait', async () => {
    const started: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const lookups = new WebhookLookups(async (name) => {
      started.push(name);
      if (name.startsWith('slow')) await released;
      return ['192.0.2.1'];
    });
    const slow = [1, 2, 3, 4].map((number) => lookups.of(1)(`slow-${number}.example`));
    await expect(lookups.of(2)('fast.example')).resolves.toEqual(['192.0.2.1']);
    expect(started).toEqual(['slow-1.example', 'slow-2.example', 'fast.example']);
    release();
    await expect(Promise.all(slow)).resolves.toHaveLength(4);
  });
});
