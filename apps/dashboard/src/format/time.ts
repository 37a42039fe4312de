// Times and numbers as people read them.

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds since `time`, never below zero. */
export const secondsSince = (time: string | number, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - new Date(time).getTime()) / 1000));

/** Age as `now`, `4 min`, `3 h`, `2 d`, and from a month on as a date. */
export function age(time: string, nowMs: number): string {
  const seconds = secondsSince(time, nowMs);
  if (seconds < minute) return 'now';
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`;
  if (seconds < day) return `${Math.floor(seconds / hour)} h`;
  if (seconds < 30 * day) return `${Math.floor(seconds / day)} d`;
  return dateOf(time);
}

/** Age inside a sentence: `just now`, `4 min ago`, `on 3 May 2026`. */
export function ago(time: string, nowMs: number): string {
  const seconds = secondsSince(time, nowMs);
  if (seconds < minute) return 'just now';
  return seconds < 30 * day ? `${age(time, nowMs)} ago` : `on ${dateOf(time)}`;
}

/** Time that is left: `in 4 min`, `in 3 d`, `on 3 May 2027`; `any moment` when none is. */
export function ahead(time: string, nowMs: number): string {
  const seconds = Math.floor((new Date(time).getTime() - nowMs) / 1000);
  if (seconds < minute) return 'any moment';
  if (seconds < hour) return `in ${Math.round(seconds / minute)} min`;
  if (seconds < 2 * day) return `in ${Math.round(seconds / hour)} h`;
  return seconds < 30 * day ? `in ${Math.round(seconds / day)} d` : `on ${dateOf(time)}`;
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const fullFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const hourFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const formatted = (format: Intl.DateTimeFormat, time: string): string =>
  Number.isNaN(Date.parse(time)) ? time : format.format(new Date(time));

export const dateOf = (time: string): string => formatted(dateFormat, time);
export const dateTimeOf = (time: string): string => formatted(fullFormat, time);
/** To the minute, as `31 Jan 2027, 18:30`. */
export const dateMinuteOf = (time: string): string => formatted(minuteFormat, time);
/** As `18:30`. */
export const hourMinuteOf = (time: string): string => formatted(hourFormat, time);

export const isToday = (time: string, nowMs: number): boolean =>
  new Date(time).toDateString() === new Date(nowMs).toDateString();

export const clockOf = (time: string): string => formatted(clockFormat, time);

/** Bytes as `612 B`, `31 kB`, `1.4 MB` (SI). */
export function bytesOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

/** The name of a language tag, as `English`; the tag itself when it is malformed. */
export function languageOf(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
