ALTER TABLE "published_estimates" ADD COLUMN "corrects" uuid;--> statement-breakpoint
ALTER TABLE "published_estimates" ADD COLUMN "correction_reason" text;