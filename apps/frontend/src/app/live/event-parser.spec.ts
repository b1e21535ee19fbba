import { EventParser } from './event-parser';

const all = (...pieces: string[]) => {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.read(piece));
};

describe('EventParser', () => {
  it.each<[string, string[], object[]]>([
    ['an event', ['id: a-1\nevent: pit\ndata: {}\n\n'], [{ id: 'a-1', name: 'pit', data: '{}' }]],
    [
      'one that is cut anywhere',
      ['id: a', '-1\nev', 'ent: pit\nda', 'ta: {}\n', '\n'],
      [{ id: 'a-1', name: 'pit', data: '{}' }],
    ],
    ['two in a piece', ['data: 1\n\ndata: 2\n\n'], [{ data: '1' }, { data: '2' }]],
    [
      'lines that end as they may',
      ['data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n'],
      [{ data: '1' }, { data: '2' }, { data: '3' }],
    ],
    ['an end of line that is cut', ['data: 1\r', '\n\r', '\n'], [{ data: '1' }]],
    ['data of several lines', ['data: 1\ndata:2\n\n'], [{ data: '1\n2' }]],
    ['the id of one before', ['id: 7\ndata: 1\n\ndata: 2\n\n'], [{ id: '7' }, { id: '7', name: 'message' }]],
    ['no event without data', [':\n\nevent: pit\n\nid: 7\n\n'], []],
    ['no event that is not complete', ['data: 1\n'], []],
    ['no field that it does not know', ['retry: 1\nnonsense\ndata: 1\n\n'], [{ data: '1' }]],
  ])('reads %s', (_name, pieces, events) => {
    expect(all(...pieces)).toMatchObject(events);
    expect(all(...pieces)).toHaveLength(events.length);
  });

  it('does not take a name over to the next event', () => {
    expect(all('event: pit\n\ndata: 1\n\n')).toMatchObject([{ name: 'message' }]);
  });
});
