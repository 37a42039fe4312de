// What a ping is to the page, as a small label: a mention, a reply, a like, an answer to an invitation.
import type { Ping } from '@trackwarden/contracts';
import {
  Bookmark,
  CalendarCheck,
  Heart,
  Link2,
  Repeat2,
  Reply,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.js';

const icons = {
  mention: Link2,
  reply: Reply,
  like: Heart,
  repost: Repeat2,
  bookmark: Bookmark,
  rsvp: CalendarCheck,
} as const satisfies Record<string, LucideIcon>;

const isKnown = (type: string): type is keyof typeof icons => Object.hasOwn(icons, type);

export function TypeTag({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const { type, rsvp } = ping.extracted;
  if (!isKnown(type)) return <Tag>{type}</Tag>;
  const Icon = icons[type];
  return (
    <Tag icon={<Icon size={12} className="shrink-0" aria-hidden />}>
      {type === 'rsvp' && rsvp !== null ? t(`types.rsvpWith.${rsvp}`) : t(`types.${type}`)}
    </Tag>
  );
}
