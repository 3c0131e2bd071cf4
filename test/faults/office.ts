import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Moment } from '../../domain/calendar.ts';
import { readOffset } from '../../commands/clock.ts';
import type { ServerOrder } from '../support/doomed-server.ts';
import type { Halt } from '../support/halting-queries.ts';
import { subjectOf } from '../support/kinds.ts';
import { runFolder } from '../support/shared.ts';
import type { Doomed } from './doomed.ts';
import { judgeAnswer, randomPost, type PostedOrder } from './http-orders.ts';
import type { Model } from './subject-model.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { hireStaff, type Staff } from './staff.ts';

/** Statements that write what a command does. */
export const writing = ['write-changes', 'refuse'];
const longestLifeMs = 1_500;
const patienceMs = 60_000;

/** An item or obligation with the request its person repeats until it is answered. */
export interface Desk {
  model: Model;
  waiting: PostedOrder | null;
}

/** The people who work through a server that is killed, and what they were answered. */
export class Office {
  readonly wrong: string[] = [];
  repeats = 0;
  halted = 0;
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #address: string;
  readonly #environment: Record<string, string>;
  #staff: Staff | null = null;

  constructor(scene: Scene, random: Random, port: number) {
    this.#scene = scene;
    this.#random = random;
    this.#address = `http://127.0.0.1:${port}`;
    this.#environment = {
      DUBAN_DATA: join(runFolder(), 'data', randomUUID()),
      DUBAN_SECRET: 'a secret for tests, of more than 32 characters',
      DATABASE_URL: scene.url,
      PORT: String(port),
      LOG_LEVEL: 'fatal',
    };
  }

  async now(): Promise<Moment> {
    return Date.now() + (await readOffset(this.#scene.owner));
  }

  async hire(server: Doomed, models: Model[]): Promise<void> {
    await this.#open(server, null);
    this.#staff = await hireStaff(this.#address, this.#scene, models);
    await server.kill();
  }

  /** One server's life: its clients' requests, and its death. */
  async workUntilKilled(server: Doomed, desks: Desk[], point: Halt | null): Promise<void> {
    const fresh = desks.filter(({ waiting }) => waiting === null);
    const now = await this.now();
    for (const desk of fresh) desk.waiting = randomPost(this.#random, desk.model, this.#scene, this.#people, now);
    await this.#open(server, point && this.#aimed(point, fresh));
    const answered = Promise.all(desks.map((desk) => this.#ask(desk)));
    if (point === null) await Promise.race([pause(this.#random.below(longestLifeMs)), answered]);
    else if ((await Promise.race([server.heard(), answered.then(() => null)])) === 'halted') this.halted += 1;
    await server.kill();
    await answered;
  }

  async answerTheRest(server: Doomed, desks: Desk[]): Promise<void> {
    await this.#open(server, null);
    await Promise.all(desks.map((desk) => this.#ask(desk)));
    await server.kill();
    const silent = desks.filter(({ waiting }) => waiting !== null);
    if (silent.length > 0) throw new Error(`${silent.length} requests are not answered by a server that nobody kills`);
  }

  /** At a command that is new: one that was carried out before the last death writes nothing when it is repeated. */
  #aimed(point: Halt, fresh: Desk[]): Halt {
    if (point.statements !== writing) return point;
    const seen = fresh.filter(({ model, waiting }) => [undefined, subjectOf(model).unit].includes(waiting?.given.order.actor.unit));
    const holding = (seen[0] ?? fresh[0])?.waiting?.given.order.id;
    return holding === undefined ? point : { ...point, holding };
  }

  async #open(server: Doomed, halt: Halt | null): Promise<void> {
    server.tell({ environment: this.#environment, halt } satisfies ServerOrder);
    for (const began = performance.now(); performance.now() - began < patienceMs;) {
      const answer = await fetch(`${this.#address}/health`).catch(() => null);
      if (answer?.ok) return;
      await pause(20);
    }
    throw new Error('the server does not come up');
  }

  /** Posts what a desk waits for; without an answer it goes on waiting. */
  async #ask(desk: Desk): Promise<void> {
    const { waiting, model } = desk;
    if (!waiting) return;
    const answer = await this.#people
      .client(waiting.given.order.actor)
      .post(waiting.url, waiting.body)
      .catch(() => null);
    if (answer === null || answer.statusCode >= 500) {
      this.repeats += 1;
      return;
    }
    const complaint = judgeAnswer(model, waiting, answer, await this.#carriedOutAt(model), await this.now());
    desk.waiting = null;
    if (complaint !== null) this.wrong.push(complaint);
  }

  /** The moment of the entry that the audit trail has beyond those the model knows; its first is the import. */
  async #carriedOutAt(model: Model): Promise<Moment | null> {
    const text = 'SELECT at FROM audit WHERE subject = $1 AND seq = $2';
    const { rows } = await this.#scene.owner.query<{ at: Moment }>(text, [model.life.id, model.audit.length + 2]);
    return rows[0]?.at ?? null;
  }

  get #people(): Staff {
    if (!this.#staff) throw new Error('nobody is hired');
    return this.#staff;
  }
}
