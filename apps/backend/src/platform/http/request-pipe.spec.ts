import { CreatePitRequest, CreateWorkshopRequest } from '@ppf/contracts';
import { DomainError } from '../problems/domain-error';
import { RequestPipe } from './request-pipe';

async function faultsIn(value: unknown, metatype: new () => object): Promise<unknown> {
  try {
    await new RequestPipe().transform(value, { type: 'body', metatype });
    return [];
  } catch (failure) {
    return (failure as DomainError).particulars.errors;
  }
}

describe('a request', () => {
  it.each([
    ['the first half of a character', '\ud83d', 'must not hold half of a character (U+D83D)'],
    ['the second half', 'Bay \udc00 1', 'must not hold half of a character (U+DC00)'],
    ['halves in the wrong order', '\ude00\ud83d', 'must not hold half of a character (U+DE00)'],
    ['U+0000', 'Bay\0', 'must not have the character U+0000'],
  ])('may not hold %s, which would be kept as another text', async (_, name, message) => {
    expect(await faultsIn({ name }, CreateWorkshopRequest)).toEqual([{ field: 'name', message }]);
  });

  it('has it named where it is', async () => {
    expect(await faultsIn({ number: 1, more: { names: ['\ud800'] } }, CreatePitRequest)).toEqual([
      { field: 'more.names.0', message: 'must not hold half of a character (U+D800)' },
    ]);
  });

  it('may hold whole characters of any plane', async () => {
    expect(await faultsIn({ number: 1, name: 'Grube 1 😀 – Süd' }, CreatePitRequest)).toEqual([]);
  });

  it.each([[null], [[]], ['text'], [7]])('is an object: %j is none', async (body) => {
    expect(await faultsIn(body, CreatePitRequest)).toEqual([
      { field: '', message: 'the body must be a JSON object' },
    ]);
  });
});
