ALTER TABLE "intercept_counts" ADD COLUMN "missed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "intercept_counts" ADD COLUMN "screened" integer DEFAULT 0 NOT NULL;