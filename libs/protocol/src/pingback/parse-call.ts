// A Pingback call, from the bytes of a request to a value (Pingback 1.0, section 3; XML-RPC).
import { ok, refused } from '../result.js';
import type { Result } from '../result.js';
import { parseHttpUrl, sameResource } from '../url/canonical-url.js';
import { decodeXml } from '../xml/decode-xml.js';
import { pingbackFaults } from './fault.js';
import type { PingbackFault } from './fault.js';
import { MAX_XML_LENGTH, readXml } from '../xml/read-xml.js';
import { childrenNamed, onlyChild } from '../xml/xml-element.js';
import type { XmlElement } from '../xml/xml-element.js';
import { scalarOf } from './xml-rpc-value.js';

/**
 * A call that can be answered. `source` is an absolute http or https address, normalised, fragment
 * kept; `target` is one too, but exactly as it was given, because it is searched for in the source.
 * Both have at most 2 048 characters. Nothing of them has been verified.
 */
export type PingbackCall =
  | { readonly method: 'pingback.ping'; readonly source: string; readonly target: string }
  | { readonly method: 'pingback.extensions.getPingbacks'; readonly target: string };

/** What of an HTTP request makes a call. */
export interface PingbackRequest {
  /** Only its charset is looked at: real senders call XML `text/html` and even a form. */
  readonly contentType: string | undefined;
  /** The body as it came off the wire; more than 64 KiB is not read. */
  readonly body: Uint8Array;
}

const MAX_URL_LENGTH = 2_048;
/** XML-RPC allows any number; nothing that could be meant for us has more. */
const MAX_PARAMS = 20;

/**
 * Reads a call of `pingback.ping` or `pingback.extensions.getPingbacks`. Every other method is
 * unknown, `system.multicall` (many pings in one request) and `system.listMethods` among them.
 * Never throws, whatever the bytes.
 *
 * @returns the call, or the fault to answer with: `parseError`, `invalidRequest`,
 * `methodNotFound`, `invalidParams`, `sourceNotFound` and `targetUnusable` for addresses that
 * cannot be used, `generic` when both lead to one page
 */
export function parsePingbackCall(request: PingbackRequest): Result<PingbackCall, PingbackFault> {
  if (request.body.length > MAX_XML_LENGTH) {
    return fault('parseError', `The body is longer than ${String(MAX_XML_LENGTH)} bytes.`);
  }
  const document = readXml(decodeXml(request.body, request.contentType));
  if (!document.ok) {
    return fault('parseError', `${document.error} Send an XML-RPC call of pingback.ping.`);
  }
  const root = document.value;
  const method = onlyChild(root, 'methodName')?.text.trim() ?? '';
  const params = paramsOf(root);
  if (root.name !== 'methodCall' || method === '' || params === null) {
    return fault('invalidRequest', 'The XML is not an XML-RPC methodCall.');
  }
  if (method === 'pingback.ping') return pingOf(params);
  if (method === 'pingback.extensions.getPingbacks') return listingOf(params);
  return fault('methodNotFound', 'This server has no such method. It takes pingback.ping.');
}

/* Null stands for a parameter that is no string. */
type Params = readonly (string | null)[];

function paramsOf(call: XmlElement): Params | null {
  const [list, second] = childrenNamed(call, 'params');
  if (second !== undefined) return null;
  return (list?.children ?? []).slice(0, MAX_PARAMS).map((param) => {
    const value = param.name === 'param' ? onlyChild(param, 'value') : null;
    const scalar = value === null ? null : scalarOf(value);
    return scalar?.type === 'string' ? scalar.text.trim() : null;
  });
}

function pingOf(params: Params): Result<PingbackCall, PingbackFault> {
  const [given, target] = params;
  if (params.length !== 2 || typeof given !== 'string' || typeof target !== 'string') {
    return fault('invalidParams', 'pingback.ping takes two strings: the source and the target.');
  }
  const source = usableUrl(given)?.href;
  if (source === undefined || source.length > MAX_URL_LENGTH) {
    return fault('sourceNotFound', `The source is ${NO_ADDRESS}`);
  }
  if (usableUrl(target) === null) return fault('targetUnusable', `The target is ${NO_ADDRESS}`);
  if (sameResource(source, target)) {
    return fault('generic', 'The source and the target are the same page.');
  }
  return ok({ method: 'pingback.ping', source, target });
}

function listingOf(params: Params): Result<PingbackCall, PingbackFault> {
  const [target] = params;
  if (params.length !== 1 || typeof target !== 'string') {
    return fault('invalidParams', 'pingback.extensions.getPingbacks takes one string: the target.');
  }
  if (usableUrl(target) === null) return fault('targetUnusable', `The target is ${NO_ADDRESS}`);
  return ok({ method: 'pingback.extensions.getPingbacks', target });
}

const NO_ADDRESS = `not a valid absolute http or https address of at most ${String(MAX_URL_LENGTH)} characters.`;

/* U+FFFD is what could not be decoded: the address is then certainly another one. */
const usableUrl = (given: string): URL | null =>
  given.length > MAX_URL_LENGTH || given.includes('\ufffd') ? null : parseHttpUrl(given);

const fault = (
  name: keyof typeof pingbackFaults,
  message: string,
): { readonly ok: false; readonly error: PingbackFault } =>
  refused({ code: pingbackFaults[name], message });
