import { opensLoopback } from './open-loopback';

describe('opensLoopback', () => {
  it.each([
    ['development', '127.0.0.1', 'http://localhost:3000', true],
    ['development', 'localhost', 'http://127.0.0.1:3000', true],
    ['test', '::1', 'http://[::1]:3000', true],
    ['production', '127.0.0.1', 'http://localhost:3000', false],
    ['development', '0.0.0.0', 'http://localhost:3000', false],
    ['development', '::', 'http://localhost:3000', false],
    ['development', '192.168.1.5', 'http://localhost:3000', false],
    ['development', '127.0.0.1', 'http://192.168.1.5:3000', false],
    ['development', '127.0.0.1', 'https://ppf.example.org', false],
    ['development', '127.0.0.1', 'http://localhost.example.org', false],
    ['development', '127.0.0.1.example.org', 'http://localhost', false],
  ] as const)('in %s at %s, %s: %s', (mode, host, publicUrl, opens) => {
    expect(opensLoopback({ mode }, { host, publicUrl })).toBe(opens);
  });
});
