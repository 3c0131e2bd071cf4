-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "campaign" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'running',
    "held" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "last_number" INTEGER NOT NULL DEFAULT 0,
    "launched_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rules" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("campaign","key","version")
);

-- CreateTable
CREATE TABLE "unit" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "addressed_as" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("campaign","key")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "duty" TEXT NOT NULL DEFAULT '',
    "roles" TEXT[],
    "phone" TEXT,
    "email" TEXT,
    "robot" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "away_from" TEXT,
    "away_to" TEXT,
    "deputy" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_item" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "county" TEXT NOT NULL,
    "institution" TEXT,
    "problem" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "people" INTEGER NOT NULL DEFAULT 0,
    "amount_yuan" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "responsible_name" TEXT,
    "measure" TEXT NOT NULL DEFAULT '',
    "due_text" TEXT NOT NULL DEFAULT '',
    "contact" TEXT,
    "phone" TEXT,
    "source" TEXT NOT NULL DEFAULT 'screening',
    "batch" UUID,
    "recurrence_of" UUID,
    "doubts" JSONB NOT NULL DEFAULT '[]',
    "life" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "difficulty" TEXT NOT NULL,
    "due" TEXT,
    "responsible" UUID,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "declared" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "arm_revision" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agenda" (
    "subject" UUID NOT NULL,
    "arm_revision" INTEGER NOT NULL,
    "rung" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "roles" TEXT[],
    "stopped_by" TEXT[],
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "claimed_at" TIMESTAMPTZ(3),
    "unreached" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "agenda_pkey" PRIMARY KEY ("subject","arm_revision","rung","channel")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "person" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "window" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "first_tried_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "late" BOOLEAN NOT NULL DEFAULT false,
    "recipient" TEXT NOT NULL,
    "subject_line" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "lines" INTEGER NOT NULL,
    "error" TEXT,
    "replaced_by" UUID,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_line" (
    "subject" UUID NOT NULL,
    "arm_revision" INTEGER NOT NULL,
    "rung" TEXT NOT NULL,
    "person" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "delivery" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "dropped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "delivery_line_pkey" PRIMARY KEY ("subject","arm_revision","rung","person","channel")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "life" JSONB,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "id" SERIAL NOT NULL,
    "campaign" TEXT NOT NULL,
    "first_id" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wake" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "doubtful" JSONB NOT NULL DEFAULT '[]',
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revoked_link" (
    "token_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revoked_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "day_reckoning" (
    "campaign" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "planned" INTEGER NOT NULL,
    "frozen" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "gap" INTEGER NOT NULL,
    "unreached" INTEGER NOT NULL,

    CONSTRAINT "day_reckoning_pkey" PRIMARY KEY ("campaign","day")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "role" TEXT,
    "unit" TEXT,
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "must_change" BOOLEAN DEFAULT false,
    "last_seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_failure" (
    "username" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "login_failure_pkey" PRIMARY KEY ("username")
);

-- CreateIndex
CREATE INDEX "person_campaign_unit_idx" ON "person"("campaign", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "person_campaign_unit_name_duty_key" ON "person"("campaign", "unit", "name", "duty");

-- CreateIndex
CREATE INDEX "ledger_item_campaign_county_status_idx" ON "ledger_item"("campaign", "county", "status");

-- CreateIndex
CREATE INDEX "ledger_item_campaign_county_identity_idx" ON "ledger_item"("campaign", "county", "identity");

-- CreateIndex
CREATE INDEX "ledger_item_campaign_due_idx" ON "ledger_item"("campaign", "due");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_item_campaign_number_key" ON "ledger_item"("campaign", "number");

-- CreateIndex
CREATE INDEX "delivery_campaign_person_window_idx" ON "delivery"("campaign", "person", "window");

-- CreateIndex
CREATE INDEX "delivery_line_delivery_idx" ON "delivery_line"("delivery");

-- CreateIndex
CREATE INDEX "audit_campaign_at_idx" ON "audit"("campaign", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_subject_seq_key" ON "audit"("subject", "seq");

-- CreateIndex
CREATE INDEX "audit_seal_campaign_id_idx" ON "audit_seal"("campaign", "id");

-- CreateIndex
CREATE INDEX "import_batch_campaign_file_hash_idx" ON "import_batch"("campaign", "file_hash");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "two_factor_user_id_idx" ON "two_factor"("user_id");


-- What the schema language cannot say: the postman's and the mailer's queues, and a guard that there is one clock.
CREATE INDEX "agenda_due" ON "agenda" ("at") WHERE "claimed_at" IS NULL;
CREATE INDEX "delivery_due" ON "delivery" ("next_attempt_at") WHERE "state" IN ('pending', 'sending');
ALTER TABLE "clock" ADD CONSTRAINT "clock_is_one" CHECK ("id" = 1);
INSERT INTO "clock" ("id", "offset_ms") VALUES (1, 0);
