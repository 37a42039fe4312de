// Sites and their targets over HTTP.
import { Controller, Delete, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createSiteSchema,
  createTargetSchema,
  listSchema,
  pageQuerySchema,
  siteSchema,
  targetSchema,
  updateSiteSchema,
  updateTargetSchema,
  type List,
  type Site,
  type Target,
} from '@trackwarden/contracts';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { siteView, targetView } from './site-view.js';
import { SitesService } from './sites.service.js';
import { TargetsService } from './targets.service.js';

type PageQuery = z.output<typeof pageQuerySchema>;

@ApiTags('sites')
@Controller('api/v1')
export class SitesController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sites: SitesService,
    private readonly targets: TargetsService,
  ) {}

  @Get('sites')
  @Answers(200, listSchema(siteSchema))
  async list(@ValidQuery(pageQuerySchema) query: PageQuery): Promise<List<Site>> {
    const rows = await this.sites.list(query.limit + 1, beforeOf(query));
    return pageOf(
      rows,
      query.limit,
      (site) => this.view(site),
      ({ id }) => [id],
    );
  }

  @Post('sites')
  @Answers(201, siteSchema)
  async create(
    @ValidBody(createSiteSchema) body: z.output<typeof createSiteSchema>,
  ): Promise<Site> {
    return this.view(await this.sites.create(body));
  }

  @Get('sites/:id')
  @Answers(200, siteSchema)
  async one(@IdParam() id: string): Promise<Site> {
    return this.view(await this.sites.one(id));
  }

  @Patch('sites/:id')
  @Answers(200, siteSchema)
  async update(
    @IdParam() id: string,
    @ValidBody(updateSiteSchema) body: z.output<typeof updateSiteSchema>,
  ): Promise<Site> {
    return this.view(await this.sites.update(id, body));
  }

  /** Deletes the site with its targets, pings, decisions and webhooks. */
  @Delete('sites/:id')
  @HttpCode(204)
  async delete(@IdParam() id: string): Promise<void> {
    await this.sites.delete(id);
  }

  @Get('sites/:id/targets')
  @Answers(200, listSchema(targetSchema))
  async listTargets(
    @IdParam() siteId: string,
    @ValidQuery(pageQuerySchema) query: PageQuery,
  ): Promise<List<Target>> {
    await this.sites.one(siteId);
    const rows = await this.targets.list(siteId, query.limit + 1, beforeOf(query));
    const aliases = await this.targets.aliasesOf(rows);
    const view = (row: (typeof rows)[number]) =>
      targetView(row, this.config.publicUrl, aliases.get(row.id));
    return pageOf(rows, query.limit, view, ({ id }) => [id]);
  }

  @Post('sites/:id/targets')
  @Answers(201, targetSchema)
  async createTarget(
    @IdParam() siteId: string,
    @ValidBody(createTargetSchema) body: z.output<typeof createTargetSchema>,
  ): Promise<Target> {
    const site = await this.sites.one(siteId);
    return targetView(await this.targets.create(site, body), this.config.publicUrl);
  }

  @Patch('targets/:id')
  @Answers(200, targetSchema)
  async updateTarget(
    @IdParam() id: string,
    @ValidBody(updateTargetSchema) body: z.output<typeof updateTargetSchema>,
  ): Promise<Target> {
    const target = await this.targets.one(id);
    const site = await this.sites.one(target.siteId);
    const updated = await this.targets.update(target, site, body);
    const aliases = await this.targets.aliasesOf([updated]);
    return targetView(updated, this.config.publicUrl, aliases.get(updated.id));
  }

  /** Deletes the target with its pings. */
  @Delete('targets/:id')
  @HttpCode(204)
  async deleteTarget(@IdParam() id: string): Promise<void> {
    await this.targets.delete(id);
  }

  private view(site: Parameters<typeof siteView>[0]): Site {
    return siteView(site, this.config.publicUrl);
  }
}

function beforeOf({ cursor }: PageQuery): string | undefined {
  return cursor === undefined ? undefined : decodeCursor(cursor, byId)[0];
}
