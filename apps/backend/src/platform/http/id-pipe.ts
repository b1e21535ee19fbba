import type { ProblemCode } from '@ppf/contracts';
import type { PipeTransform } from '@nestjs/common';
import { DomainError } from '../problems/domain-error';

/** Parses an id in the path. A text that cannot be an id (PostgreSQL integer, from 1) results in 404. */
export class IdPipe implements PipeTransform<string, number> {
  /** @param notFound Problem code for an invalid id. */
  constructor(private readonly notFound: ProblemCode) {}

  /** Nest's entry point. */
  transform(value: string): number {
    if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > 2_147_483_647) throw new DomainError(this.notFound);
    return Number(value);
  }
}
