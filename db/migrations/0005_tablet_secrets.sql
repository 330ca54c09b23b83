CREATE TABLE "copy_keys" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"private_key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "copy_keys_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "copy_keys_city_id_unique" UNIQUE("city_id")
);
--> statement-breakpoint
CREATE TABLE "tablet_secrets" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tablet_secrets_city_id_id_pk" PRIMARY KEY("city_id","id")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city tables by city_id, before any foreign key exists.
DO $$
DECLARE name text;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    FOREACH name IN ARRAY ARRAY['copy_keys', 'tablet_secrets'] LOOP
      EXECUTE format('SELECT create_distributed_table(%L, ''city_id'')', name);
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "copy_keys" ADD CONSTRAINT "copy_keys_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tablet_secrets" ADD CONSTRAINT "tablet_secrets_city_id_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;