import { RECORDED_RELEASES, recordingOf } from '../recorded/recordings';
import { jsonPages } from './lists';
import { pathItemOf } from './path-item';
import { PathListParser } from './path-list-parser';

type Fields = Record<string, unknown>;
const expectedOf = jsonPages(pathItemOf);
const pageOf = (items: readonly Fields[], pageCount = 1) =>
  Buffer.from(JSON.stringify({ itemCount: items.length, pageCount, items }));

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Changes that MediaMTX makes to a path from one list to the next, and others that it should not make. */
const CHANGES: readonly ((item: Fields, random: () => number) => Fields)[] = [
  (item) => item,
  (item, random) => grow(item, Math.floor(random() * 1e6)),
  (item, random) => grow(item, Math.floor(random() * 1e6)),
  (item) => grow(item, -Infinity),
  (item) => ({ ...item, ready: item['ready'] !== true, tracks: [] }),
  (item, random) => ({ ...item, readers: [{ type: 'webRTCSession', id: String(random()) }] }),
  (item) => ({ ...item, readers: [] }),
  (item) => ({ ...item, source: null }),
  (item) => ({ ...item, source: { type: 'rtspSource', id: '}],"bytesReceived":7,{"name":"' } }),
  (item) => ({ ...item, bytesReceived: 2 ** 60 }),
  (item) => ({ ...item, bytesReceived: 1.5 }),
  (item) => ({ ...item, bytesReceived: -1 }),
  (item) => ({ ...item, bytesReceived: '12' }),
  (item) => ({ ...item, inboundBytes: null }),
  (item) => ({ ...item, readers: [{ type: 'é', id: '', bytesReceived: 5 }] }),
  (item) => Object.fromEntries(Object.entries(item).reverse()),
];

function grow(item: Fields, bytes: number): Fields {
  const keys = ['bytesReceived', 'bytesSent', 'inboundBytes', 'outboundBytes', 'inboundFramesInError'];
  const count = (key: string) => Math.max(0, (item[key] as number) + bytes);
  return {
    ...item,
    ...Object.fromEntries(keys.filter((key) => key in item).map((key) => [key, count(key)])),
  };
}

describe('PathListParser', () => {
  describe.each(RECORDED_RELEASES)('pages of %s', (release) => {
    const { path_while_publishing, pull, api } = recordingOf(release);

    it('parses every recorded list as JSON.parse does, the first time and again', () => {
      const lists = Object.entries(api).filter(
        ([call, { body }]) => call.startsWith('paths_list') && body !== undefined,
      );
      expect(lists.length).toBe(2);
      for (const [, { body }] of lists) {
        const parser = new PathListParser();
        const text = Buffer.from(JSON.stringify(body));
        for (let time = 0; time < 3; time += 1) expect(parser.parse(text, 0)).toEqual(expectedOf(text, 0));
      }
    });

    it.each([1, 2, 3, 4, 5])('parses lists that change at random as JSON.parse does (seed %i)', (seed) => {
      const random = randomNumbers(seed);
      const parser = new PathListParser();
      const pick = <Item>(all: readonly Item[]) => all[Math.floor(random() * all.length)] as Item;
      let number = 0;
      const recorded = [path_while_publishing.path, pull.dead_camera_path] as readonly Fields[];
      const newItem = () => ({ ...pick(recorded), name: `workshop-1/pit-${(number += 1)}` });
      let items: Fields[] = Array.from({ length: 12 }, newItem);
      for (let poll = 0; poll < 80; poll += 1) {
        items = items.map((item) => pick(CHANGES)(item, random));
        if (random() < 0.2) items.splice(Math.floor(random() * items.length), 1);
        if (random() < 0.3) items.splice(Math.floor(random() * items.length), 0, newItem());
        if (random() < 0.1) items.reverse();
        const half = Math.ceil(items.length / 2);
        const pages = random() < 0.5 ? [items] : [items.slice(0, half), items.slice(half)];
        for (const [page, each] of pages.entries()) {
          const end = Buffer.from(random() < 0.3 ? '\n' : '');
          const text = Buffer.concat([pageOf(each, pages.length), end]);
          expect(parser.parse(text, page)).toEqual(expectedOf(text, page));
        }
      }
    });

    it('returns the same objects for what has not changed', () => {
      const parser = new PathListParser();
      const { path } = path_while_publishing as { readonly path: Fields };
      const first = parser.parse(pageOf([path]), 0)?.items[0];
      expect(parser.parse(pageOf([path]), 0)?.items[0]).toBe(first);
      const { bytesReceived = 0 } = first ?? {};
      expect(parser.parse(pageOf([grow(path, 1000)]), 0)?.items[0]).toBe(first);
      expect(first?.bytesReceived).toBe(bytesReceived + 1000);
    });
  });

  it.each(['', '{', '[]', '{"items":1}', '{"itemCount":1,"pageCount":1,"items":[{"name":"a"}', 'null'])(
    'treats %s as JSON.parse does',
    (text) => {
      const parser = new PathListParser();
      const resultOf = (parse: () => unknown) => {
        try {
          return { value: parse() };
        } catch (failure) {
          return { error: (failure as Error).name };
        }
      };
      expect(resultOf(() => parser.parse(Buffer.from(text), 0))).toEqual(
        resultOf(() => expectedOf(Buffer.from(text), 0)),
      );
    },
  );

  it('refuses a page that is cut off, also when it was complete before', () => {
    const parser = new PathListParser();
    const text = pageOf([{ name: 'a', bytesReceived: 1 }]);
    parser.parse(text, 0);
    for (let length = 0; length < text.length; length += 1)
      expect(() => parser.parse(text.subarray(0, length), 0)).toThrow(SyntaxError);
  });
});
