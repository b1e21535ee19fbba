import { type BackendUnderTest, startBackend } from '../testing/start-backend';

describe('the access token', () => {
  let backend: BackendUnderTest;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.stop());

  it('is required by every route that is not public', async () => {
    const { paths } = (await backend.send({ url: '/api/openapi.json' })).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const open: string[] = [];
    // The auth hook is answered before Fastify and uses no access token; it has its own tests.
    delete paths['/api/v1/streams/validate-token'];
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{\w+\}/g, '1');
        const { status } = await backend.send({ method: method.toUpperCase() as 'GET', url });
        if (status !== 401) open.push(`${method} ${path}`);
      }
    expect(open.sort()).toEqual([
      // Public keys, for media servers.
      'get /api/v1/streams/jwks.json',
      'get /health/live',
      'get /health/ready',
      // By the token of a mail's link: who gets alerts may have no account.
      'post /api/v1/alert-recipients/confirmation',
      'post /api/v1/auth/login',
      'post /api/v1/auth/logout',
      // By a one-time code.
      'post /api/v1/media-agent/enrolment',
    ]);
  });
});
