import { toWebhookFault } from './webhook-fault';
import { parseWebhookUrl } from './parse-webhook-url';

describe('the address of a webhook', () => {
  it.each([
    ['https://hooks.example/a?b=c', 'hooks.example', 443],
    ['https://hooks.example:8443/', 'hooks.example', 8443],
    ['https://[2001:db8::1]/', '2001:db8::1', 443],
    ['https://0x7f.1/', '127.0.0.1', 443],
  ])('%s is at %s, port %d', (text, host, port) => {
    expect(parseWebhookUrl(text, 'production')).toMatchObject({ host, port });
  });

  it.each([
    ['http://hooks.example/', 'production', /https/],
    ['ftp://hooks.example/', 'test', /https/],
    ['hooks.example', 'test', /https/],
    ['https://user:secret@hooks.example/', 'test', /not contain a user/],
    ['https://hooks.example/#a', 'test', /fragment/],
  ] as const)('is not %s in %s', (text, mode, why) => {
    const parsed = parseWebhookUrl(text, mode);
    expect('fault' in parsed ? parsed.fault.text() : null).toMatch(why);
  });

  it('may use http outside production', () => {
    expect(parseWebhookUrl('http://127.0.0.1:9/', 'development')).toMatchObject({ port: 9 });
  });
});

describe('a webhook without a response', () => {
  it.each([
    [{ name: 'AbortError', code: 'ABORT_ERR' }, 'timed-out'],
    [{ code: 'ECONNREFUSED' }, 'unreachable'],
    [{ code: 'ECONNRESET' }, 'unreachable'],
    [{ errors: [{ code: 'EHOSTUNREACH' }, { code: 'ENETUNREACH' }] }, 'unreachable'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls-failed'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls-failed'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls-failed'],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'failed'],
  ])('%j is mapped to %s', (failure, fault) => {
    expect(toWebhookFault(failure)).toBe(fault);
  });
});
