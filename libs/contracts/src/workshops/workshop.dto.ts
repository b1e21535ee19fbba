/** A tenant: one workshop with its pits and people. */
export class Workshop {
  id: number;

  name: string;

  /**
   * Where the workshop's cameras may be, as ranges such as `192.168.2.0/24`, or the word `public` for every public
   * address; never more than CAMERA_NETWORKS allows. Null: all that it allows.
   */
  camera_networks: string[] | null;

  /** Whether it is the sample workshop of the first start. */
  is_sample: boolean;

  /** ISO 8601 UTC. */
  created_at: string;
}
