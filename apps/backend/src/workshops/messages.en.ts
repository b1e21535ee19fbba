/** English texts of workshops and their members. */
export const EN = {
  'camera-networks.range': 'must contain ranges such as 192.168.2.0/24, or the word public',
  'camera-networks.public': 'must not contain `public`: the operator allows no public addresses',
  'camera-networks.outside':
    'must contain no range outside the networks that the operator allows (CAMERA_NETWORKS)',
  'pit-ids.owner': 'must be absent for owners: an owner has all pits',
  'pit-ids.unknown': 'must contain pits of the workshop only',
  'too-many-members': 'A workshop can have at most {limit, plural, one {# member} other {# members}}.',
  'workshop-not-empty': 'Delete its pits first.',
} as const;
