/** English texts about the database, for operators. */
export const EN = {
  'sessions.not-kept':
    'DATABASE_URL uses a connection pooler that does not keep sessions: notifications do not arrive, and two backends would be leaders at the same time.',
  'sessions.not-kept.fix':
    'Set pool_mode = session for this database in pgbouncer.ini (it is set to transaction or statement), or point DATABASE_URL at PostgreSQL itself.',
  'sessions.too-few-connections': 'The connection pooler at DATABASE_URL allows only one connection.',
  'sessions.too-few-connections.fix':
    'Set default_pool_size in pgbouncer.ini to at least DATABASE_POOL_SIZE + 2 for each backend, or point DATABASE_URL at PostgreSQL itself.',
  unreachable:
    'PostgreSQL at {address} cannot be reached ({code}): check DATABASE_URL and that it is running.',
} as const;
