/** English texts of event streams. */
export const EN = {
  'too-many-streams':
    'You have {limit, plural, one {# event stream} other {# event streams}} open. Close one of them first.',
} as const;
