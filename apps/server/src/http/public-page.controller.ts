// The style of the pages that people outside see.
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../accounts/principal.js';
import { PUBLIC_PAGE_STYLE, PUBLIC_PAGE_STYLE_PATH } from './public-page.js';

@Public()
@ApiExcludeController()
@Controller()
export class PublicPageController {
  @Get(PUBLIC_PAGE_STYLE_PATH)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  style(): string {
    return PUBLIC_PAGE_STYLE;
  }
}
