import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postTo } from './http-post';

const LIMITS = { connectMs: 3000, answerMs: 3000, maxBytes: 1000 };
const signal = new AbortController().signal;

/** What a device gets as `Authorization`, byte for byte, with the body. */
async function sent(authorization: string, body = '<grün/>'): Promise<{ header: string; body: string }> {
  const device = createServer((request, response) => {
    request.setEncoding('utf8');
    let text = '';
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      const header = Buffer.from(request.headers.authorization ?? '', 'latin1').toString('utf8');
      response.end(JSON.stringify({ header, body: text }));
    });
  });
  await new Promise<void>((done) => device.listen(0, '127.0.0.1', done));
  try {
    const { port } = device.address() as AddressInfo;
    const place = { tls: false, address: '127.0.0.1', host: '127.0.0.1', port, path: '/' };
    const answer = await postTo(place, { headers: { authorization }, body }, LIMITS, signal);
    return JSON.parse(answer.body.toString('utf8')) as { header: string; body: string };
  } finally {
    device.closeAllConnections();
    device.close();
  }
}

describe('a request to a device', () => {
  it.each(['admin', 'jörg', '€uro', 'Пётр', '😀'])('signs in as %s, in UTF-8', async (user) => {
    const header = `Digest username="${user}"`;
    expect(await sent(header)).toEqual({ header, body: '<grün/>' });
  });
});
