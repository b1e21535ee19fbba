import { expect, test } from './fixtures';

test('uses the media server of the Playwright project', async ({ admin, target }) => {
  const { media_server: server } = await admin.system();
  expect(target).toMatchObject({ kind: server.kind, auth: server.auth });
  expect(server.reachable).toBe(true);
});
