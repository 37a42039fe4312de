// A mail server on loopback that keeps what it is given, or refuses it.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  from: string;
  to: string[];
  /** The head as it came, unfolded. */
  head: string;
  text: string;
  html: string;
};

export type MailBox = {
  url: string;
  mails: ReceivedMail[];
  /** From now on every mail is refused with this; null takes them again. */
  refuseWith: (message: string | null) => void;
  stop: () => Promise<void>;
};

export async function startMailBox(): Promise<MailBox> {
  const mails: ReceivedMail[] = [];
  let refusal: string | null = null;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal !== null) {
          done(new Error(refusal));
          return;
        }
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, ...read(Buffer.concat(chunks).toString('latin1')) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseWith: (message) => {
      refusal = message;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function read(raw: string): Pick<ReceivedMail, 'head' | 'text' | 'html'> {
  const [head, body] = halves(raw);
  const boundary = /boundary="?([^"\r\n;]+)/.exec(head)?.[1] ?? '';
  const parts = body.split(`--${boundary}`).map((part) => halves(part.replace(/^\r\n/, '')));
  const partOf = (type: string) => {
    const found = parts.find(([partHead]) => partHead.toLowerCase().includes(type));
    return found ? decoded(...found).replaceAll('\r\n', '\n') : '';
  };
  return { head, text: partOf('text/plain'), html: partOf('text/html') };
}

function halves(raw: string): [head: string, body: string] {
  const end = raw.indexOf('\r\n\r\n');
  return [raw.slice(0, end).replace(/\r\n[ \t]+/g, ' '), raw.slice(end + 4)];
}

function decoded(head: string, body: string): string {
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
