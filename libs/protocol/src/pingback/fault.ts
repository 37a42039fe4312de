// Why a Pingback is not taken: the codes of Pingback 1.0 and of XML-RPC.

/** A refused call: `code` is one of {@link pingbackFaults}, `message` one sentence in English. */
export interface PingbackFault {
  readonly code: number;
  readonly message: string;
}

/**
 * Every fault code in use: those of Pingback 1.0, section 3, then those on which XML-RPC servers
 * have agreed ("Specification for Fault Code Interoperability"). All but the second group and
 * `alreadyRegistered` may be answered as `generic`, which tells a stranger nothing.
 */
export const pingbackFaults = {
  /** Stands for any other. */
  generic: 0,
  /** The source does not exist, or cannot be one. */
  sourceNotFound: 16,
  /** The source has no link to the target. */
  noLink: 17,
  /** The target does not exist; only when that is certain. */
  targetNotFound: 32,
  /** The target cannot be used: no such page here, or it takes no pingbacks. */
  targetUnusable: 33,
  /** This source and target are known already; senders count it as done. */
  alreadyRegistered: 48,
  /** The sender is not allowed to do this. */
  accessDenied: 49,
  /** Another server, such as that of the source, did not answer as it should. */
  upstream: 50,
  /** The body is no well-formed XML. */
  parseError: -32_700,
  /** Well-formed, but no call. */
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  /** Wrong number or type of parameters. */
  invalidParams: -32_602,
} as const;
