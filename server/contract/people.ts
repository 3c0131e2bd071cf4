import { z } from 'zod';
import { id, key, keyed, next, paging } from './common.ts';

/** GET /api/people */
export const peopleQuery = paging.extend({ unit: key.optional(), q: z.string().trim().max(50).optional() });
export const person = z.object({
  id,
  unit: keyed,
  name: z.string(),
  duty: z.string(),
  roles: z.array(z.string()),
  /** Masked for who need not see it, as is the address. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  awayFrom: z.string().nullable(),
  awayTo: z.string().nullable(),
  deputy: id.nullable(),
});
export type PersonView = z.infer<typeof person>;
export const peoplePage = z.object({ people: z.array(person), next });
export type PeoplePage = z.infer<typeof peoplePage>;

/** POST /api/people/import (multipart: `file`). A file with a problem changes nothing. */
export const peopleImport = z.object({
  imported: z.boolean(),
  added: z.number().int(),
  /** Were in the directory already. */
  changed: z.number().int(),
  /** Items that have found their responsible person. */
  matched: z.number().int(),
  problems: z.array(
    z.object({ row: z.number().int().nullable(), column: z.string().nullable(), code: z.string(), zh: z.string(), en: z.string() }),
  ),
});
export type PeopleImportView = z.infer<typeof peopleImport>;
