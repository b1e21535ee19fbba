import { edgeCredential, edgeIdOf } from '../../../platform/crypto/edge-credential';
import { edgePaths } from './edge-paths';

const CREDENTIAL = edgeCredential('the-secret-of-the-hook', 7);

describe('edgePaths', () => {
  it('pulls the paths of the origin on demand under the same names', () => {
    const streams = [
      { workshopId: 1, number: 2, sub: false },
      { workshopId: 3, number: 4, sub: true },
    ];
    const paths = edgePaths(streams, 'rtsp://origin.example.org:8554', CREDENTIAL);
    expect(paths.map(({ path }) => path)).toEqual([
      'workshop-1/pit-2',
      'workshop-3/pit-4',
      'workshop-3/pit-4/sub',
    ]);
    expect(paths[0]).toEqual({
      path: 'workshop-1/pit-2',
      kind: 'pull',
      onDemand: true,
      config: {
        source: `rtsp://edge-7:${CREDENTIAL.password}@origin.example.org:8554/workshop-1/pit-2`,
        sourceFingerprint: '',
        rtspTransport: 'tcp',
        sourceOnDemand: true,
        sourceOnDemandStartTimeout: '15s',
        sourceOnDemandCloseAfter: '30s',
      },
    });
  });
});

describe('edgeCredential', () => {
  it('differs by edge and secret, needs no encoding in a URL, and is short enough for RTSP clients', () => {
    const { user, password } = CREDENTIAL;
    expect(edgeIdOf(user)).toBe(7);
    expect(password).toMatch(/^[\w-]{43}$/);
    expect(edgeCredential('the-secret-of-the-hook', 8).password).not.toBe(password);
    expect(edgeCredential('another-secret-of-the-hook', 7).password).not.toBe(password);
  });

  it.each(['edge-', 'edge-0', 'edge-07', 'edge-1x', 'EDGE-1', 'xedge-1', 'edge-99999999999'])(
    'is not that of %s',
    (user) => expect(edgeIdOf(user)).toBeNull(),
  );
});
