import { expect, test } from './fixtures';

test('runs on the media server of the project', async ({ admin, target }) => {
  const { media_server: server } = await admin.system();
  expect(target).toMatchObject({ kind: server.kind, auth: server.auth });
  expect(server.reachable).toBe(true);
});
