/** English texts of media servers. */
export const EN = {
  unreachable:
    '{names} {count, plural, one {does not respond} other {do not respond}}, so nothing was moved or changed. Check that it is running, then try again.',
} as const;
