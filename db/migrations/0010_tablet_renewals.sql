ALTER TABLE "tablet_secrets" ADD COLUMN "renewal_sha256" "bytea";--> statement-breakpoint
ALTER TABLE "tablet_secrets" ADD COLUMN "renewal_until" timestamp (3) with time zone;