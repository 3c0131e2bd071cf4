import type { ToldRung } from '../../../../domain/subject.ts';
import type { Texts } from '../zh.ts';

/** English texts of a ledger item: what it says, its life, its messages and its commands. */
export const item: Texts['item'] = {
  title: (number) => `Problem ${number}`,
  choose: 'Please choose',
  life: 'What was done',
  next: 'What will be sent',
  nothingNext: 'Nothing more will be sent.',
  past: 'What was sent',
  messageStates: { planned: '', sending: 'being sent', sent: 'sent', failed: 'failed for somebody', unreached: 'nobody could be reached' },
  commands: 'What you can do',
  noCommands: 'There is nothing for you to do now.',
  source: 'Source',
  returns: 'Returns',
  extensionAsked: (until) => `An extension to ${until} has been asked for and waits for a decision`,
  unmatched: "The responsible person is not in the unit's directory: the county's contact receives the messages.",
  declared: 'The county declared it done when it was imported; nobody has verified it.',
  stops: 'Stopped by',
  tells: (who) => `tells ${who}`,
  reminds: (who) => `reminds ${who}`,
  chases: (who) => `chases ${who}`,
  escalates: (who) => `escalates to ${who}`,
  noHistory: 'Nothing has been done yet.',
  stoodFor: (at) => `was due ${at}`,
  done: 'done',
  receipt: 'Receipt',
  cancelledCount: (count) => `${count} messages cancelled`,
  scheduledCount: (count) => `${count} scheduled`,
  nextMessage: (text) => `next: ${text}`,
  noNext: 'nothing more will be sent',
  unchanged: 'messages unchanged',
  showCancelled: 'Show which were cancelled and scheduled',
  cancelledTitle: 'Cancelled',
  scheduledTitle: 'Scheduled',
  moved: 'Somebody else has just changed this problem. What you see now is the newest: look before you act.',
  fields: {
    responsible: 'Responsible person',
    nobodyChosen: 'unchanged',
    measure: 'Measure',
    note: 'Note',
    submitNote: 'What was done',
    evidence: 'Evidence (one a line: file name, number or where it is kept)',
    reason: 'Reason',
    dueOptional: 'New deadline (empty: by the rules)',
    until: 'Extend to',
    approved: 'Decision',
    approve: 'Approve',
    refuse: 'Refuse',
    difficulty: 'Change to',
    county: 'Transfer to',
    text: 'Instruction',
    urgent: 'Urgent: send at once, at any hour',
    rung: 'Which escalation',
    verified: 'I have verified it (closes and verifies at once)',
  },
  hints: {
    sign: 'Says that you received it and will have it rectified. Chasers for signing stop.',
    submit: 'Reminders stop, and the office verifies.',
    verify: 'Records that it was verified; closing is separate.',
    close: 'A closed problem never reopens, and nothing more is sent.',
    chase: 'Sends the responsible person one more message in the next window.',
    acknowledge: 'Says that you know. It stops the climb to the next level; the calendar goes on.',
    void: 'Only for what was registered by mistake.',
    assign: 'Charges the responsible person and starts the deadline.',
  },
};

/** What makes a message pointless, by the domain's names. */
export const stops: Texts['stops'] = {
  sign: 'signing',
  submit: 'submitting',
  acknowledge: 'acknowledging',
  decideExtension: 'deciding the extension',
  close: 'closing',
  void: 'voiding',
};

const fixed: Record<ToldRung, string> & Record<string, string> = {
  assigned: 'assignment',
  returned: 'return',
  ordered: 're-rectification order',
  decided: 'decision on the extension',
  reclassified: 'change of class',
  transferred: 'transfer',
  amended: 'change of deadline',
  instructed: 'instruction',
  chased: 'chaser',
  handedOver: 'change of the responsible person',
};

/** Reads a rung's name (`complex:-3`, `unsigned:+2`, `assigned`) in words. */
export const rung: Texts['rung'] = (name) => {
  const [head = '', offsetText, climb] = name.split(':');
  const said = fixed[head];
  if (said !== undefined) return said;
  if (head === 'undecided') return 'extension undecided';
  const offset = Number(offsetText);
  if (head === 'unsigned') return `not signed for ${offset} workdays`;
  if (Number.isNaN(offset)) return name;
  if (climb === 'unacknowledged') return `escalation of workday ${offset} not acknowledged`;
  if (offset < 0) return `${-offset} workdays before the deadline`;
  return offset === 0 ? 'on the day' : `${offset} workdays overdue`;
};
