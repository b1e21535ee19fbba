import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  MaintenanceWindow,
  MaintenanceWindowList,
  PageQuery,
  PutMaintenanceWindowRequest,
} from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { Clock } from '../../platform/clock';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { DomainError } from '../../platform/problems/domain-error';
import { FindWorkshop } from '../../workshops';
import { MaintenanceWindowEntity } from '../maintenance/maintenance-window.entity';
import { PutMaintenanceWindow } from '../maintenance/put-maintenance-window';
import { toMaintenanceWindowResponse } from '../maintenance/to-maintenance-window-response';

const WORKSHOP_ID = new IdPipe('workshop-not-found');
const WINDOW_ID = new IdPipe('maintenance-window-not-found');

/** Maintenance windows: times without alerts. */
@Controller('workshops/:id/maintenance-windows')
export class MaintenanceWindowsController {
  constructor(
    @InjectRepository(MaintenanceWindowEntity)
    private readonly windows: Repository<MaintenanceWindowEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly putWindow: PutMaintenanceWindow,
    private readonly clock: Clock,
  ) {}

  /** Lists the windows by id. */
  @Get()
  @RequirePermission('alerts:read')
  async list(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Query() query: PageQuery,
  ): Promise<MaintenanceWindowList> {
    const { id: workshopId } = await this.findWorkshop.find(principal, id);
    const page = readPage(query);
    const rows = await this.windows.find({
      where: { workshopId, id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return pageOf(
      rows,
      page,
      (window) => window.id,
      (window) => this.toResponse(window),
    );
  }

  /** Creates a window. */
  @Post()
  @RequirePermission('alerts:write')
  async create(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: PutMaintenanceWindowRequest,
  ): Promise<MaintenanceWindow> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.toResponse(await this.putWindow.put(workshop.id, null, body));
  }

  /** Replaces a window. To end an active window, set its end to a past instant. */
  @Put(':windowId')
  @RequirePermission('alerts:write')
  async replace(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('windowId', WINDOW_ID) windowId: number,
    @Body() body: PutMaintenanceWindowRequest,
  ): Promise<MaintenanceWindow> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.toResponse(await this.putWindow.put(workshop.id, windowId, body));
  }

  /** Deletes a window. Cameras that are still offline are alerted once they have been offline for the channel’s delay. */
  @Delete(':windowId')
  @HttpCode(204)
  @RequirePermission('alerts:write')
  async delete(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('windowId', WINDOW_ID) windowId: number,
  ): Promise<void> {
    const workshop = await this.findWorkshop.find(principal, id);
    const { affected } = await this.windows.delete({ id: windowId, workshopId: workshop.id });
    if (affected !== 1) throw new DomainError('maintenance-window-not-found');
  }

  private toResponse(window: MaintenanceWindowEntity): MaintenanceWindow {
    return toMaintenanceWindowResponse(window, this.clock.now().getTime());
  }
}
