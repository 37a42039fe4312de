// Block and trust lists over HTTP.
import { Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createListEntrySchema,
  listEntryQuerySchema,
  listEntrySchema,
  listSchema,
  updateListEntrySchema,
  type List,
  addedListEntrySchema,
  type AddedListEntry,
  type ListEntry,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { Answers } from '../http/answers.js';
import { IdParam, ValidBody, ValidQuery } from '../http/validated.js';
import { SitesService } from '../sites/sites.service.js';
import { ListsService } from './lists.service.js';

@ApiTags('rules')
@Controller('api/v1')
export class ListsController {
  constructor(
    private readonly sites: SitesService,
    private readonly lists: ListsService,
  ) {}

  @Get('sites/:id/lists')
  @Answers(200, listSchema(listEntrySchema))
  async list(
    @IdParam() siteId: string,
    @ValidQuery(listEntryQuerySchema) query: z.output<typeof listEntryQuerySchema>,
  ): Promise<List<ListEntry>> {
    await this.sites.one(siteId);
    return this.lists.list(siteId, query);
  }

  @Post('sites/:id/lists')
  @Answers(201, addedListEntrySchema)
  async create(
    @IdParam() siteId: string,
    @CurrentPrincipal() principal: Principal,
    @ValidBody(createListEntrySchema) body: z.output<typeof createListEntrySchema>,
  ): Promise<AddedListEntry> {
    await this.sites.one(siteId);
    return this.lists.create(siteId, body, principal);
  }

  @Patch('lists/:id')
  @Answers(200, listEntrySchema)
  update(
    @IdParam() id: string,
    @ValidBody(updateListEntrySchema) body: z.output<typeof updateListEntrySchema>,
  ): Promise<ListEntry> {
    return this.lists.update(id, body);
  }

  @Delete('lists/:id')
  @HttpCode(204)
  async delete(@IdParam() id: string): Promise<void> {
    await this.lists.delete(id);
  }
}
