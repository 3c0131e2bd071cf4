import { z } from 'zod';
import { calendar, campaign, documentText, hotline, provision, returns, urgentMatters } from './schema/campaign.ts';
import { checklist, ledgerForm, selfCheck } from './schema/checklists.ts';
import { difficulty, ladder } from './schema/ladders.ts';
import { obligation } from './schema/obligations.ts';
import { body, contact, department, institutionKind, partner, role, unit } from './schema/organisation.ts';
import { disposition, focusArea, inspection, operation, phase, workItem } from './schema/work.ts';

/** Sections written as one value, by their top-level key. */
export const singles = {
  campaign,
  calendar,
  returns,
  selfCheck,
  ledgerForm,
  urgentMatters,
  mailbox: z.email({ error: '不是电子邮箱地址 / not an e-mail address' }),
};

/** Sections written as lists. Each element is checked by itself, so that one fault does not hide the others. */
export const lists = {
  roles: role,
  ladders: ladder,
  difficulties: difficulty,
  units: unit,
  departments: department,
  bodies: body,
  contacts: contact,
  hotlines: hotline,
  partners: partner,
  institutionKinds: institutionKind,
  focusAreas: focusArea,
  phases: phase,
  workItems: workItem,
  operations: operation,
  dispositions: disposition,
  inspections: inspection,
  obligations: obligation,
  checklists: checklist,
  documents: documentText,
  provisions: provision,
};

export type Singles = { [K in keyof typeof singles]: z.infer<(typeof singles)[K]> };
export type Lists = { [K in keyof typeof lists]: z.infer<(typeof lists)[K]> };

/** Sections without which there is no campaign. */
export const required = ['campaign', 'roles', 'ladders', 'difficulties', 'units', 'phases'] as const;

/** The plan's folder as one JSON Schema, for editors: each file may hold any of the sections. */
export function planJsonSchema(): z.core.JSONSchema.BaseSchema {
  const sections: Record<string, z.ZodType> = {};
  for (const [name, schema] of Object.entries(singles)) sections[name] = schema.optional();
  for (const [name, schema] of Object.entries(lists)) sections[name] = z.array(schema).optional();
  return z.toJSONSchema(z.strictObject(sections), { io: 'input', unrepresentable: 'any' });
}
