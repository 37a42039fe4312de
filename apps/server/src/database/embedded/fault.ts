// Says in one line what went wrong, out of all that PostgreSQL's programs print.

const NAMES_A_FAULT = /\b(error|FATAL|PANIC):|syntax error|invalid value|unrecognized/;
const DISK_FULL = /No space left on device|wrote only \d+ of \d+ bytes/;
const TIME_AND_PID = /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /;

/** The lines that name the fault, the last ones where none does. */
export function whatWentWrong(output: string): string {
  if (DISK_FULL.test(output)) return 'the disk is full';
  const lines = output.split('\n').map((line) => line.trim().replace(TIME_AND_PID, ''));
  const faults = lines.filter((line) => NAMES_A_FAULT.test(line));
  return (faults.length > 0 ? faults : lines.filter(Boolean)).slice(-3).join(' | ');
}
