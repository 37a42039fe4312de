// Local date-time fields and UTC times stand for the same moment.
import { describe, expect, it } from '@jest/globals';
import { localFieldOf, timeOfLocalField } from './local-time.js';

describe('local time fields', () => {
  it.each(['2026-01-05T03:07:00.000Z', '2026-07-31T23:59:00.000Z'])(
    'come back to the moment %s that they were made from',
    (time) => {
      expect(timeOfLocalField(localFieldOf(time))).toBe(time);
    },
  );

  it('drop seconds, which the field does not show', () => {
    expect(timeOfLocalField(localFieldOf('2026-01-05T03:07:41.500Z'))).toBe(
      '2026-01-05T03:07:00.000Z',
    );
  });

  it('stand for nothing while they are empty', () => {
    expect(localFieldOf(null)).toBe('');
    expect(timeOfLocalField('')).toBeNull();
    expect(timeOfLocalField('2026-13-45T99:00')).toBeNull();
  });
});
