CREATE TABLE "events" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"street_id" uuid,
	"happened_on" date NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"dimension" text,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "wave_series" (
	"city_id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"dont_know" text NOT NULL,
	"inputs" text NOT NULL,
	"code_version" text NOT NULL,
	"lambda" double precision NOT NULL,
	"domains" jsonb NOT NULL,
	"household" jsonb,
	"intercept" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wave_series_city_id_wave_id_dont_know_pk" PRIMARY KEY("city_id","wave_id","dont_know")
);
--> statement-breakpoint
CREATE TABLE "wave_series_parts" (
	"city_id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"dont_know" text NOT NULL,
	"part" text NOT NULL,
	"estimates" double precision[] NOT NULL,
	"variances" double precision[] NOT NULL,
	"degrees" double precision[] NOT NULL,
	"counts" double precision[] NOT NULL,
	"withheld" jsonb NOT NULL,
	"household" "bytea",
	"intercept" "bytea",
	CONSTRAINT "wave_series_parts_city_id_wave_id_dont_know_part_pk" PRIMARY KEY("city_id","wave_id","dont_know","part")
);
--> statement-breakpoint
-- PSU totals are read in slices, and doubles hardly shrink.
ALTER TABLE "wave_series_parts" ALTER COLUMN "household" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "wave_series_parts" ALTER COLUMN "intercept" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Only where Citus is installed: spread the new city tables by city_id, before any foreign key exists.
DO $$
DECLARE
  name text;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    FOREACH name IN ARRAY ARRAY['events', 'wave_series', 'wave_series_parts'] LOOP
      EXECUTE format('SELECT create_distributed_table(%L, ''city_id'')', name);
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_series" ADD CONSTRAINT "wave_series_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_series_parts" ADD CONSTRAINT "wave_series_parts_series_fk" FOREIGN KEY ("city_id","wave_id","dont_know") REFERENCES "public"."wave_series"("city_id","wave_id","dont_know") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_city_id_district_id_happened_on_index" ON "events" USING btree ("city_id","district_id","happened_on");