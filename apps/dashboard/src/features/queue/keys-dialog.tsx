// Every key of the queue, on one page.
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.js';

const keyCap =
  'inline-flex h-6 min-w-6 items-center justify-center rounded-s border border-b-2 border-line-strong px-1.5 font-mono text-12 font-medium';

const groups = [
  {
    name: 'keys.move',
    keys: [
      ['J', 'keys.next'],
      ['K', 'keys.previous'],
      ['Enter', 'keys.enter'],
      ['O', 'keys.source'],
      ['/', 'keys.search'],
      ['Esc', 'keys.escape'],
    ],
  },
  {
    name: 'keys.decide',
    keys: [
      ['A', 'keys.approve'],
      ['V', 'keys.keep'],
      ['R', 'keys.spam'],
      ['D', 'keys.reject'],
      ['H', 'keys.hold'],
      ['Z', 'keys.undo'],
    ],
  },
  {
    name: 'ruleKeys.group',
    keys: [
      ['B', 'ruleKeys.block'],
      ['T', 'ruleKeys.trust'],
      ['F', 'ruleKeys.rule'],
    ],
  },
  {
    name: 'ruleKeys.pages',
    keys: [
      ['G Q', 'ruleKeys.goQueue'],
      ['G H', 'ruleKeys.goHistory'],
      ['G S', 'ruleKeys.goSources'],
      ['G R', 'ruleKeys.goRules'],
      ['G I', 'ruleKeys.goInsights'],
      ['G W', 'ruleKeys.goWebhooks'],
      ['N', 'ruleKeys.newRule'],
    ],
  },
  {
    name: 'keys.many',
    keys: [
      ['X', 'keys.select'],
      ['Shift J', 'keys.extendNext'],
      ['Shift K', 'keys.extendPrevious'],
      ['?', 'keys.help'],
    ],
  },
] as const;

export function KeysDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('keys.title')} wide>
      <div className="gap-x-10 sm:columns-2">
        {groups.map((group) => (
          <section key={group.name} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 text-12 font-medium text-muted">{t(group.name)}</h3>
            <dl>
              {group.keys.map(([key, what]) => (
                <div key={key} className="flex min-h-8 items-center justify-between gap-4">
                  <dt>{t(what)}</dt>
                  <dd className="flex gap-1">
                    {key.split(' ').map((part) => (
                      <kbd key={part} className={keyCap}>
                        {part}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-muted">{t('keys.note')}</p>
    </Dialog>
  );
}
