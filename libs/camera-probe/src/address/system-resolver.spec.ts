import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { nameCandidates, parseHosts, parseSearch } from './resolver-files';
import { SystemResolver } from './system-resolver';

describe('SystemResolver', () => {
  let server: Socket;
  let folder: string;
  let asked: string[];
  let resolver: SystemResolver;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-resolver-'));
    asked = [];
    server = createSocket('udp4');
    server.on('message', (question, from) => {
      const { name, type } = readQuestion(question);
      asked.push(`${name} ${type}`);
      const answer = answerTo(question, name, type);
      if (answer) server.send(answer, from.port, from.address);
    });
    await new Promise<void>((done) => server.bind(0, '127.0.0.1', done));
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    resolver = new SystemResolver({
      hostsFile: file('hosts', '192.168.1.7\tgate.lan Gate # by the door\n'),
      resolverFile: file('resolv.conf', 'search workshop.lan\n'),
      servers: [`127.0.0.1:${(server.address() as AddressInfo).port}`],
    });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await new Promise<void>((done) => server.close(() => done()));
  });

  it.each([
    ['the hosts file', 'gate', ['192.168.1.7'], 0],
    ['loopback', 'localhost', ['127.0.0.1', '::1'], 0],
    ['DNS, both families', 'camera.lan', ['192.168.1.5', 'fd00::5'], 2],
    ['the search list', 'camera', ['192.168.1.6'], 2],
    ['no such name', 'nowhere.lan', [], 4],
  ])('resolves by %s', async (_, name, addresses, questions) => {
    expect(await resolver.resolve(name)).toEqual(addresses);
    expect(asked).toHaveLength(questions);
  });

  it('ends with its signal', async () => {
    const gone = new AbortController();
    const found = resolver.resolve('silent.lan', gone.signal);
    while (asked.length < 2) await new Promise((done) => setTimeout(done, 5));
    gone.abort();
    expect(await found).toEqual([]);
    expect(await resolver.resolve('silent.lan', gone.signal)).toEqual([]);
  });

  it('leaves the thread pool to other tasks while hundreds of names get no response', async () => {
    const gone = new AbortController();
    const dead = Array.from({ length: 200 }, (_, n) => resolver.resolve(`silent-${n}.lan`, gone.signal));
    while (asked.length < 200) await new Promise((done) => setTimeout(done, 5));
    // Both need a thread of the pool, and wait for nothing else.
    const others = Promise.all([readFile(__filename), lookup('127.0.0.1')]);
    const first = await Promise.race([others.then(() => 'others'), Promise.all(dead).then(() => 'names')]);
    gone.abort();
    expect(first).toBe('others');
    expect((await Promise.all(dead)).flat()).toEqual([]);
  });
});

describe('the files of a resolver', () => {
  it('have hosts by name, in any case', () => {
    const hosts = parseHosts('127.0.0.1 localhost\n::1 localhost\n# 10.0.0.1 no\nnonsense a\n10.0.0.2 A b\n');
    expect([...hosts]).toEqual([
      ['localhost', ['127.0.0.1', '::1']],
      ['a', ['10.0.0.2']],
      ['b', ['10.0.0.2']],
    ]);
  });

  it.each([
    ['nameserver 10.0.0.1\n', 'cam', ['cam']],
    ['search a.lan b.lan.\n', 'cam', ['cam.a.lan', 'cam.b.lan', 'cam']],
    ['search a.lan\n', 'cam.x', ['cam.x', 'cam.x.a.lan']],
    ['search a.lan\noptions ndots:5 timeout:1\n', 'cam.x', ['cam.x.a.lan', 'cam.x']],
    ['domain a.lan\nsearch .\n', 'cam', ['cam']],
  ])('complete a name by %j', (text, name, candidates) => {
    expect(nameCandidates(name, parseSearch(text))).toEqual(candidates);
  });
});

const ADDRESSES: Readonly<Record<string, string>> = {
  'camera.lan 1': 'c0a80105',
  'camera.lan 28': 'fd000000000000000000000000000005',
  'camera.workshop.lan 1': 'c0a80106',
};

/** RFC 1035 §4.1.2. */
function readQuestion(message: Buffer): { name: string; type: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1) };
}

/** Null: no response at all. */
function answerTo(question: Buffer, name: string, type: number): Buffer | null {
  if (name.startsWith('silent')) return null;
  const address = Buffer.from(ADDRESSES[`${name} ${type}`] ?? '', 'hex');
  const isKnown = Object.keys(ADDRESSES).some((each) => each.startsWith(`${name} `));
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(address.length > 0 ? 1 : 0, 6);
  head.writeUInt16BE(0, 8);
  head.writeUInt16BE(0, 10);
  const end = question.indexOf(0, 12) + 5;
  const record = Buffer.alloc(address.length > 0 ? 12 : 0);
  if (record.length > 0) {
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(address.length, 10);
  }
  return Buffer.concat([head, question.subarray(12, end), record, address]);
}
