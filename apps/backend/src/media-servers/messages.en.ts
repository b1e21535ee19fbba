/** English texts of media servers. */
export const EN = {
  unreachable:
    '{names} {count, plural, one {does not answer} other {do not answer}}, so nothing was moved or changed. Check that it runs, then try again.',
} as const;
