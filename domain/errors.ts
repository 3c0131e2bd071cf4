/** Every rule that can refuse a command, by the code its refusal carries. Texts are in `server/errors.ts`. */
export type ErrorCode =
  | 'not_permitted'
  | 'not_found'
  | 'wrong_status'
  | 'already_closed'
  | 'already_settled'
  | 'reason_required'
  | 'measure_required'
  | 'evidence_required'
  | 'report_required'
  | 'day_invalid'
  | 'day_not_later'
  | 'day_outside_campaign'
  | 'extension_after_due'
  | 'extension_pending'
  | 'extension_missing'
  | 'self_verification'
  | 'self_acceptance'
  | 'verification_missing'
  | 'difficulty_unknown'
  | 'same_difficulty'
  | 'same_county'
  | 'unit_unknown'
  | 'person_unknown'
  | 'rung_unknown'
  | 'already_acknowledged'
  | 'chaser_too_soon'
  | 'revision_moved'
  | 'command_reused'
  | 'campaign_not_running'
  | 'clock_backwards';

/** A refusal by a rule. Nothing has changed; `details` say which value offended and never carry personal data. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, string | number>;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
