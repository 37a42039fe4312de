// Webhooks over HTTP: endpoints, their secrets, their delivery log.
import { Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  createdWebhookSchema,
  createWebhookSchema,
  deliveryQuerySchema,
  deliverySchema,
  listSchema,
  pageQuerySchema,
  redeliverFailedSchema,
  rotatedSecretSchema,
  rotateWebhookSchema,
  testWebhookSchema,
  updateWebhookSchema,
  webhookSchema,
  type CreatedWebhook,
  type Delivery,
  type List,
  type Webhook,
} from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { SitesService } from '../sites/sites.service.js';
import { Attempts } from './attempt.js';
import { DeliveriesService } from './deliveries.service.js';
import { webhookView } from './webhook-view.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('api/v1')
export class WebhooksController {
  constructor(
    private readonly sites: SitesService,
    private readonly webhooks: WebhooksService,
    private readonly deliveries: DeliveriesService,
    private readonly attempts: Attempts,
  ) {}

  @Get('sites/:id/webhooks')
  @Answers(200, listSchema(webhookSchema))
  async list(
    @IdParam() siteId: string,
    @ValidQuery(pageQuerySchema) { limit, cursor }: z.output<typeof pageQuerySchema>,
  ): Promise<List<Webhook>> {
    await this.sites.one(siteId);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, byId)[0];
    const rows = await this.webhooks.list(siteId, limit + 1, before);
    return pageOf(rows, limit, webhookView, ({ id }) => [id]);
  }

  @Post('sites/:id/webhooks')
  @Answers(201, createdWebhookSchema)
  async create(
    @IdParam() siteId: string,
    @ValidBody(createWebhookSchema) body: z.output<typeof createWebhookSchema>,
  ): Promise<CreatedWebhook> {
    const site = await this.sites.one(siteId);
    const webhook = await this.webhooks.create(site.id, body);
    return { ...webhookView(webhook), secret: webhook.secret };
  }

  @Patch('webhooks/:id')
  @Answers(200, webhookSchema)
  async update(
    @IdParam() id: string,
    @ValidBody(updateWebhookSchema) body: z.output<typeof updateWebhookSchema>,
  ): Promise<Webhook> {
    return webhookView(await this.webhooks.update(id, body));
  }

  @Delete('webhooks/:id')
  @HttpCode(204)
  async delete(@IdParam() id: string): Promise<void> {
    await this.webhooks.delete(id);
  }

  /** Sends one signed sample now, and answers with its result. */
  @Post('webhooks/:id/test')
  @Answers(200, deliverySchema)
  async test(
    @IdParam() id: string,
    @ValidBody(testWebhookSchema) { type }: z.output<typeof testWebhookSchema>,
  ): Promise<Delivery> {
    const webhook = await this.webhooks.one(id);
    const delivery = await this.deliveries.createTest(webhook, type);
    const { httpStatus } = await this.attempts.attempt(webhook, delivery);
    const delivered = httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
    await this.deliveries.finish(delivery.id, delivered ? 'delivered' : 'failed');
    return this.deliveries.view(delivery.id);
  }

  @Post('webhooks/:id/rotate')
  @Answers(200, rotatedSecretSchema)
  async rotate(
    @IdParam() id: string,
    @ValidBody(rotateWebhookSchema) body: z.output<typeof rotateWebhookSchema>,
  ): Promise<{ secret: string }> {
    const { secret } = await this.webhooks.rotate(id, body);
    return { secret };
  }

  @Post('webhooks/:id/enable')
  @Answers(200, webhookSchema)
  async enable(@IdParam() id: string): Promise<Webhook> {
    return webhookView(await this.webhooks.enable(id));
  }

  @Get('webhooks/:id/deliveries')
  @Answers(200, listSchema(deliverySchema))
  async log(
    @IdParam() id: string,
    @ValidQuery(deliveryQuerySchema) query: z.output<typeof deliveryQuerySchema>,
  ): Promise<List<Delivery>> {
    await this.webhooks.one(id);
    return this.deliveries.list(id, query);
  }

  @Post('deliveries/:id/redeliver')
  @Answers(202, deliverySchema)
  redeliver(@IdParam() id: string): Promise<Delivery> {
    return this.deliveries.redeliver(id);
  }

  @Post('webhooks/:id/redeliver-failed')
  @Answers(202, z.object({ count: z.number().int() }))
  async redeliverFailed(
    @IdParam() id: string,
    @ValidBody(redeliverFailedSchema) { since }: z.output<typeof redeliverFailedSchema>,
  ): Promise<{ count: number }> {
    await this.webhooks.one(id);
    return { count: await this.deliveries.redeliverFailed(id, new Date(since ?? 0)) };
  }
}
