// Draws the whole dashboard at an address, as wide as a desk's screen, against the fake server.
import './browser.js';
import { jest } from '@jest/globals';
import { configure, render } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { createMemoryHistory, type RouterHistory } from '@tanstack/react-router';
import { App } from '../app/providers.js';
import '../i18n/i18n.js';
import { dismissToast } from '../state/toast.js';

// A whole page is drawn: a busy machine needs more than the usual second for it.
configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

export function renderApp(address: string): { user: UserEvent; history: RouterHistory } {
  dismissToast();
  localStorage.clear();
  const history = createMemoryHistory({ initialEntries: [address] });
  const user = userEvent.setup();
  render(<App history={history} />);
  return { user, history };
}
