// Who takes part in a comparison: the product in a shape, or the bare route; started anew for each leg.
import { fileURLToPath } from 'node:url';
import { countPings, type CountStored, type Database } from './database.js';
import { makeTarget, startProduct, type Shape } from './product.js';
import { answersOk, freePort, launch, plainEnvironment, type Service } from './service.js';

const BARE_ROUTE = fileURLToPath(new URL('./bare-route.js', import.meta.url));

export type Contender = {
  name: string;
  /** `sources` is the address below which the sources of this leg's pings lie. */
  start: (sources: string) => Promise<Started>;
};

export type Started = Omit<Service, 'url'> & { pingUrl: string; countStored: CountStored };

export function productContender(name: string, shape: Shape & { databaseUrl: string }): Contender {
  return {
    name,
    start: async () => {
      const { url, ...service } = await startProduct(shape);
      const { id, trackbackUrl } = await makeTarget(url);
      return { ...service, pingUrl: trackbackUrl, countStored: countPings(shape.databaseUrl, id) };
    },
  };
}

export function bareContender(database: Database, cwd: string): Contender {
  return {
    name: 'bare route',
    start: async (sources) => {
      const port = await freePort();
      const { url, ...service } = await launch({
        name: 'the bare route',
        command: process.execPath,
        args: [BARE_ROUTE],
        cwd,
        url: `http://127.0.0.1:${port}`,
        isReady: () => answersOk(`http://127.0.0.1:${port}/health`),
        env: {
          ...plainEnvironment(),
          NODE_ENV: 'production',
          PORT: String(port),
          DATABASE_URL: database.url,
        },
      });
      return { ...service, pingUrl: `${url}/ping`, countStored: database.countBare(sources) };
    },
  };
}
