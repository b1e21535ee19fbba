import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  AlertChannel,
  AlertChannelList,
  CreateAlertChannelRequest,
  CreatedAlertChannel,
  PageQuery,
  UpdateAlertChannelRequest,
} from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { AlertsConfig } from '../../config/alerts.config';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { FindWorkshop } from '../../workshops';
import { AlertChannelEntity } from '../channels/alert-channel.entity';
import { ChangeAlertChannel } from '../channels/change-alert-channel';
import { CreateAlertChannel } from '../channels/create-alert-channel';
import { FindAlertChannel } from '../channels/find-alert-channel';
import { BuildAlertChannelResponses } from '../channels/build-alert-channel-responses';
import { RequestConfirmation } from '../recipients/request-confirmation';

const WORKSHOP_ID = new IdPipe('workshop-not-found');
const CHANNEL_ID = new IdPipe('alert-channel-not-found');

/** Alert channels of a workshop. */
@Controller('workshops/:id/alert-channels')
export class AlertChannelsController {
  private readonly emailAvailable: boolean;

  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly findChannel: FindAlertChannel,
    private readonly createChannel: CreateAlertChannel,
    private readonly changeChannel: ChangeAlertChannel,
    private readonly buildResponses: BuildAlertChannelResponses,
    private readonly requestConfirmation: RequestConfirmation,
    config: AlertsConfig,
  ) {
    this.emailAvailable = config.smtpUrl !== null;
  }

  /** Lists the channels by id. */
  @Get()
  @RequirePermission('alerts:read')
  async list(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Query() query: PageQuery,
  ): Promise<AlertChannelList> {
    const { id: workshopId } = await this.findWorkshop.find(principal, id);
    const page = readPage(query);
    const rows = await this.channels.find({
      where: { workshopId, id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    const list = pageOf(
      await this.buildResponses.build(workshopId, rows),
      page,
      (channel) => channel.id,
      (channel) => channel,
    );
    return { ...list, email_available: this.emailAvailable };
  }

  /**
   * Creates a channel. A webhook’s signing secret is returned only here. Email recipients get a message to confirm their
   * address.
   */
  @Post()
  @RequirePermission('alerts:write')
  async create(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: CreateAlertChannelRequest,
  ): Promise<CreatedAlertChannel> {
    const workshop = await this.findWorkshop.find(principal, id);
    const { channel, secret } = await this.createChannel.create(workshop.id, body);
    await this.requestConfirmation.requestWithinLimits(workshop, channel.recipients);
    return { channel: await this.buildResponses.buildOne(channel), secret };
  }

  /** Returns one channel. */
  @Get(':channelId')
  @RequirePermission('alerts:read')
  async get(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('channelId', CHANNEL_ID) channelId: number,
  ): Promise<AlertChannel> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.buildResponses.buildOne(await this.findChannel.find(workshop.id, channelId));
  }

  /** Changes a channel. Its kind cannot be changed. */
  @Patch(':channelId')
  @RequirePermission('alerts:write')
  async update(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('channelId', CHANNEL_ID) channelId: number,
    @Body() body: UpdateAlertChannelRequest,
  ): Promise<AlertChannel> {
    const workshop = await this.findWorkshop.find(principal, id);
    const channel = await this.findChannel.find(workshop.id, channelId);
    const changed = await this.changeChannel.change(channel, body);
    const added = changed.recipients.filter((address) => !channel.recipients.includes(address));
    await this.requestConfirmation.requestWithinLimits(workshop, added);
    return this.buildResponses.buildOne(changed);
  }

  /** Deletes a channel with its deliveries, including waiting messages. */
  @Delete(':channelId')
  @HttpCode(204)
  @RequirePermission('alerts:write')
  async delete(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('channelId', CHANNEL_ID) channelId: number,
  ): Promise<void> {
    const workshop = await this.findWorkshop.find(principal, id);
    const channel = await this.findChannel.find(workshop.id, channelId);
    await this.channels.delete({ id: channel.id });
  }
}
