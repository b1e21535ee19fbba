import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { RequestSignal } from '../../platform/http/request-signal';
import { FindPit } from '../find-pit';
import { TestPitCamera } from './test-pit-camera';

/** Camera tests. */
@Controller('pits/:id/camera/test')
@RequirePermission('cameras:write')
export class CameraTestController {
  constructor(
    private readonly findPit: FindPit,
    private readonly testPitCamera: TestPitCamera,
  ) {}

  /**
   * Connects to a camera that is pulled, or inspects the stream of a camera that pushes, and returns the result of each step with a fix for each fault. Limits: one test per pit, two per workshop and four per server in parallel, and ten per user and minute. Ends when the request ends.
   */
  @Post()
  @HttpCode(200)
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
