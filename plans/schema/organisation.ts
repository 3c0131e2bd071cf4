import { z } from 'zod';
import { key, named, phone, text } from './fields.ts';

export const role = z.strictObject({
  key,
  name: named,
  scope: z.enum(['subject', 'unit', 'campaign']),
  duty: text.exactOptional(),
  body: key.exactOptional(),
  reportsTo: key.exactOptional(),
});

export const unit = z.strictObject({ key, name: text, addressedAs: text.exactOptional(), kind: key });

export const department = z.strictObject({ key, name: text, addressedAs: text.exactOptional() });

const person = {
  name: text,
  duty: text,
  phone: phone.exactOptional(),
  email: z.email({ error: '不是电子邮箱地址 / not an e-mail address' }).exactOptional(),
};

export const body = z.strictObject({
  key,
  name: named,
  members: z
    .array(z.strictObject({ ...person, roles: z.array(key).default([]), position: text.exactOptional(), unit: key.exactOptional() }))
    .default([]),
  duties: z.array(named).default([]),
  clause: text.exactOptional(),
});

export const contact = z.strictObject({ ...person, unit: key });

export const partner = z.strictObject({ key, name: text });

export const institutionKind = z.strictObject({ key, name: named, within: key.exactOptional() });
