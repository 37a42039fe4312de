// Tells open dashboards that a rule changed.
import { Injectable } from '@nestjs/common';
import type { RuleEntity } from '../database/entities/rule.entity.js';
import { LiveEvents } from '../pings/live-events.js';

@Injectable()
export class RuleNews {
  constructor(private readonly live: LiveEvents) {}

  changed({ id, siteId, version }: Pick<RuleEntity, 'id' | 'siteId' | 'version'>): void {
    this.live.publish([{ type: 'rule.changed', id, siteId, version }]);
  }
}
