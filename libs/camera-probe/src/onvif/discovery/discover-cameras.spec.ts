import { networkInterfaces } from 'node:os';
import { CameraAddressGuard } from '../../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../../address/camera-address-policy';
import { answerSearches } from '../../fixtures/fake-onvif-device';
import { envelope, probeMatch, probeMatches } from '../../fixtures/onvif-answers';
import { allowedCameras, collectAnswers } from './discover-cameras';

const LOCAL = new CameraAddressGuard(LOCAL_NETWORK_ONLY);
const SCOPES =
  'onvif://www.onvif.org/type/video onvif://www.onvif.org/name/Front%20door onvif://www.onvif.org/hardware/DS-2CD';
const URN = 'urn:uuid:1';
const USUAL = { port: 80, tls: false, path: '/onvif/device_service', name: null, model: null };

async function found(...answers: readonly [source: string, text: string | Buffer][]) {
  return allowedCameras(
    answers.map(([source, text]) => ({ source, bytes: Buffer.from(text) })),
    LOCAL,
  );
}

describe('a search for cameras', () => {
  it('finds cameras in the workshop’s networks by the source address of their responses', async () => {
    const xaddrs = 'http://169.254.1.1/x http://192.168.1.20:8000/onvif/device_service';
    expect(
      await found(
        ['192.168.1.20', probeMatch(URN, xaddrs, SCOPES)],
        [
          '192.168.1.3',
          probeMatch('urn:uuid:2', 'http://10.0.0.1:8899/onvif', 'onvif://www.onvif.org/name/%E0%A4%A'),
        ],
        ['169.254.7.7', probeMatch('urn:uuid:3', 'http://169.254.7.7/onvif', '')],
        ['8.8.8.8', probeMatch('urn:uuid:4', 'http://8.8.8.8/onvif', '')],
        ['127.0.0.1', probeMatch('urn:uuid:5', 'http://127.0.0.1/onvif', '')],
      ),
    ).toEqual([
      { ...USUAL, host: '192.168.1.3', port: 8899, path: '/onvif', name: '%E0%A4%A' },
      { ...USUAL, host: '192.168.1.20', port: 8000, name: 'Front door', model: 'DS-2CD' },
    ]);
  });

  it('finds two cameras with one URN', async () => {
    const at = (host: string): [string, string] => [
      host,
      probeMatch(URN, `http://${host}/onvif/device_service`, ''),
    ];
    expect(await found(at('192.168.1.3'), at('192.168.1.4'))).toEqual([
      { ...USUAL, host: '192.168.1.3' },
      { ...USUAL, host: '192.168.1.4' },
    ]);
  });

  it.each<[string, string, string]>([
    ['port', 'http://192.168.1.3:80/onvif/device_service', 'http://192.168.1.3:8000/onvif/device_service'],
    ['path', 'http://192.168.1.3/onvif/1', 'http://192.168.1.3/onvif/2'],
  ])('finds two devices at one address, by %s', async (_, one, other) => {
    const cameras = await found(
      ['192.168.1.3', probeMatch(URN, one, '')],
      ['192.168.1.3', probeMatch(URN, other, '')],
    );
    expect(
      cameras.map(({ host, port, path }) => `http://${host}${port === 80 ? '' : `:${port}`}${path}`),
    ).toEqual([one, other].map((each) => each.replace(':80/', '/')));
  });

  it('finds every device that one response names: at its source, or where it says', async () => {
    const matches = [
      { urn: URN, xaddrs: 'http://192.168.1.3/onvif/device_service' },
      { urn: URN, xaddrs: 'http://192.168.1.3:8081/onvif/device_service' },
      { urn: 'urn:uuid:2', xaddrs: 'http://192.168.1.9/onvif/device_service' },
      { urn: 'urn:uuid:3', xaddrs: 'http://169.254.169.254/onvif/device_service' },
      { urn: 'urn:uuid:4', xaddrs: 'http://camera.lan:82/onvif/device_service' },
    ];
    expect(await found(['192.168.1.3', probeMatches(matches)])).toEqual([
      { ...USUAL, host: '192.168.1.3' },
      { ...USUAL, host: '192.168.1.3', port: 82 },
      { ...USUAL, host: '192.168.1.3', port: 8081 },
      { ...USUAL, host: '192.168.1.9' },
    ]);
  });

  it('lists a device once that responds in several networks or repeatedly', async () => {
    const text = (scopes: string) => probeMatch(URN, 'http://192.168.1.3/onvif/device_service', scopes);
    const cameras = await found(
      ['192.168.1.3', text('')],
      ['192.168.1.3', text(SCOPES)],
      ['192.168.1.3', text('')],
    );
    expect(cameras).toEqual([{ ...USUAL, host: '192.168.1.3', name: 'Front door', model: 'DS-2CD' }]);
  });

  it.each<[string, string | Buffer, object]>([
    ['without an EndpointReference', probeMatch(null, 'http://192.168.1.3/onvif/device_service', ''), {}],
    ['without an address', probeMatch(URN, '', ''), {}],
    ['with an invalid address', probeMatch(URN, 'nonsense', ''), {}],
    [
      'with other prefixes',
      probeMatch(URN, 'http://192.168.1.3:8000/onvif', '').replaceAll('d:', 'wsdd:'),
      { port: 8000, path: '/onvif' },
    ],
    [
      'with line breaks between the addresses',
      probeMatch(URN, '\n http://[fe80::1]/x\n http://192.168.1.3:81/y\n', ''),
      { port: 81, path: '/y' },
    ],
    [
      'with TLS only',
      probeMatch(URN, 'https://192.168.1.3/onvif/device_service', ''),
      { port: 443, tls: true },
    ],
    ['with TLS too', probeMatch(URN, 'https://192.168.1.3/s http://192.168.1.3/p', ''), { path: '/p' }],
    [
      'in UTF-16',
      Buffer.from(`\ufeff${probeMatch(URN, 'http://192.168.1.3:82/x', '')}`, 'utf16le'),
      { port: 82, path: '/x' },
    ],
  ])('finds a device whose answer is %s', async (_, text, differs) => {
    expect(await found(['192.168.1.3', text])).toEqual([{ ...USUAL, host: '192.168.1.3', ...differs }]);
  });

  it.each([
    '',
    'nonsense',
    '<s:Envelope/>',
    envelope('<d:ProbeMatches/>'),
    envelope('<d:Hello/>'),
    '<'.repeat(9_000),
  ])('finds nothing in %s', async (text) => {
    expect(await found(['192.168.1.3', text])).toEqual([]);
  });

  it('receives every response from a network, and ends with the request', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const answers = [
      'nonsense',
      probeMatch(URN, 'http://192.0.2.1/a', ''),
      probeMatch(URN, 'http://192.0.2.1/b', ''),
    ];
    const socket = await answerSearches(answers);
    try {
      const collected = await collectAnswers([own], 700, new AbortController().signal);
      // Where multicast does not come back to its own machine, nothing answers.
      const texts = collected
        .filter(({ source }) => source === own)
        .map(({ bytes }) => Buffer.from(bytes).toString());
      if (texts.length > 0) expect(texts.sort()).toEqual([...answers].sort());
      const gone = new AbortController();
      const search = collectAnswers([own], 60_000, gone.signal);
      gone.abort(new Error('gone'));
      await expect(search).rejects.toThrow('gone');
    } finally {
      socket?.close();
    }
  });
});
