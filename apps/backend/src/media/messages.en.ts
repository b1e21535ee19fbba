/** English texts of the media module. Messages of fields follow the name of a field. */
export const EN = {
  'history.from-after-to': 'must be before `to` and before now',
  'history.too-long': 'must be at most {limit, plural, one {# day} other {# days}} before `to`',
  'history.instant': 'must be an instant with its offset, such as 2026-01-31T08:00:00Z',
  'plan.failed': 'cannot be planned: the reason is in the log',
} as const;
