/** A tenant: one workshop with its pits and people. */
export class Workshop {
  id: number;

  name: string;

  /** ISO 8601 UTC. */
  created_at: string;
}
