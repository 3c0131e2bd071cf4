/** How much of everything is measured. */
export interface Sizes {
  /** Items of intake and storm. */
  items: number;
  /** Items that each take five changes. */
  changed: number;
  /** Items with one deadline. */
  deadline: number;
  workbookRows: number;
  rehearsed: number;
  /** Open items at rest, one measurement each. */
  resting: number[];
  /** Seconds without work before memory is read. */
  restSeconds: number;
  lagSeconds: number;
  lagRate: number;
  lagItems: number;
}

/** The workload of the table in the design and of the targets. */
export const full: Sizes = {
  items: 2_000,
  changed: 500,
  deadline: 10_000,
  workbookRows: 10_000,
  rehearsed: 10_000,
  resting: [2_000, 10_000],
  restSeconds: 60,
  lagSeconds: 60,
  lagRate: 1_000,
  lagItems: 2_000,
};

/** Shows in a few minutes that everything works; its figures are compared with nothing. */
export const small: Sizes = {
  items: 150,
  changed: 40,
  deadline: 300,
  workbookRows: 300,
  rehearsed: 300,
  resting: [60, 150],
  restSeconds: 5,
  lagSeconds: 5,
  lagRate: 100,
  lagItems: 50,
};
