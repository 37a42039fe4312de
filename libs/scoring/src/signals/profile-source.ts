// The source is somebody's profile on a forum or a network: it holds no entry that could link.
import type { SignalDefinition } from '../signal.js';

const profile =
  /\/(?:profiles?|members?|users?|userinfo|u)(?:[./?]|$)|[?&](?:u|uid|user|member|mode=viewprofile)=/i;
const networks =
  /^(?:www\.|m\.|[a-z]{2}-[a-z]{2}\.)?(?:facebook|twitter|x|plus\.google|pinterest|instagram|linkedin|youtube|vk|about|soundcloud|flickr)\.(?:com|me)$/i;

/** Entries and statuses, which are deeper than a profile, do not count. */
export const profileSource: SignalDefinition = {
  id: 'profile-source',
  group: 'page',
  find: ({ source }) => {
    if (source === null) return null;
    const depth = source.pathname.split('/').filter((segment) => segment !== '').length;
    const isProfile = networks.test(source.hostname)
      ? depth <= 1
      : profile.test(source.pathname + source.search) && depth <= 3;
    return isProfile ? { strength: 1, because: 'The source is a profile, not an entry' } : null;
  },
};
