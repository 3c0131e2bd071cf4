import type { Texts } from '../texts/zh.ts';

/** What a command's form asks for; `name` is the field of its request. */
export interface Field {
  name: string;
  kind: 'text' | 'lines' | 'day' | 'person' | 'unit' | 'difficulty' | 'rung' | 'flag' | 'approval';
  label: Exclude<FieldWord, 'approve' | 'refuse' | 'nobodyChosen'>;
  required?: boolean;
  /** Left empty it is sent as null, not left out: nobody in particular. */
  nullable?: boolean;
}

export type FieldWord = keyof Texts['item']['fields'];
/** What the fields are called: for an obligation some are called otherwise than for an item. */
export type FieldWords = Record<FieldWord, string>;

/** What the choices of a form are made from. */
export interface Asked {
  /** Key of the unit whose people can be chosen. */
  unit: string;
  difficulty?: string;
  unacknowledged: string[];
}
