import { CreatePitRequest, CreateWorkshopRequest } from '@ppf/contracts';
import { textOf } from '../messages/text-of';
import { DomainError } from '../problems/domain-error';
import { IdPipe } from './id-pipe';
import { RequestPipe } from './request-pipe';

async function faultsIn(value: unknown, metatype: new () => object): Promise<unknown> {
  try {
    await new RequestPipe().transform(value, { type: 'body', metatype });
    return [];
  } catch (failure) {
    const { errors } = (failure as DomainError).details;
    return errors?.map((each) => ({ ...each, message: textOf(each.message) }));
  }
}

describe('a request', () => {
  it.each([
    ['the first half of a character', '\ud83d', 'must not contain half of a character (U+D83D)'],
    ['the second half', 'Bay \udc00 1', 'must not contain half of a character (U+DC00)'],
    ['halves in the wrong order', '\ude00\ud83d', 'must not contain half of a character (U+DE00)'],
    ['U+0000', 'Bay\0', 'must not contain the character U+0000'],
  ])('may not hold %s, which would be kept as another text', async (_, name, message) => {
    expect(await faultsIn({ name }, CreateWorkshopRequest)).toEqual([{ field: 'name', message }]);
  });

  it('names the location of an error', async () => {
    expect(await faultsIn({ number: 1, more: { names: ['\ud800'] } }, CreatePitRequest)).toEqual([
      { field: 'more.names.0', message: 'must not contain half of a character (U+D800)' },
    ]);
  });

  it('must not contain a field that the library does not define', async () => {
    expect(await faultsIn(JSON.parse('{"number":1,"constructor":{}}'), CreatePitRequest)).toEqual([
      { field: 'constructor', message: 'is not a field of this request' },
    ]);
  });

  it.each(['0x1', '1e0', '1.0', '1 ', '%31'])('finds nothing by the id %j, which is none', async (text) => {
    const metadata = { type: 'param', metatype: Number, data: 'id' } as const;
    const value = await new RequestPipe().transform(text, metadata);
    expect(() => new IdPipe('pit-not-found').transform(value as string)).toThrow(
      expect.objectContaining({ code: 'pit-not-found' }),
    );
  });

  it('finds a row by its id', async () => {
    const value = await new RequestPipe().transform('17', { type: 'param', metatype: Number, data: 'id' });
    expect(new IdPipe('pit-not-found').transform(value as string)).toBe(17);
  });

  it('may contain complete characters of any plane', async () => {
    expect(await faultsIn({ number: 1, name: 'Grube 1 😀 – Süd' }, CreatePitRequest)).toEqual([]);
  });

  it.each([[null], [[]], ['text'], [7]])('is an object: %j is none', async (body) => {
    expect(await faultsIn(body, CreatePitRequest)).toEqual([
      { field: '', message: 'the body must be a JSON object' },
    ]);
  });
});
