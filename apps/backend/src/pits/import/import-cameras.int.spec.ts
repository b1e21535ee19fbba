import { waitFor } from '@ppf/testing';
import type { CameraImport, CameraImportRow } from '@ppf/contracts';
import { LookupLimiter } from '@ppf/camera-probe';
import { CameraAddressGuards } from '../cameras/network/camera-address-guards';
import { CameraEntity } from '../cameras/camera.entity';
import { CameraSource } from '../cameras/camera-source';
import { type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { WorkshopEntity } from '../../workshops';
import { ImportCameras } from './import-cameras';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

const SECRET = 'zx81@:/#?% ,"secret';

describe('cameras from a table', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  async function send(csv: string, more: object = {}, as = two.owner, workshop = two.ours) {
    const url = `/api/v1/workshops/${workshop}/cameras/import`;
    return backend.send({ method: 'POST', url, as, body: { csv, ...more } });
  }
  async function done(csv: string, more: object = {}): Promise<CameraImport> {
    const answer = await send(csv, more);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).not.toContain('zx81');
    return answer.body as CameraImport;
  }
  const cameras = () => backend.database.getRepository(CameraEntity).find({ order: { pitId: 'ASC' } });
  const errorsOf = ({ rows }: CameraImport) =>
    rows.map(({ errors }: CameraImportRow) => errors.map(({ column }) => column));

  const CSV = [
    'number,name,kind,url,host,port,user,password,sub_path,transcode,allow_list',
    `11,Door,,,192.168.2.11,8554,admin,"${SECRET.replaceAll('"', '""')}",/sub,yes,`,
    '12,,pull,rtsp://u:p@192.168.2.12/a,,,,,,,',
    '13,ESP,push,,,,,,,,192.168.2.0/24 10.0.0.9',
  ].join('\n');

  it('are checked without changing anything, and then created with their pits', async () => {
    const checked = await done(CSV, { dry_run: true });
    expect(checked).toMatchObject({ done: false, errors: [] });
    expect(checked.rows).toEqual(
      [
        { line: 2, number: 11, name: 'Door', host: '192.168.2.11', user: 'admin' },
        { line: 3, number: 12, name: null, host: '192.168.2.12', user: 'u' },
        { line: 4, number: 13, name: 'ESP', host: null, user: null },
      ].map((row) => ({ ...row, action: 'create-pit', pit_id: null, errors: [] })),
    );
    expect(await cameras()).toEqual([]);
    const made = await done(CSV);
    expect(made).toMatchObject({ done: true });
    const [door, plain, esp] = await cameras();
    expect(made.rows.map(({ pit_id }) => pit_id)).toEqual([door, plain, esp].map((each) => each?.pitId));
    expect(door).toMatchObject({ port: 8554, sub: true, subPath: '/sub', transcode: true });
    expect(door && backend.app.get(CameraSource).addressOf(door, 'sub').password).toBe(SECRET);
    expect(plain).toMatchObject({ host: '192.168.2.12', port: 554, username: 'u', transcode: false });
    expect(esp).toMatchObject({ kind: 'push', allowList: ['192.168.2.0/24', '10.0.0.9'] });
  });

  it('replace existing cameras only on request', async () => {
    const refused = await done(CSV);
    expect(errorsOf(refused)).toEqual([[null], [null], [null]]);
    expect(refused.rows[0]?.errors[0]?.message).toMatch(
      /^Pit 11 already has a camera\. To replace it, select “Also replace/,
    );
    const replaced = await done('number,host\n12,192.168.2.77\n1,192.168.2.78', { replace: true });
    expect(replaced.rows.map(({ action }) => action)).toEqual(['replace-camera', 'set-camera']);
    expect((await cameras()).map(({ host }) => host)).toEqual(
      expect.arrayContaining(['192.168.2.77', '192.168.2.78']),
    );
  });

  it('do not replace a camera that is saved meanwhile', async () => {
    const [pit] = await backend.database.query<{ id: number }[]>(
      'INSERT INTO pit (workshop_id, number) VALUES ($1, 14) RETURNING id',
      [two.ours],
    );
    const other = backend.database.createQueryRunner();
    await other.startTransaction();
    try {
      await other.query('SELECT FROM pit WHERE id = $1 FOR UPDATE', [pit?.id]);
      const importing = done('number,host\n14,192.168.2.90\n15,192.168.2.91');
      await waitsForALock(backend);
      await other.manager.save(CameraEntity, { pitId: pit?.id ?? 0, kind: 'push' });
      await other.commitTransaction();
      const answer = await importing;
      expect([answer.done, errorsOf(answer)]).toEqual([false, [[null], []]]);
    } finally {
      await other.release();
    }
    expect(await cameras()).toContainEqual(expect.objectContaining({ pitId: pit?.id, kind: 'push' }));
    expect((await cameras()).filter(({ host }) => host === '192.168.2.91')).toEqual([]);
  });

  it('return the errors by row and column, and import nothing', async () => {
    const before = await cameras();
    const csv = [
      'number,host,port,path,user,password,tls,kind,transport,tls_fingerprint,url',
      `0,192.168.2.1,,,,${'x'.repeat(201)}zx81,,,,,`,
      '21,192.168.2.1,zx81,a,,,maybe,zx81,zx81,zx81,',
      '22,127.0.0.1,3000,,,,,,,,',
      '23,8.8.8.8,,,,,,,,,',
      '24,,,,,zx81,,,,,',
      '25,192.168.2.1,,,,,,,,,rtsp://u:zx81@192.168.2.2/',
      '25,192.168.2.1,,,,,,push,,,',
      '26,192.168.2.1,,,,,,,,,,zx81',
      'zx81,192.168.2.1,,,,,,,,,',
      '28,192.168.2.1,,,admin,,,,,,',
      '27,192.168.2.1,,,,,,,,,',
    ].join('\n');
    const answer = await done(csv);
    expect(answer.done).toBe(false);
    expect(errorsOf(answer)).toEqual(
      [
        ['number', 'password'],
        ['port', 'path', 'tls', 'kind', 'transport', 'tls_fingerprint'].sort(),
        ['host'],
        ['host'],
        ['host'],
        ['host'],
        ['host', 'number'],
        [null],
        ['number'],
        ['password'],
        [],
      ].map((columns) => expect.arrayContaining(columns)),
    );
    expect(answer.rows[8]?.errors).toEqual([
      { column: 'number', message: 'must be an integer from 1 to 9999' },
    ]);
    expect(answer.rows.at(-1)).toMatchObject({ number: 27, action: 'create-pit', errors: [] });
    expect(await cameras()).toEqual(before);
    expect(backend.log.join('')).not.toContain('zx81');
  });

  it('are reported by row and column for lost characters and a refused address', async () => {
    const csv = [
      'sep=;',
      'number;name;url;user;password;',
      '31;T\ufffdr;rtsp://192.168.2.31/a;admin;gr\ufffdn-77;',
      '32;Tür Süd;rtsp://192.168.2.32/a;jörg;grün-77;',
      '33;;rtsp://8.8.8.8/a;;;',
    ].join('\r\n');
    const { rows } = await done(csv, { dry_run: true });
    expect(rows.map(({ line, errors }) => [line, errors.map(({ column }) => column)])).toEqual([
      [3, ['name', 'password']],
      [4, []],
      [5, ['url']],
    ]);
    expect(rows[1]).toMatchObject({ name: 'Tür Süd', host: '192.168.2.32', user: 'jörg' });
    expect(rows[2]?.errors[0]?.message).toMatch(/^is refused: /);
  });

  it('are no longer resolved when the request has ended, and delay no other workshop', async () => {
    const lookups = new LookupLimiter((name) =>
      name === 'camera.lan' ? Promise.resolve(['192.168.2.40']) : new Promise(() => undefined),
    );
    jest.replaceProperty(
      backend.app.get(CameraAddressGuards) as unknown as { lookups: LookupLimiter },
      'lookups',
      lookups,
    );
    try {
      const csv = ['number,host', ...Array.from({ length: 500 }, (_, n) => `${n + 100},dead-${n}.lan`)].join(
        '\n',
      );
      const gone = new AbortController();
      const workshop = await backend.database.getRepository(WorkshopEntity).findOneByOrFail({ id: two.ours });
      const importing = backend.app
        .get(ImportCameras)
        .import(
          { id: 1, role: 'owner', workshopId: two.ours, pitIds: null },
          workshop,
          { csv, dry_run: true },
          gone.signal,
        );
      await waitFor(() => lookups.pending >= 500);
      const other = await send('number,host\n1,camera.lan', { dry_run: true }, two.admin, two.theirs);
      expect(other).toMatchObject({ status: 200, body: { rows: [{ host: 'camera.lan', errors: [] }] } });
      gone.abort(new Error('gone'));
      await expect(importing).rejects.toThrow('gone');
      await waitFor(() => lookups.pending === 0);
    } finally {
      jest.restoreAllMocks();
    }
  });

  it('are for owners, in their own workshop', async () => {
    expect((await send('number\n1', {}, two.staff)).status).toBe(403);
    expect((await send('number\n1', {}, two.owner, two.theirs)).status).toBe(404);
    expect((await send('', {})).status).toBe(422);
    expect((await send('x'.repeat(60_001), {})).status).toBe(422);
  });
});

async function waitsForALock({ database }: BackendUnderTest): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await waitFor(async () => (await database.query<object[]>(waiting)).length > 0);
}
