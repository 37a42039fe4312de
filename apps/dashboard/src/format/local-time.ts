// Between the API's times in UTC and the date-time fields of the browser, which know only local time.

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The value of a `datetime-local` field for a time, to the minute; '' for none. */
export function localFieldOf(time: string | null): string {
  if (time === null || Number.isNaN(Date.parse(time))) return '';
  const at = new Date(time);
  const date = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${date}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** The time that a `datetime-local` field stands for, in UTC; null when it is empty or no time. */
export function timeOfLocalField(value: string): string | null {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The time zone of this browser, as `Europe/Berlin`. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
