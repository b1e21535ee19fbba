import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';

describe('the dashboard', () => {
  let directory: string;
  let backend: BackendUnderTest;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'ppf-dashboard-'));
    mkdirSync(path.join(directory, 'media'));
    writeFileSync(path.join(directory, 'index.html'), '<!doctype html><ppf-root></ppf-root>');
    writeFileSync(path.join(directory, 'index.wall.html'), '<!doctype html><script>start()</script>');
    const pages = [{ paths: ['^/pits$'], file: 'index.wall.html' }];
    writeFileSync(path.join(directory, 'pages.json'), JSON.stringify({ pages }));
    const script = Buffer.from('export const compressed = "compressed";');
    writeFileSync(path.join(directory, 'core-C-5_tWI6.js'), script);
    writeFileSync(path.join(directory, 'core-C-5_tWI6.js.br'), brotliCompressSync(script));
    writeFileSync(path.join(directory, 'core-C-5_tWI6.js.gz'), gzipSync(script));
    writeFileSync(path.join(directory, 'main-6173E7qn.js'), 'export {}');
    writeFileSync(path.join(directory, 'favicon.svg'), '<svg/>');
    writeFileSync(path.join(directory, 'media/inter-ABCDEFGH.woff2'), 'font');
    backend = await startBackend({
      DASHBOARD_DIR: directory,
      MEDIAMTX_WEBRTC_URL: 'http://10.0.0.5:8889/sub/path',
      MEDIAMTX_HLS_URL: 'http://10.0.0.5:8888',
    });
  });
  afterAll(async () => {
    await backend.stop();
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['/', 200, 'no-cache', /html/],
    ['/index.html', 200, 'no-cache', /html/],
    ['/pits/3', 200, 'no-cache', /html/],
    ['/sign-in?next=%2Fpits', 200, 'no-cache', /html/],
    ['/main-6173E7qn.js', 200, 'public, max-age=31536000, immutable', /javascript/],
    ['/media/inter-ABCDEFGH.woff2', 200, 'public, max-age=31536000, immutable', /font/],
    ['/core-C-5_tWI6.js', 200, 'public, max-age=31536000, immutable', /javascript/],
    ['/core-C-5_tWI6.js.br', 404, undefined, /problem\+json/],
    ['/favicon.svg', 200, 'no-cache', /svg/],
    ['/main-OLD12345.js', 404, undefined, /problem\+json/],
    ['/api', 404, undefined, /problem\+json/],
    ['/api/v1/nope', 404, 'no-store', /problem\+json/],
    ['/health/nope', 404, 'no-store', /problem\+json/],
    ['/..%2f..%2fetc%2fpasswd', 200, 'no-cache', /html/],
    ['/%2e%2e/%2e%2e/etc/hosts.txt', 404, undefined, /problem\+json/],
  ])('answers %s with %i, kept as %s', async (url, status, cache, type) => {
    const answer = await backend.send({ url });
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, cache]);
    expect(answer.headers['content-type']).toMatch(type);
    expect(answer.text).not.toContain('root:');
  });

  it.each([
    ['/pits', 'start()'],
    ['/pits?workshop=2', 'start()'],
    ['/pits/3', '<ppf-root>'],
    ['/', '<ppf-root>'],
  ])('answers %s with the page that contains %s', async (url, content) => {
    expect((await backend.send({ url })).text).toContain(content);
  });

  it('allows the inline scripts of its pages and no others', async () => {
    const { headers } = await backend.send({ url: '/pits' });
    const hash = createHash('sha256').update('start()').digest('base64');
    expect(String(headers['content-security-policy'])).toContain(`script-src 'self' 'sha256-${hash}';`);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (content: Buffer) => content],
    ['br;q=0', undefined, (content: Buffer) => content],
  ])('sends a script to a client that accepts %s as %s', async (accepted, encoding, decode) => {
    const response = await backend.app.inject({
      method: 'GET',
      url: '/core-C-5_tWI6.js',
      headers: { 'accept-encoding': accepted },
    });
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(response.headers['content-type']).toMatch(/javascript/);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['vary']).toMatch(/accept-encoding/i);
    expect(decode(response.rawPayload).toString()).toContain('"compressed"');
  });

  it('may connect to the media server, and does not require HTTPS over plain HTTP', async () => {
    const { headers } = await backend.send({ url: '/' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self' blob: http://10.0.0.5:8889 http://10.0.0.5:8888");
    expect(policy).toContain("media-src 'self' blob: http://10.0.0.5:8889 http://10.0.0.5:8888");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('behind HTTPS', () => {
  it('sends HSTS and marks the cookie Secure', async () => {
    const password = 'correct horse battery staple';
    const backend = await startBackend({
      PUBLIC_URL: 'https://ppf.example.org',
      ADMIN_EMAIL: 'a@example.org',
      ADMIN_PASSWORD: password,
    });
    const page = await backend.send({ url: '/api/docs' });
    expect(page.headers['strict-transport-security']).toMatch(/max-age=/);
    const body = { email: 'a@example.org', password };
    const login = await backend.send({ method: 'POST', url: '/api/v1/auth/login', body });
    const cookies = [login.headers['set-cookie']].flat();
    expect(cookies).not.toEqual([undefined]);
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure/);
    await backend.stop();
  });

  it('refuses to start with a folder without a dashboard', async () => {
    await expect(startBackend({ DASHBOARD_DIR: '/nowhere' })).rejects.toThrow(
      /DASHBOARD_DIR has no index.html/,
    );
  });

  it('refuses to start with a dashboard that lacks the HTML of a page', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'ppf-dashboard-'));
    writeFileSync(path.join(directory, 'index.html'), '<ppf-root></ppf-root>');
    writeFileSync(
      path.join(directory, 'pages.json'),
      JSON.stringify({ pages: [{ paths: ['^/pits$'], file: 'index.wall.html' }] }),
    );
    await expect(startBackend({ DASHBOARD_DIR: directory })).rejects.toThrow(
      /DASHBOARD_DIR has no index.wall.html/,
    );
    rmSync(directory, { recursive: true });
  });
});
