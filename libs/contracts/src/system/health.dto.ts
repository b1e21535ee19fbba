/** Response of the health routes. */
export class Health {
  /** Always `ok`. A failure is a problem response. */
  status: string;
}
