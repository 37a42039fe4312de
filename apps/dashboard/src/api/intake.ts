// The intake of the whole installation: its switch, and the floods that it is in.
import type { Intake } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

const whileUnusualMs = 10_000;
const otherwiseMs = 60_000;

export const intakeQuery = queryOptions({
  queryKey: ['intake'],
  queryFn: ({ signal }) => api.get<Intake>('/api/v1/intake', {}, signal),
  refetchInterval: ({ state: { data } }) =>
    data !== undefined && (!data.open || data.floods.length > 0) ? whileUnusualMs : otherwiseMs,
});

export const setIntake = (open: boolean) => api.patch<Intake>('/api/v1/intake', { open });
