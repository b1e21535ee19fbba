import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  ChangePasswordRequest,
  CreatePitRequest,
  CreateWorkshopRequest,
  IssueStreamTokenRequest,
  LoginRequest,
  PageQuery,
  PutCameraRequest,
  PutMaintenanceWindowRequest,
  UpdatePitRequest,
} from './index';

/** Fields that are refused, in the way that the backend checks: unknown ones too. */
function refused<T extends object>(request: new () => T, body: object): string[] {
  const rules = { whitelist: true, forbidNonWhitelisted: true };
  return validateSync(plainToInstance(request, body), rules).map(({ property }) => property);
}

const ONCE = { kind: 'once', begins_at: '2026-12-01T08:00:00Z', ends_at: '2026-12-01T09:00:00Z' };
const WEEKLY = {
  kind: 'weekly',
  days: [1],
  from_time: '08:00',
  to_time: '09:00',
  time_zone: 'Europe/Berlin',
};
const TEXT = (length: number) => 'x'.repeat(length);

describe('requests', () => {
  it.each<[string, new () => object, object]>([
    ['a sign-in', LoginRequest, { email: 'a@b.example', password: 'p' }],
    ['a new password', ChangePasswordRequest, { current_password: 'old', new_password: TEXT(12) }],
    ['a stream token', IssueStreamTokenRequest, { pit_id: 1 }],
    ['a workshop', CreateWorkshopRequest, { name: 'W' }],
    ['a pit', CreatePitRequest, { number: 9999, name: 'Bay by the door' }],
    ['a pit without a name', CreatePitRequest, { number: 1 }],
    ['a name', UpdatePitRequest, { name: 'Bay' }],
    ['no name any more', UpdatePitRequest, { name: null }],
    ['a camera by its address', PutCameraRequest, { kind: 'pull', url: 'rtsp://u:p@h/s' }],
    [
      'a camera by its fields',
      PutCameraRequest,
      { kind: 'pull', host: 'h', port: 554, path: '/s', user: 'u' },
    ],
    ['a camera that pushes', PutCameraRequest, { kind: 'push' }],
    ['a page', PageQuery, { limit: '100', cursor: 'c' }],
    ['one time of maintenance', PutMaintenanceWindowRequest, ONCE],
    ['maintenance in each week', PutMaintenanceWindowRequest, WEEKLY],
    ['fields of the other kind, which say nothing', PutMaintenanceWindowRequest, { ...WEEKLY, ...ONCE }],
  ])('may ask for %s', (_what, request, body) => {
    expect(refused(request, body)).toEqual([]);
  });

  it.each<[string, new () => object, object, string[]]>([
    ['nothing', LoginRequest, {}, ['email', 'password']],
    ['no address', LoginRequest, { email: 'not-an-address', password: 'p' }, ['email']],
    ['a number as password', LoginRequest, { email: 'a@b.example', password: 1 }, ['password']],
    [
      'a password past what is hashed',
      LoginRequest,
      { email: 'a@b.example', password: TEXT(201) },
      ['password'],
    ],
    ['an unknown field', LoginRequest, { email: 'a@b.example', password: 'p', role: 'operator' }, ['role']],
    [
      'a short new password',
      ChangePasswordRequest,
      { current_password: 'o', new_password: TEXT(11) },
      ['new_password'],
    ],
    ['text as id', IssueStreamTokenRequest, { pit_id: '1' }, ['pit_id']],
    ['an id past 32 bits', IssueStreamTokenRequest, { pit_id: 2_147_483_648 }, ['pit_id']],
    ['a fraction', IssueStreamTokenRequest, { pit_id: 1.5 }, ['pit_id']],
    ['an empty name', CreateWorkshopRequest, { name: '' }, ['name']],
    ['a bay number that is none', CreatePitRequest, { number: 0 }, ['number']],
    ['a long name', UpdatePitRequest, { name: TEXT(81) }, ['name']],
    ['an unknown kind', PutCameraRequest, { kind: 'carrier-pigeon' }, ['kind']],
    ['a port that is none', PutCameraRequest, { kind: 'pull', host: 'h', port: 65_536 }, ['port']],
    ['a path with a space', PutCameraRequest, { kind: 'pull', host: 'h', path: '/a b' }, ['path']],
    ['an unknown transport', PutCameraRequest, { kind: 'pull', host: 'h', transport: 'sctp' }, ['transport']],
    ['null as days of another kind', PutMaintenanceWindowRequest, { ...ONCE, days: null }, ['days']],
    [
      'a number as clock of another kind',
      PutMaintenanceWindowRequest,
      { ...ONCE, time_zone: 7 },
      ['time_zone'],
    ],
    ['an instant that is none', PutMaintenanceWindowRequest, { ...WEEKLY, begins_at: 5 }, ['begins_at']],
    ['a page that is too long', PageQuery, { limit: '101' }, ['limit']],
    ['a page in hexadecimal', PageQuery, { limit: '0x10' }, ['limit']],
    ['a page as a power', PageQuery, { limit: '1e1' }, ['limit']],
    ['a page after a space', PageQuery, { limit: ' 5' }, ['limit']],
    ['a page size that is not a number', PageQuery, { limit: '' }, ['limit']],
    ['two pages', PageQuery, { limit: ['5', '6'] }, ['limit']],
  ])('may not hold %s', (_what, request, body, fields) => {
    expect(refused(request, body)).toEqual(fields);
  });
});
