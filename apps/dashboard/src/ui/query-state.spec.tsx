// What stands in place of a list, or above it, in each state of its answer.
import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../i18n/i18n.js';
import { QueryState } from './query-state.js';

const refetch = jest.fn(() => Promise.resolve());
const asked = { isPending: false, isSuccess: false, error: null, refetch };
const empty = <p>Nothing here.</p>;

describe('the state of a list', () => {
  it('is grey lines after a moment, and no word of emptiness, while the answer is on its way', async () => {
    render(<QueryState query={{ ...asked, isPending: true }} lines={3} empty={empty} />);
    expect(screen.queryByRole('status')).toBeNull();
    expect((await screen.findByRole('status')).textContent).toBe('Loading');
    expect(screen.queryByText('Nothing here.')).toBeNull();
  });

  it('is what failed and why, with another try', async () => {
    const query = { ...asked, error: new Error('The server did not answer') };
    render(<QueryState query={query} lines={3} failed="The list could not be loaded." />);
    expect(screen.getByRole('alert').textContent).toContain(
      'The list could not be loaded. The server did not answer',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('is that there is nothing, once that is known', () => {
    render(<QueryState query={{ ...asked, isSuccess: true }} lines={3} empty={empty} />);
    expect(screen.getByText('Nothing here.')).toBeTruthy();
  });
});
