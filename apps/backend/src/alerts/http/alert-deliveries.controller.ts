import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AlertDelivery, AlertDeliveryList, AlertDeliveryQuery } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindWorkshop } from '../../workshops';
import { ReadDeliveries } from '../outbox/read-deliveries';
import { RetryDelivery } from '../outbox/retry-delivery';

const WORKSHOP_ID = new IdPipe('workshop-not-found');
const DELIVERY_ID = new IdPipe('alert-delivery-not-found');

/** Deliveries of alert messages with their attempts. */
@Controller('workshops/:id/alert-deliveries')
export class AlertDeliveriesController {
  constructor(
    private readonly findWorkshop: FindWorkshop,
    private readonly deliveries: ReadDeliveries,
    private readonly retryDelivery: RetryDelivery,
  ) {}

  /** Lists the deliveries of the last 30 days, newest first. */
  @Get()
  @RequirePermission('alerts:read')
  async list(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Query() query: AlertDeliveryQuery,
  ): Promise<AlertDeliveryList> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.deliveries.list(workshop.id, query);
  }

  /** Returns one delivery. */
  @Get(':deliveryId')
  @RequirePermission('alerts:read')
  async get(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('deliveryId', DELIVERY_ID) deliveryId: number,
  ): Promise<AlertDelivery> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.deliveries.one(workshop.id, deliveryId);
  }

  /** Retries a delivery now, and keeps retrying for another 24 hours. A delivered message is not sent again. */
  @Post(':deliveryId/retry')
  @HttpCode(202)
  @RequirePermission('alerts:write')
  async retry(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('deliveryId', DELIVERY_ID) deliveryId: number,
  ): Promise<AlertDelivery> {
    const workshop = await this.findWorkshop.find(principal, id);
    const { id: existingId } = await this.deliveries.one(workshop.id, deliveryId);
    await this.retryDelivery.retry(workshop.id, existingId);
    return this.deliveries.one(workshop.id, existingId);
  }
}
