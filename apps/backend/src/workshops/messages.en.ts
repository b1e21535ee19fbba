/** English texts of workshops and their members. */
export const EN = {
  'camera-networks.range': 'must hold ranges such as 192.168.2.0/24, or the word public',
  'camera-networks.public': 'must not hold `public`: the operator allows no public addresses',
  'camera-networks.outside':
    'must hold no range outside the networks that the operator allows (CAMERA_NETWORKS)',
  'too-many-members': 'A workshop has {limit, plural, one {# member} other {# members}} at most.',
  'workshop-not-empty': 'Delete its pits first.',
} as const;
