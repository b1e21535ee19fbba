import { integer } from './kinds-of-setting';
import { concern } from './setting';

/** Limits per workshop and per user, so that none exhausts the capacity of others. */
export class QuotasConfig extends concern('Quotas', {
  pitsPerWorkshop: integer('MAX_PITS_PER_WORKSHOP', {
    default: '500',
    min: 1,
    max: 9999,
    about: 'Pits of one workshop, 1 to 9999. A workshop that has more keeps them, but cannot add any.',
  }),
  transcodersPerWorkshop: integer('MAX_TRANSCODERS_PER_WORKSHOP', {
    default: '20',
    min: 0,
    max: 9999,
    about:
      'Cameras of one workshop that are re-encoded at the media server, 0 to 9999. Each takes up to a core while it runs.',
  }),
  membersPerWorkshop: integer('MAX_MEMBERS_PER_WORKSHOP', {
    default: '200',
    min: 1,
    max: 100_000,
    about: 'Members of one workshop, 1 to 100000.',
  }),
  revocationsPerMinute: integer('MAX_REVOCATIONS_PER_MINUTE', {
    default: '60',
    min: 1,
    max: 10_000,
    about: 'Maximum number of requests to end viewing sessions per user and minute, 1 to 10000.',
  }),
}) {}
