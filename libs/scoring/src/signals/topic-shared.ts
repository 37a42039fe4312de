// The ping speaks of what the entry speaks of.
import type { SignalDefinition } from '../signal.js';

/** Credit; abstains without the entry's title or text. */
export const topicShared: SignalDefinition = {
  id: 'topic-shared',
  group: 'text',
  find: ({ sentTopic, hereTopic, sharedTopic }) => {
    if (hereTopic().size < 4) return null;
    const sent = sentTopic();
    const shared = sent.size < 2 ? 0 : sharedTopic();
    if (shared === 0) return null;
    const strength = Math.min(1.5, (2 * shared) / Math.sqrt(sent.size + 3));
    const words = shared === 1 ? "word of the entry's topic is" : "words of the entry's topic are";
    return { strength, because: `${String(shared)} ${words} in the ping` };
  },
};
