import { DatabaseConfig } from '../../../config/database.config';
import { HttpConfig } from '../../../config/http.config';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { readBackendConfig, settingsOf } from '../../../config/backend-config';
import type { Environment } from '../../../config/setting';
import { TEST_ENVIRONMENT } from '../../../testing/test-environment';
import { ownEndpointsOf, ownPortsOf } from './own-endpoints-of';

const SECOND = {
  apiUrl: 'http://10.0.0.7:9997',
  webrtcUrl: 'https://second.example.org/webrtc',
  hlsUrl: 'https://second.example.org/hls',
  rtspUrl: 'rtsp://second.example.org:8555',
};

function ownEndpoints(environment: Environment) {
  const config = readBackendConfig({ ...TEST_ENVIRONMENT, ...environment });
  return ownEndpointsOf(
    settingsOf(config, HttpConfig),
    settingsOf(config, MediamtxConfig),
    settingsOf(config, DatabaseConfig),
    [SECOND],
  );
}

const endpoints = (environment: Environment): string[] =>
  ownEndpoints(environment).map(({ host, port }) => `${host} ${port}`);

describe('ownEndpointsOf', () => {
  it.each([
    ['the media server’s ports', { MEDIAMTX_HOST: 'media', MEDIAMTX_API_PORT: '19997' }, 'media 19997'],
    ['its RTSP', { MEDIAMTX_HOST: 'media' }, 'media 8554'],
    [
      'its public address, without a port',
      { MEDIAMTX_HLS_URL: 'https://tv.example.org/hls' },
      'tv.example.org 443',
    ],
    [
      'its RTSP address, without a port',
      { MEDIAMTX_RTSP_URL: 'rtsp://tv.example.org' },
      'tv.example.org 554',
    ],
    ['another media server’s control API', {}, '10.0.0.7 9997'],
    ['another media server’s public address', {}, 'second.example.org 443'],
    ['the dashboard', { PUBLIC_URL: 'http://10.0.0.5' }, '10.0.0.5 80'],
    ['the database', { DATABASE_URL: 'postgres://u:p@db/ppf' }, 'db 5432'],
    ['IPv6, without brackets', { DATABASE_URL: 'postgres://u:p@[fd00::7]:5433/ppf' }, 'fd00::7 5433'],
  ])('contains %s', (_, environment, expected) => {
    expect(endpoints(environment)).toContain(expected);
  });

  it('marks endpoints as essential where this service connects itself', () => {
    const essential = ownEndpoints({ MEDIAMTX_HOST: 'media', DATABASE_URL: 'postgres://u:p@db/ppf' })
      .filter(({ isEssential }) => isEssential)
      .map(({ host }) => host);
    expect(new Set(essential)).toEqual(new Set(['media', 'db', '10.0.0.7']));
  });

  it('contains no password', () => {
    expect(endpoints({ DATABASE_URL: 'postgres://u:hunter2@db/ppf' }).join()).not.toContain('hunter2');
  });

  it('lists the ports of this service, the auth hook and the media servers', () => {
    const config = readBackendConfig({ ...TEST_ENVIRONMENT, HOOK_PORT: '4000' });
    const ports = ownPortsOf(settingsOf(config, HttpConfig), settingsOf(config, MediamtxConfig), [SECOND]);
    expect(ports).toEqual([3000, 4000, 8554, 8889, 8888, 9997, 443, 8555]);
  });

  it('lists no port for a hook without a separate port', () => {
    const config = readBackendConfig({ ...TEST_ENVIRONMENT, HOOK_PORT: '0' });
    const ports = ownPortsOf(settingsOf(config, HttpConfig), settingsOf(config, MediamtxConfig), []);
    expect(ports).toEqual([3000, 8554, 8889, 8888, 9997]);
  });
});
