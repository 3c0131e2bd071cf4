/** Workflow ids are opaque: search attributes and ids are never encrypted, so nothing personal goes into them. */
export function itemWorkflowId(campaign: string, item: string): string {
  return `item:${campaign}:${item}`;
}

export function campaignWorkflowId(campaign: string): string {
  return `campaign:${campaign}`;
}

export function importWorkflowId(batch: string): string {
  return `import:${batch}`;
}

/** The item a workflow id stands for, or null for another kind of workflow. */
export function itemOfWorkflowId(id: string): { campaign: string; item: string } | null {
  const [, campaign, item] = /^item:(.+):([^:]+)$/.exec(id) ?? [];
  return campaign === undefined || item === undefined ? null : { campaign, item };
}
