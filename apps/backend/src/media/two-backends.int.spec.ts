import { ControlApiStub, waitFor } from '@ppf/testing';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops } from '../testing/two-workshops';
import { type MediaServer, MediaServers } from '../media-servers';

describe('two backends on one database', () => {
  let mediaMtx: ControlApiStub;
  let backends: BackendUnderTest[];

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    const first = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url });
    const second = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url, DATABASE_URL: first.databaseUrl });
    backends = [second, first];
  });
  afterAll(async () => {
    await mediaMtx.stop();
    for (const backend of backends) await backend.stop();
  });

  const serversOf = ({ app }: BackendUnderTest) => app.get(MediaServers).all;
  const leaders = () => backends.flatMap((each) => serversOf(each)).filter(({ isLed }) => isLed);
  const made = () => mediaMtx.calls.filter((call) => call.startsWith('POST config/paths/replace')).length;

  it('have one leader that polls and creates paths, and both report the health of the media server', async () => {
    await waitFor(() => leaders().length === 1);
    const [backend] = backends;
    if (!backend) throw new Error('There is no backend.');
    const workshops = await makeTwoWorkshops(backend);
    const camera = { kind: 'pull', url: 'rtsp://127.0.0.1:1554/x' };
    await backend.send({
      method: 'PUT',
      url: `/api/v1/pits/${workshops.ourPit}/camera`,
      body: camera,
      as: workshops.admin,
    });
    await waitFor(() => mediaMtx.configs.size === 1);
    const polls = (isLed: boolean) =>
      backends
        .flatMap(serversOf)
        .filter((each) => each.isLed === isLed)
        .map(({ api }) => jest.spyOn(api.paths, 'list'));
    const [[leading], [following]] = [polls(true), polls(false)];
    await waitFor(() => (leading?.mock.calls.length ?? 0) >= 3);
    expect(following).not.toHaveBeenCalled();
    expect(made()).toBe(1);
    await waitFor(() => backends.every((each) => serversOf(each).every(({ health }) => health.isReachable)));
  });

  it('elect another leader when the first is disconnected, and write no path twice', async () => {
    const [first] = leaders() as [MediaServer];
    const at = backends.findIndex((each) => serversOf(each).includes(first));
    const other = backends[1 - at];
    if (!other) throw new Error('There are not two backends.');
    // Ends its connections, as if the process was killed.
    await other.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ppf-backend-lead' AND pid IN (
         SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
    );
    await waitFor(() => leaders().length === 1);
    mediaMtx.forget();
    await waitFor(() => mediaMtx.configs.size === 1);
    expect(made()).toBe(2);
    expect(leaders()).toHaveLength(1);
  });

  it('elect another leader when the first is stopped', async () => {
    const [first] = leaders() as [MediaServer];
    const at = backends.findIndex((each) => serversOf(each).includes(first));
    const led = backends[at];
    if (!led) throw new Error('There is no leader.');
    await led.app.close();
    const rest = backends.filter((each) => each !== led);
    await waitFor(() => rest.some((each) => serversOf(each).some(({ isLed }) => isLed)));
    mediaMtx.forget();
    await waitFor(() => mediaMtx.configs.size === 1);
  });
});
