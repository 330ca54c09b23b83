CREATE TABLE "cities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"time_zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cities_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "communities" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"dwelling_count" integer NOT NULL,
	"longitude" double precision,
	"latitude" double precision,
	CONSTRAINT "communities_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "communities_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
CREATE TABLE "districts" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "districts_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "districts_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
CREATE TABLE "streets" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"boundary" jsonb,
	CONSTRAINT "streets_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "streets_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_log_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "drawn_units" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draw_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"stage" integer NOT NULL,
	"street_id" uuid NOT NULL,
	"community_id" uuid,
	"dwelling_id" uuid,
	"site_slot_id" uuid,
	"stratum" text NOT NULL,
	"psu" text NOT NULL,
	"draw_order" integer NOT NULL,
	"size" double precision NOT NULL,
	"conditional_pi" double precision NOT NULL,
	"overall_pi" double precision NOT NULL,
	"replicate" integer DEFAULT 0 NOT NULL,
	"released_at" timestamp (3) with time zone,
	"interval" integer,
	"selection_seed" text,
	CONSTRAINT "drawn_units_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "draws" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"seed" text NOT NULL,
	"algorithm" text NOT NULL,
	"frame_hash" text NOT NULL,
	"plan" jsonb NOT NULL,
	"drawn_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draws_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "draws_city_id_wave_id_unique" UNIQUE("city_id","wave_id")
);
--> statement-breakpoint
CREATE TABLE "published_estimates" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"weighting_run_id" uuid NOT NULL,
	"questionnaire_version_id" uuid NOT NULL,
	"code_version" text NOT NULL,
	"tally" jsonb NOT NULL,
	"inputs" jsonb NOT NULL,
	"estimates" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "published_estimates_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "response_weights" (
	"city_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"stratum" text NOT NULL,
	"psu" text NOT NULL,
	"street_id" uuid,
	"weight" double precision NOT NULL,
	CONSTRAINT "response_weights_city_id_run_id_response_id_pk" PRIMARY KEY("city_id","run_id","response_id")
);
--> statement-breakpoint
CREATE TABLE "weighting_runs" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"inputs" text NOT NULL,
	"code_version" text NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "weighting_runs_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"assigned_by" uuid,
	"assigned_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "assignments_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"drawn_unit_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"street_id" uuid NOT NULL,
	"dwelling_id" uuid,
	"site_slot_id" uuid,
	"walk_order" integer NOT NULL,
	"planned_on" date,
	CONSTRAINT "cases_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "cases_city_id_wave_id_drawn_unit_id_unique" UNIQUE("city_id","wave_id","drawn_unit_id")
);
--> statement-breakpoint
CREATE TABLE "field_findings" (
	"city_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "field_findings_city_id_visit_id_kind_pk" PRIMARY KEY("city_id","visit_id","kind")
);
--> statement-breakpoint
CREATE TABLE "intercept_counts" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"passed" integer NOT NULL,
	"approached" integer NOT NULL,
	"refusals" jsonb NOT NULL,
	CONSTRAINT "intercept_counts_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "intercept_sessions" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "intercept_sessions_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"members" jsonb NOT NULL,
	"eligible" integer NOT NULL,
	"selected" integer,
	"selection_pi" double precision,
	"method" text NOT NULL,
	CONSTRAINT "rosters_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "session_events" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"event" text NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_events_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"disposition" text NOT NULL,
	"reason" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"appointment_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "visits_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "area_covariates" (
	"city_id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "area_covariates_city_id_street_id_name_as_of_pk" PRIMARY KEY("city_id","street_id","name","as_of")
);
--> statement-breakpoint
CREATE TABLE "control_totals" (
	"city_id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"age_band" text NOT NULL,
	"sex" text NOT NULL,
	"as_of" date NOT NULL,
	"persons" integer NOT NULL,
	CONSTRAINT "control_totals_city_id_street_id_age_band_sex_as_of_pk" PRIMARY KEY("city_id","street_id","age_band","sex","as_of")
);
--> statement-breakpoint
CREATE TABLE "dwelling_addresses" (
	"city_id" uuid NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "dwelling_addresses_city_id_dwelling_id_pk" PRIMARY KEY("city_id","dwelling_id")
);
--> statement-breakpoint
CREATE TABLE "dwellings" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "dwellings_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "dwellings_city_id_community_id_position_unique" UNIQUE("city_id","community_id","position")
);
--> statement-breakpoint
CREATE TABLE "site_slots" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"footfall" integer NOT NULL,
	CONSTRAINT "site_slots_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "site_slots_city_id_site_id_slot_id_unique" UNIQUE("city_id","site_id","slot_id")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"street_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"longitude" double precision,
	"latitude" double precision,
	CONSTRAINT "sites_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "sites_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"day_type" text NOT NULL,
	"starts_at" time NOT NULL,
	"ends_at" time NOT NULL,
	CONSTRAINT "slots_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "slots_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_user_id" uuid,
	"blocked_at" timestamp (3) with time zone,
	CONSTRAINT "devices_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text,
	CONSTRAINT "sessions_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "sessions_city_id_token_sha256_unique" UNIQUE("city_id","token_sha256")
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope" text NOT NULL,
	"area_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_roles_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "user_roles_city_id_user_id_role_area_id_unique" UNIQUE NULLS NOT DISTINCT("city_id","user_id","role","area_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"language" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "users_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "users_city_id_login_unique" UNIQUE("city_id","login")
);
--> statement-breakpoint
CREATE TABLE "questionnaire_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"questionnaire_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questionnaire_versions_questionnaire_id_version_unique" UNIQUE("questionnaire_id","version")
);
--> statement-breakpoint
CREATE TABLE "questionnaires" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"owner_city_id" uuid,
	CONSTRAINT "questionnaires_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "scoring_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"questionnaire_version_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sheet" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scoring_sheets_questionnaire_version_id_version_unique" UNIQUE("questionnaire_version_id","version")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"wave_id" uuid,
	"reason" text NOT NULL,
	"detail" text,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"body_bytes" integer NOT NULL,
	"user_id" uuid,
	"device_id" uuid,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decision" text,
	CONSTRAINT "quarantine_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "quarantine_city_id_record_id_sha256_unique" UNIQUE("city_id","record_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"user_id" uuid,
	"device_id" uuid,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "records_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"case_id" uuid,
	"session_id" uuid,
	"questionnaire_version_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"live" boolean DEFAULT true NOT NULL,
	"language" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"user_id" uuid,
	"device_id" uuid,
	"sequence" integer,
	"answers" jsonb NOT NULL,
	"paradata" jsonb,
	"age_years" smallint,
	"age_band" text,
	"sex" text,
	"residence" text,
	"passes_per_week" double precision,
	"comment" text,
	"answer_codes" smallint[] NOT NULL,
	"scores" double precision[] NOT NULL,
	"own_share_sheet" double precision,
	"own_share_other" double precision,
	CONSTRAINT "responses_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
