// Saves a rule as it is written, with the state it shall have; faults stand by their places.
import type { Rule, RuleState } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, codeOf } from '../../api/problem.js';
import { createRule, updateRule } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';
import { bodyOf, draftOf, type Draft } from './draft.js';

/** `seenVersion`: the version that the draft is based on; null for a new rule. */
type Wanted = { draft: Draft; state: RuleState; seenVersion: number | null };

const none: ReadonlyMap<string, string> = new Map();

export function useSaveRule(
  siteId: string,
  rule: Rule | undefined,
  {
    onStored,
    onShown,
  }: {
    /** At once. */
    onStored: (rule: Rule, draft: Draft) => void;
    /** When the list has it too. */
    onShown: (rule: Rule) => void;
  },
) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [faults, setFaults] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: async ({ draft, state, seenVersion }: Wanted) => {
      const { body, faults: found } = bodyOf(draft);
      setFaults(found ?? none);
      setProblem(null);
      if (body === null) return null;
      if (rule === undefined || seenVersion === null) return createRule(siteId, { ...body, state });
      // the field holds a day: whatever hour the rule has stays while the day does
      const isSameDay = draft.expires === draftOf(rule).expires;
      const expiresAt = isSameDay ? rule.expiresAt : (body.expiresAt ?? null);
      return updateRule(rule.id, { ...body, expiresAt, state, version: seenVersion });
    },
    onSuccess: async (stored, { draft, state }) => {
      if (stored === null) return;
      const isMoved = state !== (rule?.state ?? 'draft');
      showToast(
        isMoved
          ? t(`editor.nowState.${state}`, { name: stored.name })
          : t('editor.saved', { name: stored.name }),
      );
      onStored(stored, draft);
      await client.invalidateQueries({ queryKey: ['rules', siteId] });
      onShown(stored);
    },
    onError: async (error) => {
      const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      setFaults(
        new Map(
          errors.map(({ pointer, message }) => [pointer.slice(1).replaceAll('/', '.'), message]),
        ),
      );
      const isPlaced = errors.some(({ pointer }) => /^\/(conditions|expiresAt)/.test(pointer));
      setProblem(isPlaced ? null : error.message);
      if (codeOf(error) === 'version-conflict')
        await client.invalidateQueries({ queryKey: ['rules', siteId] });
    },
  });
  const clear = () => {
    setFaults(none);
    setProblem(null);
  };
  return { save, faults, problem, clear };
}
