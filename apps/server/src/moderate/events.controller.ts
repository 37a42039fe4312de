// Live events for dashboards: what changed, never the content.
import { Controller, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { interval, map, merge, startWith, takeUntil, last, type Observable } from 'rxjs';
import { LiveListener } from './live-listener.js';

const HEARTBEAT_MS = 15_000;

@ApiTags('live')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly live: LiveListener) {}

  /** A `heartbeat` event opens the stream and comes every 15 s, so that a dead connection is noticed. */
  @ApiOkResponse({
    description: 'Server-sent events; the data of each is one event as JSON',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @Sse()
  stream(): Observable<MessageEvent> {
    const { events } = this.live;
    const heartbeat = interval(HEARTBEAT_MS).pipe(
      startWith(0),
      map((): MessageEvent => ({ type: 'heartbeat', data: {} })),
      takeUntil(events.pipe(last(null, null))),
    );
    return merge(heartbeat, events.pipe(map((event): MessageEvent => ({ data: event }))));
  }
}