CREATE TABLE "public_links" (
	"slug" text PRIMARY KEY NOT NULL,
	"city_id" uuid NOT NULL,
	"wave_id" uuid NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"district_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"questionnaire_version_id" uuid NOT NULL,
	"scoring_sheet_id" uuid NOT NULL,
	"plan" jsonb NOT NULL,
	"lambda" double precision NOT NULL,
	"target_share" double precision,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "waves_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "waves_city_id_code_unique" UNIQUE("city_id","code")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the city tables by city_id, before any foreign key exists.
DO $$
DECLARE name text;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    FOREACH name IN ARRAY ARRAY['cities', 'public_links', 'questionnaires', 'questionnaire_versions', 'scoring_sheets'] LOOP
      EXECUTE format('SELECT create_reference_table(%L)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['communities', 'districts', 'streets', 'audit_log', 'drawn_units', 'draws', 'published_estimates', 'response_weights', 'weighting_runs', 'assignments', 'cases', 'field_findings', 'intercept_counts', 'intercept_sessions', 'rosters', 'session_events', 'visits', 'area_covariates', 'control_totals', 'dwelling_addresses', 'dwellings', 'site_slots', 'sites', 'slots', 'devices', 'sessions', 'user_roles', 'users', 'quarantine', 'records', 'responses', 'waves'] LOOP
      EXECUTE format('SELECT create_distributed_table(%L, ''city_id'')', name);
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "communities" ADD CONSTRAINT "communities_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "districts" ADD CONSTRAINT "districts_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streets" ADD CONSTRAINT "streets_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drawn_units" ADD CONSTRAINT "drawn_units_city_id_draw_id_draws_city_id_id_fk" FOREIGN KEY ("city_id","draw_id") REFERENCES "public"."draws"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drawn_units" ADD CONSTRAINT "drawn_units_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drawn_units" ADD CONSTRAINT "drawn_units_city_id_community_id_communities_city_id_id_fk" FOREIGN KEY ("city_id","community_id") REFERENCES "public"."communities"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drawn_units" ADD CONSTRAINT "drawn_units_city_id_dwelling_id_dwellings_city_id_id_fk" FOREIGN KEY ("city_id","dwelling_id") REFERENCES "public"."dwellings"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drawn_units" ADD CONSTRAINT "drawn_units_city_id_site_slot_id_site_slots_city_id_id_fk" FOREIGN KEY ("city_id","site_slot_id") REFERENCES "public"."site_slots"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_estimates" ADD CONSTRAINT "published_estimates_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_estimates" ADD CONSTRAINT "published_estimates_city_id_weighting_run_id_weighting_runs_city_id_id_fk" FOREIGN KEY ("city_id","weighting_run_id") REFERENCES "public"."weighting_runs"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_estimates" ADD CONSTRAINT "published_estimates_questionnaire_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("questionnaire_version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_weights" ADD CONSTRAINT "response_weights_city_id_run_id_weighting_runs_city_id_id_fk" FOREIGN KEY ("city_id","run_id") REFERENCES "public"."weighting_runs"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_weights" ADD CONSTRAINT "response_weights_city_id_response_id_responses_city_id_id_fk" FOREIGN KEY ("city_id","response_id") REFERENCES "public"."responses"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_weights" ADD CONSTRAINT "response_weights_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weighting_runs" ADD CONSTRAINT "weighting_runs_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_city_id_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_city_id_drawn_unit_id_drawn_units_city_id_id_fk" FOREIGN KEY ("city_id","drawn_unit_id") REFERENCES "public"."drawn_units"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_city_id_dwelling_id_dwellings_city_id_id_fk" FOREIGN KEY ("city_id","dwelling_id") REFERENCES "public"."dwellings"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_city_id_site_slot_id_site_slots_city_id_id_fk" FOREIGN KEY ("city_id","site_slot_id") REFERENCES "public"."site_slots"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_findings" ADD CONSTRAINT "field_findings_city_id_visit_id_visits_city_id_id_fk" FOREIGN KEY ("city_id","visit_id") REFERENCES "public"."visits"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intercept_counts" ADD CONSTRAINT "intercept_counts_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intercept_counts" ADD CONSTRAINT "intercept_counts_city_id_session_id_intercept_sessions_city_id_id_fk" FOREIGN KEY ("city_id","session_id") REFERENCES "public"."intercept_sessions"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intercept_sessions" ADD CONSTRAINT "intercept_sessions_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_city_id_session_id_intercept_sessions_city_id_id_fk" FOREIGN KEY ("city_id","session_id") REFERENCES "public"."intercept_sessions"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "area_covariates" ADD CONSTRAINT "area_covariates_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control_totals" ADD CONSTRAINT "control_totals_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_addresses" ADD CONSTRAINT "dwelling_addresses_city_id_dwelling_id_dwellings_city_id_id_fk" FOREIGN KEY ("city_id","dwelling_id") REFERENCES "public"."dwellings"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwellings" ADD CONSTRAINT "dwellings_city_id_community_id_communities_city_id_id_fk" FOREIGN KEY ("city_id","community_id") REFERENCES "public"."communities"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_slots" ADD CONSTRAINT "site_slots_city_id_site_id_sites_city_id_id_fk" FOREIGN KEY ("city_id","site_id") REFERENCES "public"."sites"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_slots" ADD CONSTRAINT "site_slots_city_id_slot_id_slots_city_id_id_fk" FOREIGN KEY ("city_id","slot_id") REFERENCES "public"."slots"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_city_id_street_id_streets_city_id_id_fk" FOREIGN KEY ("city_id","street_id") REFERENCES "public"."streets"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_city_id_last_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","last_user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_city_id_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_city_id_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_versions" ADD CONSTRAINT "questionnaire_versions_questionnaire_id_questionnaires_id_fk" FOREIGN KEY ("questionnaire_id") REFERENCES "public"."questionnaires"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_sheets" ADD CONSTRAINT "scoring_sheets_questionnaire_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("questionnaire_version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_city_id_id_records_city_id_id_fk" FOREIGN KEY ("city_id","id") REFERENCES "public"."records"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_city_id_wave_id_waves_city_id_id_fk" FOREIGN KEY ("city_id","wave_id") REFERENCES "public"."waves"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_city_id_case_id_cases_city_id_id_fk" FOREIGN KEY ("city_id","case_id") REFERENCES "public"."cases"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_city_id_session_id_intercept_sessions_city_id_id_fk" FOREIGN KEY ("city_id","session_id") REFERENCES "public"."intercept_sessions"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_questionnaire_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("questionnaire_version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_links" ADD CONSTRAINT "public_links_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_city_id_district_id_districts_city_id_id_fk" FOREIGN KEY ("city_id","district_id") REFERENCES "public"."districts"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_questionnaire_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("questionnaire_version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_scoring_sheet_id_scoring_sheets_id_fk" FOREIGN KEY ("scoring_sheet_id") REFERENCES "public"."scoring_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_city_id_subject_kind_subject_id_index" ON "audit_log" USING btree ("city_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "drawn_units_city_id_draw_id_mode_stage_index" ON "drawn_units" USING btree ("city_id","draw_id","mode","stage");--> statement-breakpoint
CREATE INDEX "published_estimates_city_id_wave_id_index" ON "published_estimates" USING btree ("city_id","wave_id");--> statement-breakpoint
CREATE UNIQUE INDEX "weighting_runs_provisional_key" ON "weighting_runs" USING btree ("city_id","wave_id") WHERE kind = 'provisional';--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_present_key" ON "assignments" USING btree ("city_id","case_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "assignments_city_id_user_id_index" ON "assignments" USING btree ("city_id","user_id");--> statement-breakpoint
CREATE INDEX "cases_city_id_wave_id_street_id_index" ON "cases" USING btree ("city_id","wave_id","street_id");--> statement-breakpoint
CREATE INDEX "intercept_counts_city_id_session_id_device_id_sequence_index" ON "intercept_counts" USING btree ("city_id","session_id","device_id","sequence");--> statement-breakpoint
CREATE INDEX "intercept_sessions_city_id_case_id_index" ON "intercept_sessions" USING btree ("city_id","case_id");--> statement-breakpoint
CREATE INDEX "rosters_city_id_case_id_happened_at_index" ON "rosters" USING btree ("city_id","case_id","happened_at");--> statement-breakpoint
CREATE INDEX "session_events_city_id_session_id_happened_at_index" ON "session_events" USING btree ("city_id","session_id","happened_at");--> statement-breakpoint
CREATE INDEX "visits_city_id_case_id_happened_at_index" ON "visits" USING btree ("city_id","case_id","happened_at");--> statement-breakpoint
CREATE INDEX "visits_city_id_wave_id_index" ON "visits" USING btree ("city_id","wave_id");--> statement-breakpoint
CREATE INDEX "sessions_city_id_user_id_index" ON "sessions" USING btree ("city_id","user_id");--> statement-breakpoint
CREATE INDEX "quarantine_city_id_wave_id_received_at_index" ON "quarantine" USING btree ("city_id","wave_id","received_at");--> statement-breakpoint
CREATE INDEX "records_city_id_wave_id_received_at_index" ON "records" USING btree ("city_id","wave_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "responses_live_household_key" ON "responses" USING btree ("city_id","case_id") WHERE mode = 'household' and live;--> statement-breakpoint
CREATE INDEX "responses_city_id_wave_id_mode_index" ON "responses" USING btree ("city_id","wave_id","mode");--> statement-breakpoint
CREATE INDEX "responses_city_id_session_id_index" ON "responses" USING btree ("city_id","session_id");