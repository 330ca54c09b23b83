CREATE TABLE "quota_cells" (
	"city_id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"age_band" text NOT NULL,
	"sex" text NOT NULL,
	"wanted" integer NOT NULL,
	CONSTRAINT "quota_cells_city_id_wave_id_street_id_age_band_sex_pk" PRIMARY KEY("city_id","wave_id","street_id","age_band","sex")
);
--> statement-breakpoint
CREATE TABLE "quota_reservations" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"age_band" text NOT NULL,
	"sex" text NOT NULL,
	"device_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reserved" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quota_reservations_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "quota_reservations_cell_key" UNIQUE("city_id","wave_id","street_id","device_id","age_band","sex")
);
--> statement-breakpoint
CREATE TABLE "back_checks" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"answers" jsonb NOT NULL,
	"note" text,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "back_checks_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "back_checks_city_id_response_id_unique" UNIQUE("city_id","response_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"flags" jsonb NOT NULL,
	"decided_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "frame_uploads" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea",
	"state" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"report" jsonb,
	"uploaded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp (3) with time zone,
	CONSTRAINT "frame_uploads_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city tables by city_id, before any foreign key exists.
DO $$
DECLARE name text;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    FOREACH name IN ARRAY ARRAY['quota_cells', 'quota_reservations', 'back_checks', 'reviews', 'frame_uploads'] LOOP
      EXECUTE format('SELECT create_distributed_table(%L, ''city_id'')', name);
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "draws" ADD COLUMN "rotation" jsonb;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "responses" ADD COLUMN "standing" text DEFAULT 'counts' NOT NULL;--> statement-breakpoint
ALTER TABLE "quota_cells" ADD CONSTRAINT "quota_cells_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_cells" ADD CONSTRAINT "quota_cells_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_reservations" ADD CONSTRAINT "quota_reservations_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_reservations" ADD CONSTRAINT "quota_reservations_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_reservations" ADD CONSTRAINT "quota_reservations_city_id_device_id_devices_city_id_id_fk" FOREIGN KEY ("city_id","device_id") REFERENCES "public"."devices"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "back_checks" ADD CONSTRAINT "back_checks_city_id_response_id_responses_city_id_id_fk" FOREIGN KEY ("city_id","response_id") REFERENCES "public"."responses"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "back_checks" ADD CONSTRAINT "back_checks_city_id_checked_by_users_city_id_id_fk" FOREIGN KEY ("city_id","checked_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_city_id_response_id_responses_city_id_id_fk" FOREIGN KEY ("city_id","response_id") REFERENCES "public"."responses"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_city_id_decided_by_users_city_id_id_fk" FOREIGN KEY ("city_id","decided_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frame_uploads" ADD CONSTRAINT "frame_uploads_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frame_uploads" ADD CONSTRAINT "frame_uploads_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quota_reservations_city_id_wave_id_street_id_index" ON "quota_reservations" USING btree ("city_id","wave_id","street_id");--> statement-breakpoint
CREATE INDEX "back_checks_city_id_wave_id_index" ON "back_checks" USING btree ("city_id","wave_id");--> statement-breakpoint
CREATE INDEX "reviews_city_id_wave_id_index" ON "reviews" USING btree ("city_id","wave_id");--> statement-breakpoint
CREATE INDEX "reviews_city_id_response_id_created_at_index" ON "reviews" USING btree ("city_id","response_id","created_at");--> statement-breakpoint
CREATE INDEX "frame_uploads_city_id_district_id_created_at_index" ON "frame_uploads" USING btree ("city_id","district_id","created_at");