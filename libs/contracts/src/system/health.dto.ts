/** Answer of the health addresses. */
export class Health {
  /** Always `ok`; anything else is a problem. */
  status: string;
}
