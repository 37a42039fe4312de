// Outgoing pings over HTTP: announce a page, look first at what would be sent, see what came back.
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  announceSchema,
  listSchema,
  outboxItemSchema,
  outboxPreviewSchema,
  pageQuerySchema,
  type List,
  type OutboxItem,
  type OutboxPreview,
} from '@trackwarden/contracts';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { SitesService } from '../sites/sites.service.js';
import { OutboxPreviews } from './outbox-preview.js';
import { outboxItemView } from './outbox-view.js';
import { OutboxService } from './outbox.service.js';

type AnnounceBody = z.output<typeof announceSchema>;

@ApiTags('outgoing pings')
@Controller('api/v1')
export class OutboxController {
  constructor(
    private readonly sites: SitesService,
    private readonly outbox: OutboxService,
    private readonly previews: OutboxPreviews,
  ) {}

  @Get('sites/:id/outbox')
  @Answers(200, listSchema(outboxItemSchema))
  async list(
    @IdParam() siteId: string,
    @ValidQuery(pageQuerySchema) { limit, cursor }: z.output<typeof pageQuerySchema>,
  ): Promise<List<OutboxItem>> {
    const site = await this.sites.one(siteId);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, byId)[0];
    const rows = await this.outbox.list(site.id, limit + 1, before);
    const pings = await this.outbox.pingsOf(rows.slice(0, limit));
    return pageOf(
      rows,
      limit,
      (item) => outboxItemView(item, pings, site),
      ({ id }) => [id],
    );
  }

  /** Announces a page: again after a change, an ended link or an end of the page, only that is told. */
  @Post('sites/:id/outbox')
  @Answers(201, outboxItemSchema)
  async announce(
    @IdParam() siteId: string,
    @ValidBody(announceSchema) body: AnnounceBody,
  ): Promise<OutboxItem> {
    const site = await this.sites.one(siteId);
    return this.outbox.view(await this.outbox.announce(site.id, body));
  }

  /** Reads the page and the pages it links to now, and sends nothing. */
  @Post('sites/:id/outbox/preview')
  @Answers(200, outboxPreviewSchema)
  async preview(
    @IdParam() siteId: string,
    @ValidBody(announceSchema) body: AnnounceBody,
  ): Promise<OutboxPreview> {
    return this.previews.preview(await this.sites.one(siteId), body);
  }

  @Get('outbox/:id')
  @Answers(200, outboxItemSchema)
  async one(@IdParam() id: string): Promise<OutboxItem> {
    return this.outbox.view(await this.outbox.one(id));
  }

  /** The same announcement again: what failed is tried anew, what was told unchanged is not repeated. */
  @Post('outbox/:id/resend')
  @Answers(202, outboxItemSchema)
  async resend(@IdParam() id: string): Promise<OutboxItem> {
    const { siteId, source, targets } = await this.outbox.one(id);
    const request = { source, targets: targets ?? undefined };
    return this.outbox.view(await this.outbox.announce(siteId, request));
  }
}
