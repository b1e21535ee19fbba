import { readFileSync } from 'node:fs';
import path from 'node:path';

const script = readFileSync(path.join(__dirname, '../public/first.js'), 'utf8');
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the script of the page’s head', () => {
  const fetched = jest.fn<Promise<unknown>, [string, RequestInit]>();

  function runAt(address: string, kept: Record<string, string>): void {
    history.replaceState(null, '', address);
    localStorage.clear();
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
    new Function('fetch', script)(fetched);
  }

  beforeEach(() => {
    const grant = { access_token: 'early' };
    fetched.mockReset().mockResolvedValue({ ok: true, clone: () => ({ json: async () => grant }) });
    globalThis.ppfFirstRenewal = undefined;
    globalThis.ppfFirstStreamToken = undefined;
    delete document.documentElement.dataset['theme'];
  });

  it.each([
    ['dark', 'dark'],
    ['light', 'light'],
    ['system', undefined],
    ['<script>', undefined],
  ])('shows the theme %s as %s', (kept, shown) => {
    runAt('/sign-in', { 'ppf-theme': kept });
    expect(document.documentElement.dataset['theme']).toBe(shown);
  });

  it('renews the sign-in at once where somebody was signed in', () => {
    runAt('/account', { 'ppf-signed-in': 'yes' });
    expect(fetched.mock.calls.map(([url]) => url)).toEqual(['/api/v1/auth/refresh']);
    expect(globalThis.ppfFirstRenewal).toBeDefined();
  });

  it.each([
    ['nobody was', '/pits/3', {}],
    ['the sign-in page is asked for', '/sign-in', { 'ppf-signed-in': 'yes' }],
  ])('asks for nothing where %s', (_name, address, kept) => {
    runAt(address, kept);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('asks for the stream token of the pit with the new access token', async () => {
    runAt('/pits/3', { 'ppf-signed-in': 'yes' });
    await settled();
    const [url, request] = fetched.mock.calls[1] ?? [];
    expect(url).toBe('/api/v1/streams/token');
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer early' });
    expect(request?.body).toBe('{"pit_id":3}');
    expect(globalThis.ppfFirstStreamToken?.pitId).toBe(3);
  });

  it.each(['/pits', '/pits/abc', '/pits/0', '/pits/3/x'])(
    'asks for no stream token at %s',
    async (address) => {
      runAt(address, { 'ppf-signed-in': 'yes' });
      await settled();
      expect(fetched).toHaveBeenCalledTimes(1);
      expect(globalThis.ppfFirstStreamToken).toBeUndefined();
    },
  );

  it('asks for no stream token when the sign-in has ended', async () => {
    fetched.mockResolvedValue({ ok: false });
    runAt('/pits/3', { 'ppf-signed-in': 'yes' });
    await settled();
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(await globalThis.ppfFirstStreamToken?.answer).toBeNull();
  });
});
