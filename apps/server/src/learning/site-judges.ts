// With which model and which limits the pings of a site are judged; everyone who scores asks here.
import { Injectable } from '@nestjs/common';
import { defaultModel, type Model, type Policy } from '@trackwarden/scoring';
import type { SiteEntity } from '../database/entities/site.entity.js';

export type SiteJudge = { model: Model; policy: Policy };

@Injectable()
export class SiteJudges {
  of({ settings }: SiteEntity): Promise<SiteJudge> {
    const { approveBelow, spamFrom, unproven } = settings;
    return Promise.resolve({ model: defaultModel, policy: { approveBelow, spamFrom, unproven } });
  }
}
