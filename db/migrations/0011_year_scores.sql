CREATE TABLE "year_scores" (
	"city_id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"document_points" double precision,
	"on_site_points" double precision,
	"survey_points" double precision,
	"total_points" double precision,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "year_scores_city_id_district_id_year_pk" PRIMARY KEY("city_id","district_id","year")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city table by city_id, before any foreign key exists.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    PERFORM create_distributed_table('year_scores', 'city_id');
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "year_scores" ADD CONSTRAINT "year_scores_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_scores" ADD CONSTRAINT "year_scores_city_id_entered_by_users_city_id_id_fk" FOREIGN KEY ("city_id","entered_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;