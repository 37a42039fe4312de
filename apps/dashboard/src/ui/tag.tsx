// A short fact in a pill; the words carry the meaning, the hue only repeats it.
import type { ReactNode } from 'react';
import { cn } from './cn.js';

export type Tone = 'ok' | 'bad' | 'hold' | 'mute' | 'accent';

const tones: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  bad: 'bg-bad-soft text-bad',
  hold: 'bg-hold-soft text-hold',
  mute: 'bg-mute-soft text-mute',
  accent: 'bg-accent-soft text-accent',
};

export function Tag({
  tone = 'mute',
  icon,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-px text-12 leading-[18px]',
        tones[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
