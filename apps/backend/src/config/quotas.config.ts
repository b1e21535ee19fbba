import { integer } from './kinds-of-setting';
import { concern } from './setting';

/** Limits per workshop and per user, so that none uses up what others need. */
export class QuotasConfig extends concern('Quotas', {
  pitsPerWorkshop: integer('MAX_PITS_PER_WORKSHOP', {
    default: '500',
    min: 1,
    max: 9999,
    about: 'Pits of one workshop, 1 to 9999. A workshop that has more keeps them and gets no further ones.',
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
    about: 'Times that one user may end viewing sessions within a minute, 1 to 10000.',
  }),
}) {}
