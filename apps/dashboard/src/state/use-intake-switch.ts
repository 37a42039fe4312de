// Opens and closes the intake of the installation, and says what failed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { intakeQuery, setIntake } from '../api/intake.js';
import { showToast } from './toast.js';

export function useIntakeSwitch(onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: setIntake,
    onSuccess: (intake) => {
      client.setQueryData(intakeQuery.queryKey, intake);
      onDone?.();
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
}
