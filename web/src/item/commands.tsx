import type { ItemCommandReply } from '../../../server/contract/item-commands.ts';
import type { LedgerItemPage } from '../../../server/contract/ledger-items.ts';
import { itemQuery } from '../api/queries.ts';
import { CommandForm } from '../subject/command-form.tsx';
import { Commands, type OpenCommand } from '../subject/commands.tsx';
import { useTexts } from '../texts/language.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { commandFields, leading } from './fields.ts';

interface ItemCommandsProps {
  page: LedgerItemPage;
  done: (action: string, reply: ItemCommandReply) => void;
}

export function ItemCommands({ page: { item, may }, done }: ItemCommandsProps) {
  const { item: texts, actions } = useTexts();
  const asked = { unit: item.county.key, difficulty: item.difficulty.key, unacknowledged: item.unacknowledged };
  return (
    <Commands
      may={may}
      about={item}
      leading={leading}
      words={{ actions, moved: texts.moved }}
      page={itemQuery(item.id).queryKey}
      done={done}
      form={(open: OpenCommand<LedgerItemPage['may'][number]['action'], ItemCommandReply>) =>
        open.action === 'correct' ? (
          <CorrectionForm item={item} {...open} />
        ) : (
          <CommandForm
            command={open}
            fields={commandFields[open.action]}
            words={texts.fields}
            asked={asked}
            hint={texts.hints[open.action]}
            initial={open.action === 'planMeasures' ? { measure: item.measure } : {}}
          />
        )
      }
    />
  );
}
