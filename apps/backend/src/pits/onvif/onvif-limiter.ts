import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraTestLimiter } from '../cameras/network/camera-test-limiter';

/**
 * Lets what asks by ONVIF take turns, as camera tests do: one for a workshop at a time, four altogether, ten a minute for
 * one person.
 */
@Injectable()
export class OnvifLimiter {
  private readonly limiter = new CameraTestLimiter();

  /** @throws DomainError too-many-requests */
  async run<Result>(person: number, workshop: number, work: () => Promise<Result>): Promise<Result> {
    const wait = this.limiter.tryStart(person, workshop, new Date());
    if (wait !== null)
      throw new DomainError('too-many-requests', {
        detail: `Cameras are being looked for already. Try again in ${wait} s.`,
        retryAfterSeconds: wait,
      });
    try {
      return await work();
    } finally {
      this.limiter.finish(workshop);
    }
  }
}
