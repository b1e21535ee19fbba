import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  CreateAlertChannelRequest,
  CreateMediaServerRequest,
  CreateMemberRequest,
  CreatePitRequest,
  CreateWorkshopRequest,
  PutMaintenanceWindowRequest,
  UpdateAlertChannelRequest,
  UpdateMediaServerRequest,
  UpdatePitRequest,
  UpdateWorkshopRequest,
} from '../index';

/** The error of a field. */
function faultOf(request: new () => object, field: string, value: string): string | undefined {
  const faults = validateSync(plainToInstance(request, { [field]: value }), { stopAtFirstError: true });
  return Object.values(faults.find(({ property }) => property === field)?.constraints ?? {})[0];
}

describe('a name', () => {
  it.each([
    ['a line break', 'Bay\n7', 'must not contain a line break (U+000A)'],
    ['a tab', 'Bay\t7', 'must not contain a tab (U+0009)'],
    ['a null character', 'Bay\0', 'must not contain a null character (U+0000)'],
    ['an escape sequence', 'Bay \u001b[31m', 'must not contain an escape character (U+001B)'],
    ['a control character of Latin-1', 'Bay\u0085', 'must not contain a control character (U+0085)'],
    ['half of a character', 'Bay \ud83d', 'must not contain half of a character (U+D83D)'],
    ['a replacement character', 'T\ufffdr', /replacement character.*\(U\+FFFD\)/],
    ['a zero-width space', 'Bay\u200b7', 'must not contain a zero-width space (U+200B)'],
    ['a mark that turns what follows', 'Bay \u202e7', 'must not contain an invisible character (U+202E)'],
    ['a soft hyphen', 'Bay\u00ad7', 'must not contain a soft hyphen (U+00AD)'],
    ['a byte order mark', '\ufeffBay', 'must not contain a byte order mark (U+FEFF)'],
    ['a no-break space', 'Bay\u00a07', 'must not contain a no-break space (U+00A0)'],
    ['a line separator', 'Bay\u20287', 'must not contain an invisible character (U+2028)'],
    ['a letter that shows nothing', '\u3164', 'must not contain an invisible character (U+3164)'],
    ['a blank of braille', '\u2800', 'must not contain an invisible character (U+2800)'],
    ['a joiner that joins nothing', 'Bay \u200d7', 'must not contain an invisible character (U+200D)'],
    ['a selector that selects nothing', 'Bay \ufe0f', 'must not contain an invisible character (U+FE0F)'],
    ['a private character', '\ue000', 'must not contain an invisible character (U+E000)'],
    ['spaces alone', '   ', 'must not be blank'],
  ])('must not contain %s', (_, name, fault) => {
    expect(faultOf(CreatePitRequest, 'name', name)).toMatch(
      typeof fault === 'string' ? `name ${fault}` : fault,
    );
  });

  it.each([
    'Bay 7',
    'Tür Süd – “links”',
    'Müller & Söhne / Zufahrt (hinten)',
    'Cafe\u0301',
    '修理 七号',
    'ورشة',
    'می\u200cخواهم',
    'क्\u200dष',
    '👩🏽\u200d🔧 Bay',
    '❤\ufe0f\u200d🔥',
    '1\ufe0f\u20e3',
    '🇩🇪',
    "O'Neill; DROP TABLE pit; --",
  ])('may be %j', (name) => {
    expect(faultOf(CreatePitRequest, 'name', name)).toBeUndefined();
  });

  it.each<[new () => object, string]>([
    [CreatePitRequest, 'name'],
    [UpdatePitRequest, 'name'],
    [CreateWorkshopRequest, 'name'],
    [UpdateWorkshopRequest, 'name'],
    [CreateMemberRequest, 'display_name'],
    [CreateAlertChannelRequest, 'name'],
    [UpdateAlertChannelRequest, 'name'],
    [PutMaintenanceWindowRequest, 'reason'],
    [CreateMediaServerRequest, 'name'],
    [UpdateMediaServerRequest, 'name'],
  ])('is checked in %p, field %s', (request, field) => {
    expect(faultOf(request, field, 'a\u200bb')).toBe(`${field} must not contain a zero-width space (U+200B)`);
    expect(faultOf(request, field, '   ')).toBe(`${field} must not be blank`);
    expect(faultOf(request, field, 'a b')).toBeUndefined();
  });
});
