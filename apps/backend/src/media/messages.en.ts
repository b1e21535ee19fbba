/** English texts of the media of a media server. Messages of fields follow the name of a field. */
export const EN = {
  'history.from-after-to': 'must be before `to` and before now',
  'history.too-long': 'must be at most {limit, plural, one {# day} other {# days}} before `to`',
  'history.instant': 'must be an instant with its offset, such as 2026-01-31T08:00:00Z',
  'plan.failed': 'it cannot be planned; the log says why',
} as const;
