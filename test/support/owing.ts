import { randomUUID } from 'node:crypto';
import { servedCampaign, type Client, type Served } from './served.ts';

/** A served campaign in which units owe what the plan says, and those at work in it: the office, a county's officer, a department. */
export interface Owing {
  served: Served;
  office: Client;
  officer: Client;
  department: Client;
  /** Of what a unit owes by the plan's rule. */
  idOf: (unit: string, key: string) => Promise<string>;
}

export async function servedOwing(local: string, county: string): Promise<Owing> {
  const served = await servedCampaign(local, { obligations: true });
  return {
    served,
    office: await served.as('coordinator'),
    officer: await served.as('countyOfficer', county),
    department: await served.as('department', 'capacity'),
    idOf: async (unit, key) => {
      const text = 'SELECT id FROM obligation WHERE unit = $1 AND key = $2';
      return (await served.stage.owner.query<{ id: string }>(text, [unit, key])).rows[0]?.id ?? '';
    },
  };
}

/** Gives an obligation a command over HTTP; `path` as the routes name it. */
export function giveOwed(client: Client, id: string, path: string, body: object = {}): ReturnType<Client['post']> {
  return client.post(`/api/obligations/${id}/${path}`, { commandId: randomUUID(), ...body });
}
