/** English texts of sign-ins and permissions. */
export const EN = {
  'too-many-attempts': 'Too many attempts to sign in. Wait a few minutes and try again.',
  'permission.account.write': 'See the own account and change its password',
  'permission.alerts.read': 'See alert channels, deliveries and maintenance windows',
  'permission.alerts.write': 'Change alert channels and maintenance windows, send test alerts',
  'permission.cameras.write': 'Set up, test, import, pause and delete cameras, issue publish keys',
  'permission.media-servers.read': 'See media servers and what is placed on them',
  'permission.media-servers.write':
    'Add, change, drain and remove media servers, place workshops, enrol media agents',
  'permission.members.read': 'See the members of a workshop',
  'permission.members.write':
    'Add members to a workshop, change their role and pits, disable and remove them',
  'permission.pits.diagnose': 'Troubleshoot a pit',
  'permission.pits.read': 'See pits, their cameras without secrets, their status and their history',
  'permission.pits.write': 'Add, rename and delete pits',
  'permission.streams.watch': 'Watch pits live',
  'permission.system.read': 'See the version and the state of the installation',
  'permission.viewing-sessions.read': 'See and end the own viewing sessions',
  'permission.viewing-sessions.write': 'See and end all viewing sessions',
  'permission.workshops.create': 'Create workshops',
  'permission.workshops.delete': 'Delete workshops',
  'permission.workshops.read': 'See workshops',
  'permission.workshops.write': 'Rename a workshop and choose the networks of its cameras',
} as const;
