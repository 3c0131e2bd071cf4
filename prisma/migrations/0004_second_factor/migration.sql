-- The second factor's own lock-out, counted across challenges.
ALTER TABLE "two_factor" ADD COLUMN "failed_verification_count" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "two_factor" ADD COLUMN "locked_until" TIMESTAMPTZ(3);
