// Saves a rule as it is written, with the state it shall have; faults stand by their places.
import type { Rule, RuleState } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, codeOf } from '../../api/problem.js';
import { createRule, updateRule } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';
import { bodyOf, type Draft } from './draft.js';

type Wanted = { draft: Draft; state: RuleState };

const none: ReadonlyMap<string, string> = new Map();

export function useSaveRule(
  siteId: string,
  rule: Rule | undefined,
  onSaved: (rule: Rule, draft: Draft) => void,
) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [faults, setFaults] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: async ({ draft, state }: Wanted) => {
      const { body, faults: found } = bodyOf(draft);
      setFaults(found ?? none);
      setProblem(null);
      if (body === null) return null;
      return rule === undefined
        ? createRule(siteId, { ...body, state })
        : updateRule(rule.id, { ...body, state, version: rule.version });
    },
    onSuccess: async (stored, { draft, state }) => {
      if (stored === null) return;
      const isMoved = state !== (rule?.state ?? 'draft');
      showToast(
        isMoved
          ? t(`editor.nowState.${state}`, { name: stored.name })
          : t('editor.saved', { name: stored.name }),
      );
      await client.invalidateQueries({ queryKey: ['rules', siteId] });
      onSaved(stored, draft);
    },
    onError: (error) => {
      const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      setFaults(
        new Map(
          errors.map(({ pointer, message }) => [pointer.slice(1).replaceAll('/', '.'), message]),
        ),
      );
      const isPlaced = errors.some(({ pointer }) => pointer.startsWith('/conditions'));
      setProblem(
        codeOf(error) === 'version-conflict'
          ? t('editor.conflict')
          : isPlaced
            ? null
            : error.message,
      );
    },
  });
  return { save, faults, problem };
}
