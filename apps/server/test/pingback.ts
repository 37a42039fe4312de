// A Pingback as a sender calls it, and the answer taken apart as a strict client does it.
import type { TestServer } from './started-server.js';
import { isWellFormed } from './well-formed.js';

export type PingbackReply = {
  status: number;
  headers: Headers;
  xml: string;
  /** The fault's code; null for a success. */
  fault: number | null;
  /** The string of a success or of a fault. */
  text: string;
};

/** An XML-RPC call with string parameters. */
export function xmlRpcCall(method: string, ...params: string[]): string {
  const list = params.map(
    (text) => `<param><value><string>${escaped(text)}</string></value></param>`,
  );
  return `<?xml version="1.0"?>\n<methodCall><methodName>${method}</methodName><params>${list.join('')}</params></methodCall>`;
}

/** Posts any body to the endpoint. */
export async function callPingback(
  server: TestServer,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<PingbackReply> {
  const response = await fetch(`${server.url}/pingback`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', ...headers },
    body: Buffer.from(body),
  });
  return readReply(response);
}

export function sendPingback(
  server: TestServer,
  source: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<PingbackReply> {
  return callPingback(server, xmlRpcCall('pingback.ping', source, target), headers);
}

const FAULT =
  /<methodResponse>\s*<fault>\s*<value>\s*<struct>\s*<member>\s*<name>faultCode<\/name>\s*<value><int>(-?\d+)<\/int><\/value>\s*<\/member>\s*<member>\s*<name>faultString<\/name>\s*<value><string>([^<]*)<\/string><\/value>\s*<\/member>\s*<\/struct>\s*<\/value>\s*<\/fault>\s*<\/methodResponse>/;
const SUCCESS =
  /<methodResponse>\s*<params>\s*<param>\s*<value>(.*?)<\/value>\s*<\/param>\s*<\/params>\s*<\/methodResponse>/s;

/** Throws for what is no XML-RPC answer, an ill-formed fault above all. */
export async function readReply(response: Response): Promise<PingbackReply> {
  const { status, headers } = response;
  const xml = await response.text();
  if (!isWellFormed(xml)) throw new Error(`the answer is not well-formed: ${xml}`);
  const fault = FAULT.exec(xml);
  if (fault) return { status, headers, xml, fault: Number(fault[1]), text: unescaped(fault[2]) };
  const success = SUCCESS.exec(xml);
  if (!success) throw new Error(`the answer is neither a value nor a fault: ${xml}`);
  const string = /^<string>([^<]*)<\/string>$/.exec(success[1] ?? '');
  return { status, headers, xml, fault: null, text: unescaped(string?.[1]) };
}

/** The strings of an answer that is an array. */
export function listOf({ xml }: PingbackReply): string[] {
  const data = /<array>\s*<data>(.*?)<\/data>\s*<\/array>/s.exec(xml)?.[1];
  if (data === undefined) throw new Error(`the answer is no array: ${xml}`);
  return [...data.matchAll(/<value><string>([^<]*)<\/string><\/value>/g)].map(([, text]) =>
    unescaped(text),
  );
}

/** The id of the ping whose status address stands in the text. */
export function pingIdIn(text: string, { url }: TestServer): string {
  const id = new RegExp(`${url}/pings/([0-9a-f-]{36})`).exec(text)?.[1];
  if (id === undefined) throw new Error(`no status address in: ${text}`);
  return id;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function unescaped(text = ''): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
