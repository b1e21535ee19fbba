import { integer } from './kinds-of-setting';
import { concern } from './setting';

/** Retention of history. */
export class HistoryConfig extends concern('History', {
  streamDays: integer('STREAM_HISTORY_DAYS', {
    default: '90',
    min: 1,
    max: 3650,
    about: 'Days that the outages and uptime of pits are kept, 1 to 3650.',
  }),
}) {}
