CREATE TABLE "response_photos" (
	"city_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"jpeg" "bytea" NOT NULL,
	CONSTRAINT "response_photos_city_id_response_id_id_pk" PRIMARY KEY("city_id","response_id","id")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city table by city_id, before any foreign key exists.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    PERFORM create_distributed_table('response_photos', 'city_id');
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "response_photos" ADD CONSTRAINT "response_photos_city_id_response_id_responses_city_id_id_fk" FOREIGN KEY ("city_id","response_id") REFERENCES "public"."responses"("city_id","id") ON DELETE no action ON UPDATE no action;