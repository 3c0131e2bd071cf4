/** Workflow ids are opaque: search attributes and ids are never encrypted, so nothing personal goes into them. */
export function itemWorkflowId(campaign: string, item: string): string {
  return `item:${campaign}:${item}`;
}

/** A unit and a rule of the plan: public names, and readable in Temporal's list. */
export function obligationWorkflowId(campaign: string, { unit, key }: { unit: string; key: string }): string {
  return `obligation:${campaign}:${unit}:${key}`;
}

export function campaignWorkflowId(campaign: string): string {
  return `campaign:${campaign}`;
}

export function importWorkflowId(batch: string): string {
  return `import:${batch}`;
}
