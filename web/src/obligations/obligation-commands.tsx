import type { ObligationActionKey, ObligationCommandReply, ObligationPage } from '../../../server/contract/obligations.ts';
import { obligationQuery } from '../api/queries.ts';
import { CommandForm } from '../subject/command-form.tsx';
import { Commands, type OpenCommand } from '../subject/commands.tsx';
import { useTexts } from '../texts/language.tsx';
import { commandFields, leading } from './fields.ts';

interface ObligationCommandsProps {
  page: ObligationPage;
  done: (action: string, reply: ObligationCommandReply) => void;
}

export function ObligationCommands({ page: { obligation, may }, done }: ObligationCommandsProps) {
  const { item, obligations: texts } = useTexts();
  const words = { ...item.fields, ...texts.fields };
  const asked = { unit: obligation.unit.key, unacknowledged: obligation.unacknowledged };
  return (
    <Commands
      may={may}
      about={obligation}
      leading={leading}
      words={texts}
      page={obligationQuery(obligation.id).queryKey}
      done={done}
      form={(open: OpenCommand<ObligationActionKey, ObligationCommandReply>) => (
        <CommandForm command={open} fields={commandFields[open.action]} words={words} asked={asked} />
      )}
    />
  );
}
