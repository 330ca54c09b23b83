CREATE TABLE "invitations" (
	"city_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"scope" text,
	"area_id" uuid,
	"user_id" uuid,
	"token_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_city_id_id_pk" PRIMARY KEY("city_id","id"),
	CONSTRAINT "invitations_city_id_token_sha256_unique" UNIQUE("city_id","token_sha256")
);
--> statement-breakpoint
-- Only where Citus is installed: spread the new city table by city_id, before any foreign key exists.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    PERFORM create_distributed_table('invitations', 'city_id');
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_city_id_cities_id_fk" FOREIGN KEY ("city_id") REFERENCES "public"."cities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_city_id_user_id_users_city_id_id_fk" FOREIGN KEY ("city_id","user_id") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_city_id_created_by_users_city_id_id_fk" FOREIGN KEY ("city_id","created_by") REFERENCES "public"."users"("city_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_city_id_login_index" ON "invitations" USING btree ("city_id","login") WHERE used_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "invitations_city_id_user_id_index" ON "invitations" USING btree ("city_id","user_id");