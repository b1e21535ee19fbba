import type { Environment } from '../config/setting';

/** Settings that a backend starts with; add DATABASE_URL. Each secret contains its name, to find it in a log. */
export const TEST_ENVIRONMENT: Environment = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'trace',
  PORT: '3000',
  // No separate port: tests call the auth hook at the API's port unless they set one.
  HOOK_PORT: '0',
  DATABASE_URL: 'postgres://none@127.0.0.1:1/none',
  ACCESS_TOKEN_SECRET: 'access-token-secret-of-the-tests-0123456789',
  STREAM_TOKEN_SECRET: 'stream-token-secret-of-the-tests-0123456789',
  SEALING_KEY: Buffer.alloc(32, 'sealing-key').toString('base64'),
  // Cameras of the tests are at addresses to which nothing may be sent.
  CAMERA_REDIRECT_CHECKS: 'false',
  MEDIAMTX_HOOK_SECRET: 'hook-secret-of-the-tests',
};
