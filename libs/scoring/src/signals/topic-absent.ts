// The ping has a lot to say, and nothing of it is the entry's topic.
import type { SignalDefinition } from '../signal.js';

const fewest = 8;

/** Abstains without the entry's text, and for a short ping. */
export const topicAbsent: SignalDefinition = {
  id: 'topic-absent',
  group: 'text',
  find: ({ sentTopic, hereTopic, sharedTopic }) => {
    const here = hereTopic();
    if (here.size < 15) return null;
    const sent = sentTopic();
    if (sent.size < fewest || sharedTopic() > 0) return null;
    return {
      strength: Math.min(1, sent.size / 20),
      because: `None of ${String(sent.size)} words of the ping is in the entry`,
    };
  },
};
