import 'reflect-metadata';
import { IssueStreamTokenRequest } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import { RequestPipe } from '../../platform/http/request-pipe';
import { parseIssueRequest, parseIssueRequests } from './parse-issue-request';

/** Invalid fields; none when the body is valid. */
function byHand(body: unknown): string[] {
  try {
    parseIssueRequest(body);
    return [];
  } catch (error) {
    return faultsOf(error);
  }
}
async function byDecorators(body: unknown): Promise<string[]> {
  const pipe = new RequestPipe();
  return pipe
    .transform(structuredClone(body), { type: 'body', metatype: IssueStreamTokenRequest })
    .then(() => [], faultsOf);
}
function faultsOf(error: unknown): string[] {
  if (!(error instanceof DomainError)) throw error;
  expect(error.code).toBe('validation-failed');
  return (error.details.errors ?? []).map(({ field }) => field).sort();
}

describe('the body of POST /streams/token', () => {
  it.each<[unknown, string[]]>([
    [{ pit_id: 1 }, []],
    [{ pit_id: 2_147_483_647 }, []],
    [{ pit_id: 2_147_483_648 }, ['pit_id']],
    [{ pit_id: 0 }, ['pit_id']],
    [{ pit_id: -1 }, ['pit_id']],
    [{ pit_id: 1.5 }, ['pit_id']],
    [{ pit_id: '1' }, ['pit_id']],
    [{ pit_id: null }, ['pit_id']],
    [{ pit_id: [1] }, ['pit_id']],
    [{ pit_id: { value: 1 } }, ['pit_id']],
    [{ pit_id: true }, ['pit_id']],
    [{}, ['pit_id']],
    [{ pit_id: 1, stream: 'main' }, []],
    [{ pit_id: 1, stream: 'sub' }, []],
    [{ pit_id: 1, stream: null }, ['stream']],
    [{ pit_id: 1, stream: 'raw' }, ['stream']],
    [{ pit_id: 1, stream: ['sub'] }, ['stream']],
    [{ pit_id: 1, act: 'publish' }, ['act']],
    [{ pit_id: 1, follows: 'a.b.c', renews: 'a.b.c' }, []],
    [{ pit_id: 1, follows: null, renews: null }, ['follows', 'renews']],
    [{ pit_id: 1, follows: 7 }, ['follows']],
    [{ pit_id: 1, renews: 'x'.repeat(2049) }, ['renews']],
    [{ path: 'workshop-1/pit-1' }, ['path', 'pit_id']],
  ])('%j has the invalid fields %j, by hand as by the DTO’s decorators', async (body, faults) => {
    expect(byHand(body)).toEqual(faults);
    expect(await byDecorators(body)).toEqual(faults);
  });

  it.each([null, [], [{ pit_id: 1 }], 'text', 7])('%j is rejected', (body) => {
    expect(byHand(body)).toEqual(['pit_id']);
  });

  it('never repeats a value in an error', () => {
    try {
      parseIssueRequest({ pit_id: 'secret-value' });
      throw new Error('was accepted');
    } catch (error) {
      expect(JSON.stringify((error as DomainError).details)).not.toContain('secret-value');
    }
  });
});

describe('the body of POST /streams/tokens', () => {
  const faults = (body: unknown): string[] => {
    try {
      parseIssueRequests(body);
      return [];
    } catch (error) {
      return faultsOf(error);
    }
  };

  it.each<[string, unknown, string[]]>([
    ['one item', { items: [{ pit_id: 1 }] }, []],
    ['50 items', { items: Array.from({ length: 50 }, (_, at) => ({ pit_id: at + 1 })) }, []],
    ['51 items', { items: Array.from({ length: 51 }, (_, at) => ({ pit_id: at + 1 })) }, ['items']],
    ['no item', { items: [] }, ['items']],
    ['no list', { items: { pit_id: 1 } }, ['items']],
    ['nothing', {}, ['items']],
    ['null', null, ['items']],
    ['a list as the body', [{ pit_id: 1 }], ['items']],
    ['an unknown field', { items: [{ pit_id: 1 }], act: 'publish' }, ['act']],
    ['the body of the other route', { pit_id: 1 }, ['items', 'pit_id']],
    [
      'invalid items',
      { items: [{ pit_id: 1 }, { pit_id: 'x' }, null] },
      ['items.1.pit_id', 'items.2.pit_id'],
    ],
    [
      'invalid fields of an item',
      { items: [{ pit_id: 1, stream: 'raw', follows: 7, renews: null, path: 'p' }] },
      ['items.0.follows', 'items.0.path', 'items.0.renews', 'items.0.stream'],
    ],
  ])('%s', (_name, body, expected) => {
    expect(faults(body)).toEqual(expected);
  });

  it('returns the items as requests for one token, in order', () => {
    expect(
      parseIssueRequests({
        items: [
          { pit_id: 2, stream: 'sub' },
          { pit_id: 1, follows: 'a' },
        ],
      }),
    ).toEqual([
      { pit_id: 2, stream: 'sub' },
      { pit_id: 1, stream: 'main', follows: 'a' },
    ]);
  });
});
