// Authors' photos from our own address: to the public of what is public, to moderators of what is proven.
import { Controller, Delete, Get, HttpCode, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { photoQuerySchema, type PhotoQuery } from '@trackwarden/contracts';
import { Public } from '../accounts/principal.js';
import { DomainError } from '../errors.js';
import { confine } from '../http/security-headers.js';
import { IdParam, ValidQuery } from '../http/validated.js';
import { PingFinder } from '../pings/ping-finder.js';
import { initialsOf } from './initials.js';
import { PhotoAddresses } from './photo-addresses.js';
import { PhotosService } from './photos.service.js';
import { photoSizes, type PhotoSize } from './picture.js';
import { moderatorPhotoOf, publicPhotoOf, type ShownPhoto } from './shown-photo.js';

/** Caches of others may show a photo that was taken down for so long. */
const AN_HOUR = 'max-age=3600';
/** Initials may make way for a photo soon. */
const A_MOMENT = 'max-age=300';

const picture = {
  description: 'The photo as WebP; initials as SVG when there is none that can be shown',
  content: {
    'image/webp': { schema: { type: 'string', format: 'binary' } },
    'image/svg+xml': { schema: { type: 'string' } },
  },
} as const;

@Controller()
export class PhotosController {
  constructor(
    private readonly addresses: PhotoAddresses,
    private readonly pings: PingFinder,
    private readonly photos: PhotosService,
  ) {}

  @Public()
  @ApiTags('public')
  @Get('photos/:signedId')
  @ApiOkResponse(picture)
  async ofMention(
    @Param('signedId') signedId: string,
    @ValidQuery(photoQuerySchema) query: PhotoQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('x-robots-tag', 'noindex').header('access-control-allow-origin', '*');
    const pingId = this.addresses.pingIdOf(signedId);
    if (pingId === null) throw new DomainError('not-found');
    await this.send(publicPhotoOf(await this.pings.one(pingId)), 'public', query, request, reply);
  }

  @ApiTags('pings')
  @Get('api/v1/pings/:id/photo')
  @ApiOkResponse(picture)
  async ofPing(
    @IdParam() id: string,
    @ValidQuery(photoQuerySchema) query: PhotoQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(moderatorPhotoOf(await this.pings.one(id)), 'private', query, request, reply);
  }

  /** Takes the photo down wherever the installation shows it; readers see initials from then on. */
  @ApiTags('pings')
  @Delete('api/v1/pings/:id/photo')
  @HttpCode(204)
  async takeDown(@IdParam() id: string): Promise<void> {
    const { published, extracted } = await this.pings.one(id);
    const urls = [published?.author.photo, extracted?.author.photo].filter((url) => url != null);
    if (urls.length === 0) throw new DomainError('not-found', { detail: 'The ping has no photo.' });
    await Promise.all([...new Set(urls)].map((url) => this.photos.takeDown(url)));
  }

  private async send(
    shown: ShownPhoto | null,
    audience: 'public' | 'private',
    { size }: PhotoQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (!shown) throw new DomainError('not-found', { detail: 'There is no photo to show.' });
    confine(reply);
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    const photo = await this.photos.of(shown.url, sizeOf(size));
    if (!photo)
      return void reply
        .header('cache-control', `${audience}, ${A_MOMENT}`)
        .type('image/svg+xml; charset=utf-8')
        .send(initialsOf(shown.name));
    const etag = `"${photo.etag}"`;
    void reply
      .header('cache-control', `${audience}, ${AN_HOUR}`)
      .header('etag', etag)
      .type('image/webp');
    if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
    void reply.send(photo.bytes);
  }
}

const sizeOf = (pixels: number): PhotoSize =>
  pixels === photoSizes.small ? 'small' : pixels === photoSizes.large ? 'large' : 'medium';
