import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal, Roles } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { RequestSignal } from '../../platform/http/request-signal';
import { FindPit } from '../find-pit';
import { TestPitCamera } from './test-pit-camera';

/** Whether a camera can be seen. */
@Controller('pits/:id/camera/test')
@UseGuards(AccessGuard)
export class CameraTestController {
  constructor(
    private readonly findPit: FindPit,
    private readonly testPitCamera: TestPitCamera,
  ) {}

  /**
   * Connects to a camera that is pulled, or looks at what arrives from one that pushes, and tells, step by step, what works, what does not and what to do about it. At most one test a
   * pit at a time, four altogether, and ten a minute for one person. Ends when the request does.
   */
  @Post()
  @HttpCode(200)
  @Roles('super_admin', 'owner')
  async test(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
    @Body() body: TestCameraRequest,
    @RequestSignal() signal: AbortSignal,
  ): Promise<CameraTest> {
    const pit = await this.findPit.find(principal, id);
    return this.testPitCamera.test(principal, pit, body, signal);
  }
}
