import { isIP } from 'node:net';
import { choice, integer, port, text, url } from './kinds-of-setting';
import { concern, type Environment, setting, SettingFault } from './setting';

/** Where the API listens, and how clients reach it. */
export class HttpConfig extends concern('API and dashboard', {
  port: port('PORT', { default: '3000', about: 'TCP port of the API and the dashboard.' }),
  host: text('HOST', {
    default: '127.0.0.1',
    about: 'Address to listen on. `0.0.0.0` listens on all of them; put a TLS proxy in front then.',
  }),
  hookPort: integer('HOOK_PORT', {
    default: hookPortBeside,
    defaultText: 'PORT + 1000',
    min: 0,
    max: 65_535,
    about:
      'TCP port at HOST on which a separate thread answers the auth hook: MediaMTX’s `authHTTPAddress` contains it. PORT answers the hook too, but is delayed by other requests. Only media servers need to reach it. 0: none.',
  }),
  publicUrl: url('PUBLIC_URL', {
    protocols: ['http:', 'https:'],
    default: (environment) => `http://localhost:${environment['PORT'] || '3000'}`,
    defaultText: 'http://localhost:PORT',
    about: 'How browsers reach this service. With `https:` cookies are marked Secure and HSTS is sent.',
  }),
  trustedProxies: setting<readonly string[]>('TRUSTED_PROXIES', {
    default: 'loopback',
    parse: parseProxies,
    about:
      'Proxies whose X-Forwarded-For header is trusted: addresses, networks or the words loopback, linklocal, uniquelocal, separated by commas.',
  }),
  requestsPerAddress: integer('RATE_LIMIT_PER_ADDRESS', {
    default: '300',
    min: 1,
    max: 1_000_000,
    about:
      'Requests per second from one client address, on every route, signed in or not; IPv6 clients count by /64. After a pause, a burst can have twenty times as many. Further requests get 429 with Retry-After. Behind a proxy, set TRUSTED_PROXIES: otherwise all clients count as one.',
  }),
  requestsPerUser: integer('RATE_LIMIT_PER_USER', {
    default: '100',
    min: 1,
    max: 1_000_000,
    about:
      'Requests per second of one user, from all devices. After a pause, a burst can have twenty times as many.',
  }),
  dashboardDirectory: text('DASHBOARD_DIR', {
    optional: true,
    about: 'Folder of the built dashboard, served at /. Absent: the API only.',
  }),
}) {}

/** Kind of installation. */
export class ProcessConfig extends concern('Process', {
  mode: choice('NODE_ENV', ['production', 'development', 'test'], {
    default: 'development',
    about:
      'production refuses what only demos may do: the simulator, and cameras of owners on loopback addresses, which are refused too where HOST or PUBLIC_URL lets others in.',
  }),
  logLevel: choice('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    about: 'Least severe level that is logged.',
  }),
}) {}

function hookPortBeside(environment: Environment): string {
  // An invalid PORT is reported as its own fault.
  const api = Number.parseInt(environment['PORT'] || '3000', 10) || 3000;
  return String(api + 1000 <= 65_535 ? api + 1000 : api - 1000);
}

function parseProxies(value: string): string[] {
  const proxies = value.split(',').map((each) => each.trim());
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const network = isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
    if (!network && !['loopback', 'linklocal', 'uniquelocal'].includes(proxy))
      throw new SettingFault('must be addresses, networks or the words loopback, linklocal, uniquelocal');
  }
  return proxies;
}
