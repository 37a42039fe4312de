// The injection tokens of the settings and of the secret.
export const CONFIG = Symbol('config');

/** The injection token of the installation's secret, which signs sessions and links. */
export const SECRET = Symbol('secret');

/** The injection token of the address of PostgreSQL, embedded or given. */
export const DATABASE_URL = Symbol('database-url');
