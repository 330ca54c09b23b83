CREATE TABLE "ledger_entries" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"community_id" uuid,
	"wave_id" uuid,
	"item" text,
	"response_id" uuid,
	"text" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"due_on" date,
	"fixed_at" timestamp (3) with time zone,
	"fixed_by" uuid,
	"fixed_note" text,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	"cancelled_reason" text,
	CONSTRAINT "ledger_entries_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "ledger_entries_city_id_response_id_unique" UNIQUE("city_id","response_id")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city table by city_id, before any foreign key exists.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    PERFORM create_distributed_table('ledger_entries', 'city_id');
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_community_id_communities_city_id_id_fk" FOREIGN KEY ("city_id","community_id") REFERENCES "public"."communities"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_response_id_responses_city_id_id_fk" FOREIGN KEY ("city_id","response_id") REFERENCES "public"."responses"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_opened_by_users_city_id_id_fk" FOREIGN KEY ("city_id","opened_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_fixed_by_users_city_id_id_fk" FOREIGN KEY ("city_id","fixed_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_city_id_cancelled_by_users_city_id_id_fk" FOREIGN KEY ("city_id","cancelled_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_entries_city_id_street_id_opened_at_index" ON "ledger_entries" USING btree ("city_id","street_id","opened_at");--> statement-breakpoint
CREATE INDEX "ledger_entries_city_id_district_id_fixed_at_index" ON "ledger_entries" USING btree ("city_id","district_id","fixed_at");