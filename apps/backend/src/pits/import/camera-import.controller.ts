import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CameraImport, ImportCamerasRequest } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { RequestSignal } from '../../platform/http/request-signal';
import { FindWorkshop } from '../../workshops/index';
import { ImportCameras } from './import-cameras';

/** Import of cameras. */
@Controller('workshops/:id/cameras/import')
@RequirePermission('cameras:write')
export class CameraImportController {
  constructor(
    private readonly findWorkshop: FindWorkshop,
    private readonly importCameras: ImportCameras,
  ) {}

  /** Creates pits with cameras from a CSV table: all rows, or none with the errors of each row. */
  @Post()
  @HttpCode(200)
  async import(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('workshop-not-found')) id: number,
    @Body() body: ImportCamerasRequest,
    @RequestSignal() signal: AbortSignal,
  ): Promise<CameraImport> {
    return this.importCameras.import(principal, await this.findWorkshop.find(principal, id), body, signal);
  }
}
