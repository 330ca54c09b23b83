CREATE TABLE "corrections" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"corrects" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "corrections_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "corrections_city_id_corrects_unique" UNIQUE("city_id","corrects")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city table by city_id, before any foreign key exists.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_distributed_table(%L, ''city_id'')', 'corrections');
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_city_id_case_id_index" ON "corrections" USING btree ("city_id","case_id");