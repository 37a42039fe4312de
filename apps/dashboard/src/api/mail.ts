// What the signed-in person is told of by mail.
import type { MailAbout, MailPreference, TestMail } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => api.get<MailPreference>('/api/v1/mail', {}, signal),
});

export const chooseMail = (about: MailAbout) =>
  api.patch<MailPreference>('/api/v1/mail', { about });
export const sendTestMail = () => api.post<TestMail>('/api/v1/mail/test');
