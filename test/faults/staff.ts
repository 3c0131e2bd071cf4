import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/actor.ts';
import { makeAccount } from '../../server/auth/accounts.ts';
import { coordinator, secondCoordinator } from '../support/campaign.ts';
import { subjectOf } from '../support/kinds.ts';
import { clientOf, logInFirst, type Client } from '../support/served.ts';
import type { Scene } from './scene.ts';
import type { Model } from './subject-model.ts';

/** People with accounts, logged in: those whom random orders are given by. */
export interface Staff {
  /** The account that stands for the actor of an order. */
  actor(actor: Actor): Actor;
  client(actor: Actor): Client;
}

/** Makes an account for the office and for whoever may be asked about the models, and logs them in; their sessions outlive the server. */
export async function hireStaff(address: string, scene: Scene, models: Model[]): Promise<Staff> {
  const answering = new Set([...scene.units, ...scene.departments, ...models.map((model) => subjectOf(model).unit)]);
  const clients = new Map<string, Client>();
  const standIns = new Map<string, Actor>();
  for (const actor of [coordinator, secondCoordinator, ...[...answering].map((unit) => scene.ownerOf(unit))]) {
    const username = `staff-${randomUUID().slice(0, 8)}`;
    const { role, unit = null } = actor;
    const { id, password } = await makeAccount(scene.app, { username, name: username, role, unit });
    const client = clientOf(address, id, username);
    await logInFirst(client, password);
    clients.set(id, client);
    standIns.set(actor.id, { ...actor, id });
  }
  return {
    actor: (actor) => known(standIns, actor.id),
    client: (actor) => known(clients, actor.id),
  };
}

function known<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`nobody has an account for ${id}`);
  return found;
}
