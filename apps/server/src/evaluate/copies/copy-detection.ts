// Finds out at a check whether the source's page is a copy of other sources, or of the page that was pinged.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { canonicalUrl, type PageFacts } from '@trackwarden/protocol';
import {
  holdsMostOf,
  isNearlySame,
  isSharedByAuthors,
  pageLikenessOf,
  registrableDomain,
  type Copies,
  type Evidence,
} from '@trackwarden/scoring';
import type { PingEntity } from '../../database/entities/ping.entity.js';
import type { SourceReading } from '../read-source.js';
import { copiesOf } from './copies-of.js';
import { keepPage, pagesLike, type LikePage, type Provenance } from './page-likeness-rows.js';

@Injectable()
export class CopyDetection {
  constructor(private readonly dataSource: DataSource) {}

  /** Private mentions are compared with nothing, and nothing with them. */
  async of(ping: PingEntity, evidence: Evidence, reading: SourceReading): Promise<Copies | null> {
    const { facts, verification } = reading;
    if (verification.state !== 'linked' || facts === null || ping.isPrivate) return null;
    const provenance = provenanceOf(ping, facts);
    const alike = await this.alike(ping, reading, provenance);
    const targetDomain = registrableDomain(ping.target.url) ?? '';
    // pages of one site share their words, and others copy them
    const isNeighbour = ping.domain === targetDomain && !isSharedByAuthors(ping.source);
    if (evidence.reputation.trusted !== null || isNeighbour) return null;
    return copiesOf(
      {
        pingId: ping.id,
        domain: ping.domain,
        canonicalSource: ping.canonicalSource,
        receivedAt: ping.receivedAt,
        publishedAt: provenance.publishedAt,
        namesOriginalAt: provenance.originalAt,
        targetDomain,
        isCopyOfTarget: holdsMostOf(evidence.target.text ?? '', facts.text),
      },
      alike,
    );
  }

  /** Of pages that come at once each is kept before it looks for others: the last to look sees all. */
  private async alike(
    ping: PingEntity,
    { facts, verification }: SourceReading,
    provenance: Provenance,
  ): Promise<LikePage[]> {
    const likeness = pageLikenessOf(facts?.text ?? '', verification.link?.context ?? '');
    if (likeness === null) return [];
    await keepPage(this.dataSource, ping, likeness, provenance);
    const pages = await pagesLike(this.dataSource, ping, likeness);
    return pages.filter(({ words }) => isNearlySame(words, likeness.words));
  }
}

function provenanceOf({ domain }: PingEntity, facts: PageFacts): Provenance {
  const original = facts.canonicalUrl && registrableDomain(facts.canonicalUrl);
  return {
    publishedAt: dateOf(facts.publishedAt),
    originalAt: original && original !== domain ? original : null,
    syndicatedTo: facts.syndication.map(canonicalUrl).filter((url) => url !== null),
  };
}

function dateOf(text: string | null): Date | null {
  const date = text === null ? null : new Date(text);
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}
