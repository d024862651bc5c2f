--
-- PostgreSQL database dump
--

\restrict companionCompanionCompanion

-- Dumped from database version 15.18
-- Dumped by pg_dump version 15.18

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: pgcrypto; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';


--
-- Name: job_state; Type: TYPE; Schema: public; Owner: companion_owner
--

CREATE TYPE public.job_state AS ENUM (
    'queued',
    'running',
    'done',
    'failed',
    'given up'
);


ALTER TYPE public.job_state OWNER TO companion_owner;

--
-- Name: message_role; Type: TYPE; Schema: public; Owner: companion_owner
--

CREATE TYPE public.message_role AS ENUM (
    'system',
    'user',
    'assistant',
    'tool'
);


ALTER TYPE public.message_role OWNER TO companion_owner;

--
-- Name: TYPE message_role; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON TYPE public.message_role IS 'Who speaks';


--
-- Name: short_code; Type: DOMAIN; Schema: public; Owner: companion_owner
--

CREATE DOMAIN public.short_code AS character varying(12)
	CONSTRAINT short_code_check CHECK (((VALUE)::text ~ '^[a-z0-9-]+$'::text));


ALTER DOMAIN public.short_code OWNER TO companion_owner;

--
-- Name: any_of(text[]); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.any_of(VARIADIC words text[]) RETURNS boolean
    LANGUAGE sql
    AS $$SELECT 'x' = ANY (words)$$;


ALTER FUNCTION public.any_of(VARIADIC words text[]) OWNER TO companion_owner;

--
-- Name: archive_old(timestamp with time zone, bigint); Type: PROCEDURE; Schema: public; Owner: companion_owner
--

CREATE PROCEDURE public.archive_old(IN before timestamp with time zone, INOUT moved bigint DEFAULT 0)
    LANGUAGE plpgsql
    AS $$ BEGIN UPDATE public.conversations SET archived = true WHERE updated_at < before; END $$;


ALTER PROCEDURE public.archive_old(IN before timestamp with time zone, INOUT moved bigint) OWNER TO companion_owner;

--
-- Name: audit(); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $_$
BEGIN
    EXECUTE $inner$ INSERT INTO public."AuditTrail" (action) VALUES ('x; y') $inner$;
    RETURN coalesce(NEW, OLD);
END $_$;


ALTER FUNCTION public.audit() OWNER TO companion_owner;

--
-- Name: count_message(); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.count_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    UPDATE conversations SET message_count = message_count + delta WHERE id = coalesce(NEW.conversation_id, OLD.conversation_id);
    RETURN NULL;
END;
$$;


ALTER FUNCTION public.count_message() OWNER TO companion_owner;

--
-- Name: forget(bigint); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.forget(person bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM public.users WHERE id = person; END $$;


ALTER FUNCTION public.forget(person bigint) OWNER TO companion_owner;

--
-- Name: FUNCTION forget(person bigint); Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON FUNCTION public.forget(person bigint) IS 'The right to be forgotten';


--
-- Name: is_adult(date); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.is_adult(born date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$SELECT born <= CURRENT_DATE - interval '18 years'$$;


ALTER FUNCTION public.is_adult(born date) OWNER TO companion_owner;

--
-- Name: job_finished(integer, public.job_state); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.job_finished(integer, public.job_state) RETURNS boolean
    LANGUAGE sql
    AS $_$SELECT $2 = 'done'$_$;


ALTER FUNCTION public.job_finished(integer, public.job_state) OWNER TO companion_owner;

--
-- Name: message_weight(public.message_role, integer); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.message_weight(role public.message_role, tokens integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC
 SELECT ((
         CASE
             WHEN (role = 'system'::public.message_role) THEN 2
             ELSE 1
         END)::numeric * (COALESCE(tokens, 0))::numeric);
END;


ALTER FUNCTION public.message_weight(role public.message_role, tokens integer) OWNER TO companion_owner;

--
-- Name: next_handle(); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.next_handle() RETURNS text
    LANGUAGE sql
    AS $$ SELECT 'guest-' || nextval('public.public_handles') $$;


ALTER FUNCTION public.next_handle() OWNER TO companion_owner;

--
-- Name: normalised(text); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.normalised(words text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    AS $$SELECT lower(btrim(words))$$;


ALTER FUNCTION public.normalised(words text) OWNER TO companion_owner;

--
-- Name: normalised(text, character); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.normalised(words text, language character DEFAULT 'en'::bpchar) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$SELECT lower(words)$$;


ALTER FUNCTION public.normalised(words text, language character) OWNER TO companion_owner;

--
-- Name: rank_of(text, tsvector); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.rank_of(query text, body tsvector) RETURNS real
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT ts_rank(body, plainto_tsquery('english', query)) $$;


ALTER FUNCTION public.rank_of(query text, body tsvector) OWNER TO companion_owner;

--
-- Name: recent_messages(bigint, integer); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.recent_messages(conversation bigint, amount integer DEFAULT 20) RETURNS TABLE(id bigint, body text)
    LANGUAGE sql STABLE
    AS $$ SELECT m.id, m.body FROM public.messages m WHERE m.conversation_id = conversation ORDER BY m.id DESC LIMIT amount $$;


ALTER FUNCTION public.recent_messages(conversation bigint, amount integer) OWNER TO companion_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN RAISE EXCEPTION '% is not to be changed;', TG_TABLE_NAME; END$$;


ALTER FUNCTION public.refuse_change() OWNER TO companion_owner;

--
-- Name: statistics_of(bigint); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.statistics_of(person bigint, OUT messages bigint, OUT memories bigint) RETURNS record
    LANGUAGE sql STABLE
    AS $$ SELECT (SELECT count(*) FROM public.conversations WHERE user_id = person), (SELECT count(*) FROM public.memories WHERE user_id = person) $$;


ALTER FUNCTION public.statistics_of(person bigint, OUT messages bigint, OUT memories bigint) OWNER TO companion_owner;

--
-- Name: touch_updated_at(); Type: FUNCTION; Schema: public; Owner: companion_owner
--

CREATE FUNCTION public.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- it's the row's own clock; a semicolon; and a quote ' here
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;


ALTER FUNCTION public.touch_updated_at() OWNER TO companion_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: AuditTrail; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public."AuditTrail" (
    id bigint NOT NULL,
    "Actor" text,
    "user" text DEFAULT SESSION_USER,
    action text NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp(),
    before jsonb,
    after jsonb
);


ALTER TABLE public."AuditTrail" OWNER TO companion_owner;

--
-- Name: COLUMN "AuditTrail"."Actor"; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON COLUMN public."AuditTrail"."Actor" IS 'Who; not always a user';


--
-- Name: AuditTrail_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public."AuditTrail" ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public."AuditTrail_id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: conversations; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.conversations (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    persona_id integer,
    title text DEFAULT 'New conversation'::text,
    summary text,
    last_message_id bigint,
    message_count integer DEFAULT 0 NOT NULL,
    archived boolean DEFAULT false NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


ALTER TABLE public.conversations OWNER TO companion_owner;

--
-- Name: personas; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.personas (
    id integer NOT NULL,
    owner_id bigint,
    name character varying(80) NOT NULL,
    tagline text,
    instructions text DEFAULT 'Be kind. It''s fine to say "I don''t know".'::text NOT NULL,
    temperature numeric(3,2) DEFAULT 0.70 NOT NULL,
    traits jsonb DEFAULT '{"humour": 3, "warmth": 5}'::jsonb NOT NULL,
    is_public boolean DEFAULT false,
    fork_of integer,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT personas_temperature_check CHECK (((temperature >= (0)::numeric) AND (temperature <= (2)::numeric)))
);


ALTER TABLE public.personas OWNER TO companion_owner;

--
-- Name: users; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.users (
    id bigint NOT NULL,
    email character varying(255) NOT NULL,
    display_name text DEFAULT ''::text NOT NULL,
    handle text COLLATE pg_catalog."C",
    locale character(5) DEFAULT 'en-US'::bpchar,
    is_active boolean DEFAULT true NOT NULL,
    birth_date date,
    trust real DEFAULT 0.5,
    balance numeric(12,4) DEFAULT 0 NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    labels text[] DEFAULT '{}'::text[] NOT NULL,
    public_id uuid DEFAULT gen_random_uuid() NOT NULL,
    last_seen_ip inet,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    deleted_at timestamp with time zone,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, ((COALESCE(display_name, ''::text) || ' '::text) || COALESCE(handle, ''::text)))) STORED,
    CONSTRAINT users_email_shape CHECK ((POSITION(('@'::text) IN (email)) > 1)),
    CONSTRAINT users_trust_check CHECK (((trust >= (0)::double precision) AND (trust <= (1)::double precision)))
)
WITH (fillfactor='80');


ALTER TABLE public.users OWNER TO companion_owner;

--
-- Name: TABLE users; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON TABLE public.users IS 'People; those who left keep a row, for their friends'' sake';


--
-- Name: COLUMN users.trust; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON COLUMN public.users.trust IS 'Zwischen 0 und 1 — größer ist besser';


--
-- Name: CONSTRAINT users_trust_check ON users; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON CONSTRAINT users_trust_check ON public.users IS 'See trust';


--
-- Name: active_conversations; Type: VIEW; Schema: public; Owner: companion_owner
--

CREATE VIEW public.active_conversations AS
 SELECT c.id,
    c.title,
    u.display_name,
    p.name AS persona
   FROM ((public.conversations c
     JOIN public.users u ON ((u.id = c.user_id)))
     LEFT JOIN public.personas p ON ((p.id = c.persona_id)))
  WHERE ((NOT c.archived) AND u.is_active);


ALTER TABLE public.active_conversations OWNER TO companion_owner;

--
-- Name: VIEW active_conversations; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON VIEW public.active_conversations IS 'What the side bar shows';


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.api_keys (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    name text,
    key_hash bytea NOT NULL,
    scopes text[] DEFAULT ARRAY['read'::text],
    calls bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone
);


ALTER TABLE public.api_keys OWNER TO companion_owner;

--
-- Name: api_keys_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.api_keys ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_keys_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: avatars; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.avatars (
    id integer NOT NULL,
    persona_id integer,
    width integer NOT NULL,
    height integer NOT NULL,
    mime character varying(60) DEFAULT 'image/png'::character varying,
    content bytea,
    area integer GENERATED ALWAYS AS ((width * height)) STORED,
    CONSTRAINT avatars_check CHECK (((width > 0) AND (height > 0)))
);


ALTER TABLE public.avatars OWNER TO companion_owner;

--
-- Name: avatars_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.avatars_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.avatars_id_seq OWNER TO companion_owner;

--
-- Name: avatars_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.avatars_id_seq OWNED BY public.avatars.id;


--
-- Name: blocked_terms; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.blocked_terms (
    id integer NOT NULL,
    term text NOT NULL,
    severity smallint DEFAULT 1,
    CONSTRAINT blocked_terms_severity_check CHECK (((severity >= 1) AND (severity <= 3)))
);


ALTER TABLE public.blocked_terms OWNER TO companion_owner;

--
-- Name: blocked_terms_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.blocked_terms_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.blocked_terms_id_seq OWNER TO companion_owner;

--
-- Name: blocked_terms_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.blocked_terms_id_seq OWNED BY public.blocked_terms.id;


--
-- Name: conversation_participants; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.conversation_participants (
    id integer NOT NULL,
    conversation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    joined_at timestamp with time zone DEFAULT now(),
    left_at timestamp with time zone,
    CONSTRAINT participants_order CHECK (((left_at IS NULL) OR (left_at > joined_at)))
);


ALTER TABLE public.conversation_participants OWNER TO companion_owner;

--
-- Name: conversation_participants_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.conversation_participants_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.conversation_participants_id_seq OWNER TO companion_owner;

--
-- Name: conversation_participants_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.conversation_participants_id_seq OWNED BY public.conversation_participants.id;


--
-- Name: conversation_shares; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.conversation_shares (
    slug text DEFAULT encode(public.gen_random_bytes(9), 'base64'::text) NOT NULL,
    conversation_id bigint NOT NULL,
    views integer DEFAULT 0 NOT NULL,
    expires_on date DEFAULT (CURRENT_DATE + 30),
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.conversation_shares OWNER TO companion_owner;

--
-- Name: conversation_tags; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.conversation_tags (
    entry bigint NOT NULL,
    conversation_id bigint NOT NULL,
    tag text NOT NULL COLLATE pg_catalog."POSIX"
);


ALTER TABLE public.conversation_tags OWNER TO companion_owner;

--
-- Name: conversation_tags_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.conversation_tags ALTER COLUMN entry ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.conversation_tags_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: conversations_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.conversations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.conversations_id_seq OWNER TO companion_owner;

--
-- Name: conversations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.conversations_id_seq OWNED BY public.conversations.id;


--
-- Name: coupons; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.coupons (
    id integer NOT NULL,
    code text NOT NULL,
    percent smallint,
    valid_days int4range,
    uses integer DEFAULT 0,
    CONSTRAINT coupons_percent_check CHECK (((percent > 0) AND (percent <= 100))),
    CONSTRAINT coupons_uses CHECK (((uses >= 0) AND (length(code) > 3)))
);


ALTER TABLE public.coupons OWNER TO companion_owner;

--
-- Name: coupons_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.coupons_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.coupons_id_seq OWNER TO companion_owner;

--
-- Name: coupons_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.coupons_id_seq OWNED BY public.coupons.id;


--
-- Name: usage_counters; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.usage_counters (
    user_id bigint NOT NULL,
    day date NOT NULL,
    messages integer DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL
);


ALTER TABLE public.usage_counters OWNER TO companion_owner;

--
-- Name: daily_usage; Type: MATERIALIZED VIEW; Schema: public; Owner: companion_owner
--

CREATE MATERIALIZED VIEW public.daily_usage AS
 SELECT usage_counters.day,
    sum(usage_counters.messages) AS messages,
    sum(usage_counters.tokens) AS tokens
   FROM public.usage_counters
  GROUP BY usage_counters.day
  WITH NO DATA;


ALTER TABLE public.daily_usage OWNER TO companion_owner;

--
-- Name: MATERIALIZED VIEW daily_usage; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON MATERIALIZED VIEW public.daily_usage IS 'Refreshed at night';


--
-- Name: drafts; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.drafts (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    conversation_id bigint,
    body text,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


ALTER TABLE public.drafts OWNER TO companion_owner;

--
-- Name: drafts_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.drafts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.drafts_id_seq OWNER TO companion_owner;

--
-- Name: drafts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.drafts_id_seq OWNED BY public.drafts.id;


--
-- Name: email_queue; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.email_queue (
    id integer NOT NULL,
    recipient text NOT NULL,
    subject text,
    body text,
    headers json,
    sent_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.email_queue OWNER TO companion_owner;

--
-- Name: email_queue_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.email_queue_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.email_queue_id_seq OWNER TO companion_owner;

--
-- Name: email_queue_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.email_queue_id_seq OWNED BY public.email_queue.id;


--
-- Name: emotions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.emotions (
    id integer NOT NULL,
    message_id bigint,
    label text NOT NULL,
    valence double precision,
    arousal double precision,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT emotions_valence_check CHECK (((valence >= ('-1.0'::numeric)::double precision) AND (valence <= (1.0)::double precision)))
);


ALTER TABLE public.emotions OWNER TO companion_owner;

--
-- Name: emotions_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.emotions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.emotions_id_seq OWNER TO companion_owner;

--
-- Name: emotions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.emotions_id_seq OWNED BY public.emotions.id;


--
-- Name: events; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.events (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb,
    happened_at timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (happened_at);


ALTER TABLE public.events OWNER TO companion_owner;

--
-- Name: events_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.events_id_seq OWNER TO companion_owner;

--
-- Name: events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;


--
-- Name: events_2024; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.events_2024 (
    id bigint DEFAULT nextval('public.events_id_seq'::regclass) NOT NULL,
    kind text NOT NULL,
    payload jsonb,
    happened_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.events_2024 OWNER TO companion_owner;

--
-- Name: events_2025; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.events_2025 (
    id bigint DEFAULT nextval('public.events_id_seq'::regclass) NOT NULL,
    kind text NOT NULL,
    payload jsonb,
    happened_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.events_2025 OWNER TO companion_owner;

--
-- Name: events_rest; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.events_rest (
    id bigint DEFAULT nextval('public.events_id_seq'::regclass) NOT NULL,
    kind text NOT NULL,
    payload jsonb,
    happened_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.events_rest OWNER TO companion_owner;

--
-- Name: experiment_assignments; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.experiment_assignments (
    experiment_id integer NOT NULL,
    user_id bigint NOT NULL,
    variant text NOT NULL
);


ALTER TABLE public.experiment_assignments OWNER TO companion_owner;

--
-- Name: experiments; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.experiments (
    id integer NOT NULL,
    name text NOT NULL,
    variants text[] DEFAULT '{control,treatment}'::text[] NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT experiments_end_after_start CHECK ((NOT (ended_at < started_at)))
);


ALTER TABLE public.experiments OWNER TO companion_owner;

--
-- Name: experiments_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.experiments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.experiments_id_seq OWNER TO companion_owner;

--
-- Name: experiments_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.experiments_id_seq OWNED BY public.experiments.id;


--
-- Name: facts; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.facts (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    subject text NOT NULL,
    predicate text NOT NULL,
    object text,
    certainty numeric(4,3) DEFAULT 1.000,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.facts OWNER TO companion_owner;

--
-- Name: facts_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.facts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.facts_id_seq OWNER TO companion_owner;

--
-- Name: facts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.facts_id_seq OWNED BY public.facts.id;


--
-- Name: feature_flags; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.feature_flags (
    entry integer NOT NULL,
    name text NOT NULL,
    enabled boolean DEFAULT false NOT NULL,
    rollout numeric(5,2) DEFAULT 0,
    rules jsonb DEFAULT '[]'::jsonb
);


ALTER TABLE public.feature_flags OWNER TO companion_owner;

--
-- Name: feature_flags_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.feature_flags_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.feature_flags_entry_seq OWNER TO companion_owner;

--
-- Name: feature_flags_entry_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.feature_flags_entry_seq OWNED BY public.feature_flags.entry;


--
-- Name: file_chunks; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.file_chunks (
    entry bigint NOT NULL,
    file_id bigint NOT NULL,
    number integer NOT NULL,
    content bytea DEFAULT '\x'::bytea NOT NULL
);


ALTER TABLE public.file_chunks OWNER TO companion_owner;

--
-- Name: file_chunks_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.file_chunks ALTER COLUMN entry ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.file_chunks_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: files; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.files (
    id bigint NOT NULL,
    owner_id bigint,
    name text NOT NULL,
    mime text DEFAULT 'application/octet-stream'::text NOT NULL,
    bytes bigint NOT NULL,
    sha256 bytea,
    storage_key text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT files_bytes CHECK ((bytes >= 0))
);


ALTER TABLE public.files OWNER TO companion_owner;

--
-- Name: files_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.files ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: goals; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.goals (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    title text NOT NULL,
    due date,
    progress integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT goals_progress_check CHECK (((progress >= 0) AND (progress <= 100)))
);


ALTER TABLE public.goals OWNER TO companion_owner;

--
-- Name: goals_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.goals_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.goals_id_seq OWNER TO companion_owner;

--
-- Name: goals_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.goals_id_seq OWNED BY public.goals.id;


--
-- Name: images; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.images (
    id integer NOT NULL,
    file_id bigint,
    width integer,
    height integer,
    alt text,
    colours text[]
);


ALTER TABLE public.images OWNER TO companion_owner;

--
-- Name: images_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.images_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.images_id_seq OWNER TO companion_owner;

--
-- Name: images_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.images_id_seq OWNED BY public.images.id;


--
-- Name: invoice_lines; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.invoice_lines (
    entry integer NOT NULL,
    invoice_id integer NOT NULL,
    line integer NOT NULL,
    text text,
    amount numeric(12,2) NOT NULL
);


ALTER TABLE public.invoice_lines OWNER TO companion_owner;

--
-- Name: invoice_lines_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.invoice_lines_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.invoice_lines_entry_seq OWNER TO companion_owner;

--
-- Name: invoice_lines_entry_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.invoice_lines_entry_seq OWNED BY public.invoice_lines.entry;


--
-- Name: ticket_numbers; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.ticket_numbers
    START WITH 1000
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.ticket_numbers OWNER TO companion_owner;

--
-- Name: SEQUENCE ticket_numbers; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON SEQUENCE public.ticket_numbers IS 'Never reset';


--
-- Name: invoices; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.invoices (
    id integer NOT NULL,
    subscription_id integer,
    number bigint DEFAULT nextval('public.ticket_numbers'::regclass) NOT NULL,
    total numeric(12,2) NOT NULL,
    vat numeric(12,2) GENERATED ALWAYS AS (round((total * 0.19), 2)) STORED,
    issued date DEFAULT CURRENT_DATE NOT NULL,
    paid_at timestamp with time zone,
    CONSTRAINT invoices_total CHECK ((total >= (0)::numeric))
);


ALTER TABLE public.invoices OWNER TO companion_owner;

--
-- Name: invoices_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.invoices_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.invoices_id_seq OWNER TO companion_owner;

--
-- Name: invoices_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.invoices_id_seq OWNED BY public.invoices.id;


--
-- Name: job_errors; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.job_errors (
    id integer NOT NULL,
    job_id bigint,
    message text,
    trace text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.job_errors OWNER TO companion_owner;

--
-- Name: job_errors_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.job_errors_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.job_errors_id_seq OWNER TO companion_owner;

--
-- Name: job_errors_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.job_errors_id_seq OWNED BY public.job_errors.id;


--
-- Name: jobs; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.jobs (
    id bigint NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    payload jsonb NOT NULL,
    state public.job_state DEFAULT 'queued'::public.job_state NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT (now() + '00:00:05'::interval) NOT NULL,
    locked_by text,
    history public.job_state[] DEFAULT '{}'::public.job_state[]
);


ALTER TABLE public.jobs OWNER TO companion_owner;

--
-- Name: jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: journal_entries; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.journal_entries (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    day date DEFAULT CURRENT_DATE NOT NULL,
    mood text,
    body text
);


ALTER TABLE public.journal_entries OWNER TO companion_owner;

--
-- Name: journal_entries_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.journal_entries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.journal_entries_id_seq OWNER TO companion_owner;

--
-- Name: journal_entries_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.journal_entries_id_seq OWNED BY public.journal_entries.id;


--
-- Name: locations; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.locations (
    id integer NOT NULL,
    user_id bigint,
    "position" point,
    place text,
    seen_at timestamp without time zone
);


ALTER TABLE public.locations OWNER TO companion_owner;

--
-- Name: locations_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.locations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.locations_id_seq OWNER TO companion_owner;

--
-- Name: locations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.locations_id_seq OWNED BY public.locations.id;


--
-- Name: memories; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.memories (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    persona_id integer,
    kind text DEFAULT 'fact'::text NOT NULL,
    content text NOT NULL,
    importance double precision DEFAULT 0.5 NOT NULL,
    confidence real,
    valid_during tstzrange,
    source_message_id bigint,
    content_hash text GENERATED ALWAYS AS (md5(content)) STORED,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT memories_importance CHECK (((importance >= (0)::double precision) AND (importance <= (1)::double precision))),
    CONSTRAINT memories_kind CHECK ((kind = ANY (ARRAY['fact'::text, 'event'::text, 'preference'::text, 'relation'::text])))
);


ALTER TABLE public.memories OWNER TO companion_owner;

--
-- Name: TABLE memories; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON TABLE public.memories IS 'What we know of a person';


--
-- Name: memories_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.memories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.memories_id_seq OWNER TO companion_owner;

--
-- Name: memories_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.memories_id_seq OWNED BY public.memories.id;


--
-- Name: memory_conflicts; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.memory_conflicts (
    id integer NOT NULL,
    left_id bigint NOT NULL,
    right_id bigint NOT NULL,
    resolved boolean DEFAULT false,
    note text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.memory_conflicts OWNER TO companion_owner;

--
-- Name: memory_conflicts_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.memory_conflicts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.memory_conflicts_id_seq OWNER TO companion_owner;

--
-- Name: memory_conflicts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.memory_conflicts_id_seq OWNED BY public.memory_conflicts.id;


--
-- Name: memory_embeddings; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.memory_embeddings (
    entry integer NOT NULL,
    memory_id bigint NOT NULL,
    model text NOT NULL,
    dimensions smallint DEFAULT 384 NOT NULL,
    vector real[] NOT NULL
);


ALTER TABLE public.memory_embeddings OWNER TO companion_owner;

--
-- Name: memory_embeddings_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.memory_embeddings_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.memory_embeddings_entry_seq OWNER TO companion_owner;

--
-- Name: memory_embeddings_entry_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.memory_embeddings_entry_seq OWNED BY public.memory_embeddings.entry;


--
-- Name: memory_links; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.memory_links (
    from_id bigint NOT NULL,
    to_id bigint NOT NULL,
    relation text NOT NULL,
    weight numeric DEFAULT 1,
    CONSTRAINT memory_links_apart CHECK ((from_id <> to_id))
);


ALTER TABLE public.memory_links OWNER TO companion_owner;

--
-- Name: memory_tags; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.memory_tags (
    id integer NOT NULL,
    memory_id bigint NOT NULL,
    tag text NOT NULL,
    added_by text DEFAULT CURRENT_USER
);


ALTER TABLE public.memory_tags OWNER TO companion_owner;

--
-- Name: memory_tags_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.memory_tags_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.memory_tags_id_seq OWNER TO companion_owner;

--
-- Name: memory_tags_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.memory_tags_id_seq OWNED BY public.memory_tags.id;


--
-- Name: message_attachments; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.message_attachments (
    id bigint NOT NULL,
    message_id bigint,
    file_id bigint,
    caption text,
    ordinal integer DEFAULT 0
);


ALTER TABLE public.message_attachments OWNER TO companion_owner;

--
-- Name: message_attachments_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.message_attachments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.message_attachments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: message_feedback; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.message_feedback (
    id integer NOT NULL,
    message_id bigint NOT NULL,
    score integer NOT NULL,
    reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT feedback_score CHECK ((score = ANY (ARRAY['-1'::integer, 0, 1])))
);


ALTER TABLE public.message_feedback OWNER TO companion_owner;

--
-- Name: message_feedback_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.message_feedback_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.message_feedback_id_seq OWNER TO companion_owner;

--
-- Name: message_feedback_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.message_feedback_id_seq OWNED BY public.message_feedback.id;


--
-- Name: message_parts; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.message_parts (
    entry integer NOT NULL,
    message_id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind text NOT NULL,
    content jsonb NOT NULL
);


ALTER TABLE public.message_parts OWNER TO companion_owner;

--
-- Name: message_parts_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.message_parts_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.message_parts_entry_seq OWNER TO companion_owner;

--
-- Name: message_parts_entry_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.message_parts_entry_seq OWNED BY public.message_parts.entry;


--
-- Name: message_reactions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.message_reactions (
    id integer NOT NULL,
    message_id bigint NOT NULL,
    user_id bigint NOT NULL,
    emoji character varying(16) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.message_reactions OWNER TO companion_owner;

--
-- Name: message_reactions_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.message_reactions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.message_reactions_id_seq OWNER TO companion_owner;

--
-- Name: message_reactions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.message_reactions_id_seq OWNED BY public.message_reactions.id;


--
-- Name: messages; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.messages (
    id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    parent_id bigint,
    role public.message_role DEFAULT 'user'::public.message_role NOT NULL,
    body text NOT NULL,
    tokens integer,
    model text,
    latency_ms double precision,
    extra jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    body_search tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, body)) STORED,
    CONSTRAINT messages_tokens_check CHECK (((tokens IS NULL) OR (tokens >= 0)))
);
ALTER TABLE ONLY public.messages ALTER COLUMN role SET STATISTICS 500;
ALTER TABLE ONLY public.messages ALTER COLUMN body SET STORAGE EXTERNAL;


ALTER TABLE public.messages OWNER TO companion_owner;

--
-- Name: COLUMN messages.body; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON COLUMN public.messages.body IS 'As written.
Markdown; may hold \backslashes';


--
-- Name: message_totals; Type: VIEW; Schema: public; Owner: companion_owner
--

CREATE VIEW public.message_totals AS
 SELECT c.user_id,
    count(*) AS messages,
    sum(m.tokens) AS tokens
   FROM (public.messages m
     JOIN public.conversations c ON ((c.id = m.conversation_id)))
  GROUP BY c.user_id
 HAVING (count(*) > 0);


ALTER TABLE public.message_totals OWNER TO companion_owner;

--
-- Name: COLUMN message_totals.tokens; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON COLUMN public.message_totals.tokens IS 'Null if none was counted';


--
-- Name: messages_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.messages_id_seq OWNER TO companion_owner;

--
-- Name: messages_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.messages_id_seq OWNED BY public.messages.id;


--
-- Name: moderation_cases; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.moderation_cases (
    id integer NOT NULL,
    message_id bigint,
    reporter_id bigint,
    category text NOT NULL,
    verdict text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone
);


ALTER TABLE public.moderation_cases OWNER TO companion_owner;

--
-- Name: moderation_cases_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.moderation_cases_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.moderation_cases_id_seq OWNER TO companion_owner;

--
-- Name: moderation_cases_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.moderation_cases_id_seq OWNED BY public.moderation_cases.id;


--
-- Name: notifications; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.notifications (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb,
    read_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.notifications OWNER TO companion_owner;

--
-- Name: notifications_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.notifications ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: payments; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.payments (
    id integer NOT NULL,
    invoice_id integer,
    provider text NOT NULL,
    reference text,
    amount money,
    state text DEFAULT 'pending'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.payments OWNER TO companion_owner;

--
-- Name: payments_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.payments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.payments_id_seq OWNER TO companion_owner;

--
-- Name: payments_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.payments_id_seq OWNED BY public.payments.id;


--
-- Name: permissions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.permissions (
    entry bigint NOT NULL,
    code text NOT NULL,
    title text NOT NULL
);


ALTER TABLE public.permissions OWNER TO companion_owner;

--
-- Name: permissions_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.permissions ALTER COLUMN entry ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.permissions_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: persona_ratings; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.persona_ratings (
    id integer NOT NULL,
    persona_id integer NOT NULL,
    user_id bigint NOT NULL,
    stars smallint NOT NULL,
    words text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT persona_ratings_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
    CONSTRAINT persona_ratings_words_check CHECK ((char_length(words) <= 2000))
);


ALTER TABLE public.persona_ratings OWNER TO companion_owner;

--
-- Name: persona_ratings_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.persona_ratings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.persona_ratings_id_seq OWNER TO companion_owner;

--
-- Name: persona_ratings_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.persona_ratings_id_seq OWNED BY public.persona_ratings.id;


--
-- Name: persona_tags; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.persona_tags (
    entry bigint NOT NULL,
    persona_id integer NOT NULL,
    tag text NOT NULL
);


ALTER TABLE public.persona_tags OWNER TO companion_owner;

--
-- Name: persona_tags_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.persona_tags ALTER COLUMN entry ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.persona_tags_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: persona_versions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.persona_versions (
    id integer NOT NULL,
    persona_id integer NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    digest character(64),
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.persona_versions OWNER TO companion_owner;

--
-- Name: persona_versions_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.persona_versions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.persona_versions_id_seq OWNER TO companion_owner;

--
-- Name: persona_versions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.persona_versions_id_seq OWNED BY public.persona_versions.id;


--
-- Name: personas_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.personas_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.personas_id_seq OWNER TO companion_owner;

--
-- Name: personas_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.personas_id_seq OWNED BY public.personas.id;


--
-- Name: plans; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.plans (
    code public.short_code NOT NULL,
    title text NOT NULL,
    monthly numeric(10,2) NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar,
    limits jsonb DEFAULT '{"messages": 100}'::jsonb
);


ALTER TABLE public.plans OWNER TO companion_owner;

--
-- Name: prompt_templates; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.prompt_templates (
    id integer NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    variables text[] DEFAULT ARRAY[]::text[],
    is_default boolean DEFAULT false,
    version integer DEFAULT 1,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.prompt_templates OWNER TO companion_owner;

--
-- Name: prompt_templates_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.prompt_templates_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.prompt_templates_id_seq OWNER TO companion_owner;

--
-- Name: prompt_templates_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.prompt_templates_id_seq OWNED BY public.prompt_templates.id;


--
-- Name: public_handles; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.public_handles
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.public_handles OWNER TO companion_owner;

--
-- Name: recent_memories; Type: VIEW; Schema: public; Owner: companion_owner
--

CREATE VIEW public.recent_memories AS
 SELECT m.id,
    m.content,
    t.tag
   FROM (public.memories m
     LEFT JOIN public.memory_tags t ON ((t.memory_id = m.id)))
  WHERE ((m.created_at > (now() - '7 days'::interval)) AND (m.kind = ANY (ARRAY['fact'::text, 'event'::text])));


ALTER TABLE public.recent_memories OWNER TO companion_owner;

--
-- Name: relationships; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.relationships (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    persona_id integer NOT NULL,
    trust smallint DEFAULT 50,
    affection smallint DEFAULT 50,
    stage text DEFAULT 'stranger'::text,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


ALTER TABLE public.relationships OWNER TO companion_owner;

--
-- Name: relationships_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.relationships_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.relationships_id_seq OWNER TO companion_owner;

--
-- Name: relationships_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.relationships_id_seq OWNED BY public.relationships.id;


--
-- Name: reminders; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.reminders (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    every interval,
    text text NOT NULL,
    done boolean DEFAULT false NOT NULL
);


ALTER TABLE public.reminders OWNER TO companion_owner;

--
-- Name: reminders_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.reminders_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.reminders_id_seq OWNER TO companion_owner;

--
-- Name: reminders_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.reminders_id_seq OWNED BY public.reminders.id;


--
-- Name: role_permissions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.role_permissions (
    role_id integer NOT NULL,
    permission_code text NOT NULL
);


ALTER TABLE public.role_permissions OWNER TO companion_owner;

--
-- Name: roles; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.roles (
    id integer NOT NULL,
    name text NOT NULL,
    rank integer DEFAULT 0 NOT NULL
);


ALTER TABLE public.roles OWNER TO companion_owner;

--
-- Name: roles_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.roles_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.roles_id_seq OWNER TO companion_owner;

--
-- Name: roles_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.roles_id_seq OWNED BY public.roles.id;


--
-- Name: schedules; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.schedules (
    id integer NOT NULL,
    name text NOT NULL,
    cron text NOT NULL,
    enabled boolean DEFAULT true,
    last_run timestamp(3) with time zone
);


ALTER TABLE public.schedules OWNER TO companion_owner;

--
-- Name: schedules_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.schedules_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.schedules_id_seq OWNER TO companion_owner;

--
-- Name: schedules_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.schedules_id_seq OWNED BY public.schedules.id;


--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.schema_migrations (
    version bigint NOT NULL,
    name text,
    applied_at timestamp with time zone DEFAULT now()
);


ALTER TABLE public.schema_migrations OWNER TO companion_owner;

--
-- Name: subscriptions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.subscriptions (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    plan_code public.short_code NOT NULL,
    period tstzrange NOT NULL,
    cancelled boolean DEFAULT false
);


ALTER TABLE public.subscriptions OWNER TO companion_owner;

--
-- Name: subscriptions_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.subscriptions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.subscriptions_id_seq OWNER TO companion_owner;

--
-- Name: subscriptions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.subscriptions_id_seq OWNED BY public.subscriptions.id;


--
-- Name: team_invitations; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.team_invitations (
    id integer NOT NULL,
    team_id integer NOT NULL,
    invited_by bigint,
    email text NOT NULL,
    code uuid DEFAULT gen_random_uuid(),
    accepted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.team_invitations OWNER TO companion_owner;

--
-- Name: team_invitations_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.team_invitations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.team_invitations_id_seq OWNER TO companion_owner;

--
-- Name: team_invitations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.team_invitations_id_seq OWNED BY public.team_invitations.id;


--
-- Name: team_members; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.team_members (
    entry integer NOT NULL,
    team_id integer NOT NULL,
    user_id bigint NOT NULL,
    role text DEFAULT 'member'::text NOT NULL,
    joined_at timestamp with time zone DEFAULT now()
);


ALTER TABLE public.team_members OWNER TO companion_owner;

--
-- Name: team_members_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.team_members_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.team_members_entry_seq OWNER TO companion_owner;

--
-- Name: team_members_entry_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.team_members_entry_seq OWNED BY public.team_members.entry;


--
-- Name: teams; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.teams (
    id integer NOT NULL,
    name text NOT NULL,
    slug public.short_code NOT NULL,
    plan text DEFAULT 'free'::text,
    seats smallint DEFAULT 1,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT teams_seats_check CHECK ((seats > 0))
);


ALTER TABLE public.teams OWNER TO companion_owner;

--
-- Name: teams_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.teams_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.teams_id_seq OWNER TO companion_owner;

--
-- Name: teams_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.teams_id_seq OWNED BY public.teams.id;


--
-- Name: tool_calls; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.tool_calls (
    id bigint NOT NULL,
    message_id bigint NOT NULL,
    tool text NOT NULL,
    arguments jsonb DEFAULT '[]'::jsonb NOT NULL,
    result jsonb,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    took interval GENERATED ALWAYS AS ((ended_at - started_at)) STORED
);


ALTER TABLE public.tool_calls OWNER TO companion_owner;

--
-- Name: tool_calls_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.tool_calls ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tool_calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tools; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.tools (
    id integer NOT NULL,
    name text NOT NULL,
    schema jsonb NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    "order" integer DEFAULT 0,
    "end" text
);


ALTER TABLE public.tools OWNER TO companion_owner;

--
-- Name: tools_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.tools_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.tools_id_seq OWNER TO companion_owner;

--
-- Name: tools_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.tools_id_seq OWNED BY public.tools.id;


--
-- Name: transcripts; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.transcripts (
    id integer NOT NULL,
    file_id bigint,
    language text,
    body text,
    words jsonb
);


ALTER TABLE public.transcripts OWNER TO companion_owner;

--
-- Name: transcripts_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.transcripts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.transcripts_id_seq OWNER TO companion_owner;

--
-- Name: transcripts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.transcripts_id_seq OWNED BY public.transcripts.id;


--
-- Name: translations; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.translations (
    entry bigint NOT NULL,
    key text NOT NULL,
    language character(2) NOT NULL,
    text text
);


ALTER TABLE public.translations OWNER TO companion_owner;

--
-- Name: translations_entry_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.translations ALTER COLUMN entry ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.translations_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: user_devices; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.user_devices (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    platform text NOT NULL,
    push_token text,
    os_version character varying(20),
    last_seen timestamp without time zone DEFAULT now()
);


ALTER TABLE public.user_devices OWNER TO companion_owner;

--
-- Name: user_devices_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.user_devices_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.user_devices_id_seq OWNER TO companion_owner;

--
-- Name: user_devices_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.user_devices_id_seq OWNED BY public.user_devices.id;


--
-- Name: user_identities; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.user_identities (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    provider character varying(40) NOT NULL,
    subject text NOT NULL,
    profile json,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.user_identities OWNER TO companion_owner;

--
-- Name: user_identities_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.user_identities_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.user_identities_id_seq OWNER TO companion_owner;

--
-- Name: user_identities_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.user_identities_id_seq OWNED BY public.user_identities.id;


--
-- Name: user_sessions; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.user_sessions (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    user_agent text,
    ip inet,
    expires_at timestamp with time zone NOT NULL,
    duration interval DEFAULT '30 days'::interval,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.user_sessions OWNER TO companion_owner;

--
-- Name: user_settings; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.user_settings (
    user_id bigint NOT NULL,
    theme text DEFAULT 'dark'::text NOT NULL,
    quiet_from time without time zone DEFAULT '22:00:00'::time without time zone,
    quiet_to time with time zone,
    font_scale double precision DEFAULT 1.0 NOT NULL,
    extras jsonb,
    CONSTRAINT user_settings_theme_check CHECK ((theme = ANY (ARRAY['light'::text, 'dark'::text, 'system'::text])))
);


ALTER TABLE public.user_settings OWNER TO companion_owner;

--
-- Name: users_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.users_id_seq OWNER TO companion_owner;

--
-- Name: users_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;


--
-- Name: voices; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.voices (
    id integer NOT NULL,
    name text NOT NULL,
    provider text NOT NULL,
    language character(2) DEFAULT 'en'::bpchar NOT NULL,
    settings jsonb,
    sample bytea
);


ALTER TABLE public.voices OWNER TO companion_owner;

--
-- Name: voices_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.voices_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.voices_id_seq OWNER TO companion_owner;

--
-- Name: voices_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.voices_id_seq OWNED BY public.voices.id;


--
-- Name: webhook_deliveries; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.webhook_deliveries (
    id bigint NOT NULL,
    webhook_id integer NOT NULL,
    status smallint,
    body text,
    tried_at timestamp with time zone DEFAULT now()
);


ALTER TABLE public.webhook_deliveries OWNER TO companion_owner;

--
-- Name: webhook_deliveries_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

ALTER TABLE public.webhook_deliveries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhook_deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhooks; Type: TABLE; Schema: public; Owner: companion_owner
--

CREATE TABLE public.webhooks (
    id integer NOT NULL,
    team_id integer,
    url text NOT NULL,
    secret text DEFAULT encode(public.digest('seed'::text, 'sha256'::text), 'hex'::text),
    events text[] DEFAULT '{message.created,message.edited}'::text[] NOT NULL,
    active boolean DEFAULT true NOT NULL
);


ALTER TABLE public.webhooks OWNER TO companion_owner;

--
-- Name: webhooks_id_seq; Type: SEQUENCE; Schema: public; Owner: companion_owner
--

CREATE SEQUENCE public.webhooks_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.webhooks_id_seq OWNER TO companion_owner;

--
-- Name: webhooks_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: companion_owner
--

ALTER SEQUENCE public.webhooks_id_seq OWNED BY public.webhooks.id;


--
-- Name: events_2024; Type: TABLE ATTACH; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');


--
-- Name: events_2025; Type: TABLE ATTACH; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2025 FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');


--
-- Name: events_rest; Type: TABLE ATTACH; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_rest DEFAULT;


--
-- Name: avatars id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.avatars ALTER COLUMN id SET DEFAULT nextval('public.avatars_id_seq'::regclass);


--
-- Name: blocked_terms id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.blocked_terms ALTER COLUMN id SET DEFAULT nextval('public.blocked_terms_id_seq'::regclass);


--
-- Name: conversation_participants id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_participants ALTER COLUMN id SET DEFAULT nextval('public.conversation_participants_id_seq'::regclass);


--
-- Name: conversations id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversations ALTER COLUMN id SET DEFAULT nextval('public.conversations_id_seq'::regclass);


--
-- Name: coupons id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.coupons ALTER COLUMN id SET DEFAULT nextval('public.coupons_id_seq'::regclass);


--
-- Name: drafts id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.drafts ALTER COLUMN id SET DEFAULT nextval('public.drafts_id_seq'::regclass);


--
-- Name: email_queue id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.email_queue ALTER COLUMN id SET DEFAULT nextval('public.email_queue_id_seq'::regclass);


--
-- Name: emotions id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.emotions ALTER COLUMN id SET DEFAULT nextval('public.emotions_id_seq'::regclass);


--
-- Name: events id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);


--
-- Name: experiments id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.experiments ALTER COLUMN id SET DEFAULT nextval('public.experiments_id_seq'::regclass);


--
-- Name: facts id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.facts ALTER COLUMN id SET DEFAULT nextval('public.facts_id_seq'::regclass);


--
-- Name: feature_flags entry; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.feature_flags ALTER COLUMN entry SET DEFAULT nextval('public.feature_flags_entry_seq'::regclass);


--
-- Name: goals id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.goals ALTER COLUMN id SET DEFAULT nextval('public.goals_id_seq'::regclass);


--
-- Name: images id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.images ALTER COLUMN id SET DEFAULT nextval('public.images_id_seq'::regclass);


--
-- Name: invoice_lines entry; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoice_lines ALTER COLUMN entry SET DEFAULT nextval('public.invoice_lines_entry_seq'::regclass);


--
-- Name: invoices id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoices ALTER COLUMN id SET DEFAULT nextval('public.invoices_id_seq'::regclass);


--
-- Name: job_errors id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.job_errors ALTER COLUMN id SET DEFAULT nextval('public.job_errors_id_seq'::regclass);


--
-- Name: journal_entries id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.journal_entries ALTER COLUMN id SET DEFAULT nextval('public.journal_entries_id_seq'::regclass);


--
-- Name: locations id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.locations ALTER COLUMN id SET DEFAULT nextval('public.locations_id_seq'::regclass);


--
-- Name: memories id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memories ALTER COLUMN id SET DEFAULT nextval('public.memories_id_seq'::regclass);


--
-- Name: memory_conflicts id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_conflicts ALTER COLUMN id SET DEFAULT nextval('public.memory_conflicts_id_seq'::regclass);


--
-- Name: memory_embeddings entry; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_embeddings ALTER COLUMN entry SET DEFAULT nextval('public.memory_embeddings_entry_seq'::regclass);


--
-- Name: memory_tags id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_tags ALTER COLUMN id SET DEFAULT nextval('public.memory_tags_id_seq'::regclass);


--
-- Name: message_feedback id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_feedback ALTER COLUMN id SET DEFAULT nextval('public.message_feedback_id_seq'::regclass);


--
-- Name: message_parts entry; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_parts ALTER COLUMN entry SET DEFAULT nextval('public.message_parts_entry_seq'::regclass);


--
-- Name: message_reactions id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_reactions ALTER COLUMN id SET DEFAULT nextval('public.message_reactions_id_seq'::regclass);


--
-- Name: messages id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.messages ALTER COLUMN id SET DEFAULT nextval('public.messages_id_seq'::regclass);


--
-- Name: moderation_cases id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.moderation_cases ALTER COLUMN id SET DEFAULT nextval('public.moderation_cases_id_seq'::regclass);


--
-- Name: payments id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.payments ALTER COLUMN id SET DEFAULT nextval('public.payments_id_seq'::regclass);


--
-- Name: persona_ratings id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_ratings ALTER COLUMN id SET DEFAULT nextval('public.persona_ratings_id_seq'::regclass);


--
-- Name: persona_versions id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_versions ALTER COLUMN id SET DEFAULT nextval('public.persona_versions_id_seq'::regclass);


--
-- Name: personas id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.personas ALTER COLUMN id SET DEFAULT nextval('public.personas_id_seq'::regclass);


--
-- Name: prompt_templates id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.prompt_templates ALTER COLUMN id SET DEFAULT nextval('public.prompt_templates_id_seq'::regclass);


--
-- Name: relationships id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.relationships ALTER COLUMN id SET DEFAULT nextval('public.relationships_id_seq'::regclass);


--
-- Name: reminders id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.reminders ALTER COLUMN id SET DEFAULT nextval('public.reminders_id_seq'::regclass);


--
-- Name: roles id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.roles ALTER COLUMN id SET DEFAULT nextval('public.roles_id_seq'::regclass);


--
-- Name: schedules id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.schedules ALTER COLUMN id SET DEFAULT nextval('public.schedules_id_seq'::regclass);


--
-- Name: subscriptions id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.subscriptions ALTER COLUMN id SET DEFAULT nextval('public.subscriptions_id_seq'::regclass);


--
-- Name: team_invitations id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_invitations ALTER COLUMN id SET DEFAULT nextval('public.team_invitations_id_seq'::regclass);


--
-- Name: team_members entry; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_members ALTER COLUMN entry SET DEFAULT nextval('public.team_members_entry_seq'::regclass);


--
-- Name: teams id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.teams ALTER COLUMN id SET DEFAULT nextval('public.teams_id_seq'::regclass);


--
-- Name: tools id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.tools ALTER COLUMN id SET DEFAULT nextval('public.tools_id_seq'::regclass);


--
-- Name: transcripts id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.transcripts ALTER COLUMN id SET DEFAULT nextval('public.transcripts_id_seq'::regclass);


--
-- Name: user_devices id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_devices ALTER COLUMN id SET DEFAULT nextval('public.user_devices_id_seq'::regclass);


--
-- Name: user_identities id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_identities ALTER COLUMN id SET DEFAULT nextval('public.user_identities_id_seq'::regclass);


--
-- Name: users id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);


--
-- Name: voices id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.voices ALTER COLUMN id SET DEFAULT nextval('public.voices_id_seq'::regclass);


--
-- Name: webhooks id; Type: DEFAULT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.webhooks ALTER COLUMN id SET DEFAULT nextval('public.webhooks_id_seq'::regclass);


--
-- Data for Name: AuditTrail; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public."AuditTrail" (id, "Actor", "user", action, at, before, after) FROM stdin;
1	\N	companion_owner	x; y	2026-11-21 06:39:11.301334+00	\N	\N
2	\N	companion_owner	x; y	2026-11-21 06:39:11.301675+00	\N	\N
\.


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.api_keys (id, user_id, name, key_hash, scopes, calls, created_at, revoked_at) FROM stdin;
\.


--
-- Data for Name: avatars; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.avatars (id, persona_id, width, height, mime, content) FROM stdin;
\.


--
-- Data for Name: blocked_terms; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.blocked_terms (id, term, severity) FROM stdin;
\.


--
-- Data for Name: conversation_participants; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.conversation_participants (id, conversation_id, user_id, joined_at, left_at) FROM stdin;
\.


--
-- Data for Name: conversation_shares; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.conversation_shares (slug, conversation_id, views, expires_on, created_at) FROM stdin;
\.


--
-- Data for Name: conversation_tags; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.conversation_tags (entry, conversation_id, tag) FROM stdin;
\.


--
-- Data for Name: conversations; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.conversations (id, user_id, persona_id, title, summary, last_message_id, message_count, archived, metadata, created_at, updated_at) FROM stdin;
1	1	1	It's -- not a comment	\N	\N	2	f	{}	2026-11-21 06:39:11.302396+00	2026-11-21 06:39:11.303186+00
2	2	\N	$$ not a quote	\N	\N	1	f	{}	2026-11-21 06:39:11.302396+00	2026-11-21 06:39:11.303186+00
\.


--
-- Data for Name: coupons; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.coupons (id, code, percent, valid_days, uses) FROM stdin;
\.


--
-- Data for Name: drafts; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.drafts (id, user_id, conversation_id, body, updated_at) FROM stdin;
\.


--
-- Data for Name: email_queue; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.email_queue (id, recipient, subject, body, headers, sent_at, created_at) FROM stdin;
\.


--
-- Data for Name: emotions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.emotions (id, message_id, label, valence, arousal, created_at) FROM stdin;
\.


--
-- Data for Name: events_2024; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.events_2024 (id, kind, payload, happened_at) FROM stdin;
1	start	\N	2024-05-01 00:00:00+00
\.


--
-- Data for Name: events_2025; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.events_2025 (id, kind, payload, happened_at) FROM stdin;
\.


--
-- Data for Name: events_rest; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.events_rest (id, kind, payload, happened_at) FROM stdin;
2	stop	\N	2030-01-01 00:00:00+00
\.


--
-- Data for Name: experiment_assignments; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.experiment_assignments (experiment_id, user_id, variant) FROM stdin;
\.


--
-- Data for Name: experiments; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.experiments (id, name, variants, started_at, ended_at) FROM stdin;
\.


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.facts (id, user_id, subject, predicate, object, certainty, created_at) FROM stdin;
\.


--
-- Data for Name: feature_flags; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.feature_flags (entry, name, enabled, rollout, rules) FROM stdin;
\.


--
-- Data for Name: file_chunks; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.file_chunks (entry, file_id, number, content) FROM stdin;
\.


--
-- Data for Name: files; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.files (id, owner_id, name, mime, bytes, sha256, storage_key, created_at) FROM stdin;
\.


--
-- Data for Name: goals; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.goals (id, user_id, title, due, progress, created_at) FROM stdin;
\.


--
-- Data for Name: images; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.images (id, file_id, width, height, alt, colours) FROM stdin;
\.


--
-- Data for Name: invoice_lines; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.invoice_lines (entry, invoice_id, line, text, amount) FROM stdin;
\.


--
-- Data for Name: invoices; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.invoices (id, subscription_id, number, total, issued, paid_at) FROM stdin;
\.


--
-- Data for Name: job_errors; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.job_errors (id, job_id, message, trace, created_at) FROM stdin;
\.


--
-- Data for Name: jobs; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.jobs (id, queue, payload, state, attempts, run_at, locked_by, history) FROM stdin;
\.


--
-- Data for Name: journal_entries; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.journal_entries (id, user_id, day, mood, body) FROM stdin;
\.


--
-- Data for Name: locations; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.locations (id, user_id, "position", place, seen_at) FROM stdin;
\.


--
-- Data for Name: memories; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.memories (id, user_id, persona_id, kind, content, importance, confidence, valid_during, source_message_id, created_at, expires_at) FROM stdin;
1	1	\N	fact	Likes tea /* and */ biscuits	0.5	\N	\N	\N	2026-11-21 06:39:11.306541+00	\N
\.


--
-- Data for Name: memory_conflicts; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.memory_conflicts (id, left_id, right_id, resolved, note, created_at) FROM stdin;
\.


--
-- Data for Name: memory_embeddings; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.memory_embeddings (entry, memory_id, model, dimensions, vector) FROM stdin;
\.


--
-- Data for Name: memory_links; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.memory_links (from_id, to_id, relation, weight) FROM stdin;
\.


--
-- Data for Name: memory_tags; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.memory_tags (id, memory_id, tag, added_by) FROM stdin;
\.


--
-- Data for Name: message_attachments; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.message_attachments (id, message_id, file_id, caption, ordinal) FROM stdin;
\.


--
-- Data for Name: message_feedback; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.message_feedback (id, message_id, score, reason, created_at) FROM stdin;
\.


--
-- Data for Name: message_parts; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.message_parts (entry, message_id, "position", kind, content) FROM stdin;
\.


--
-- Data for Name: message_reactions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.message_reactions (id, message_id, user_id, emoji, created_at) FROM stdin;
\.


--
-- Data for Name: messages; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.messages (id, conversation_id, parent_id, role, body, tokens, model, latency_ms, extra, created_at, edited_at) FROM stdin;
1	1	\N	user	line one\nline two; \\. three	\N	\N	\N	\N	2026-11-21 06:39:11.303186+00	\N
2	1	\N	assistant	\\.	\N	\N	\N	\N	2026-11-21 06:39:11.303186+00	\N
3	2	\N	system	COPY users FROM stdin;	\N	\N	\N	\N	2026-11-21 06:39:11.303186+00	\N
\.


--
-- Data for Name: moderation_cases; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.moderation_cases (id, message_id, reporter_id, category, verdict, notes, created_at, closed_at) FROM stdin;
\.


--
-- Data for Name: notifications; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.notifications (id, user_id, kind, payload, read_at, created_at) FROM stdin;
\.


--
-- Data for Name: payments; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.payments (id, invoice_id, provider, reference, amount, state, created_at) FROM stdin;
\.


--
-- Data for Name: permissions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.permissions (entry, code, title) FROM stdin;
\.


--
-- Data for Name: persona_ratings; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.persona_ratings (id, persona_id, user_id, stars, words, created_at) FROM stdin;
\.


--
-- Data for Name: persona_tags; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.persona_tags (entry, persona_id, tag) FROM stdin;
\.


--
-- Data for Name: persona_versions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.persona_versions (id, persona_id, version, body, digest, created_at) FROM stdin;
\.


--
-- Data for Name: personas; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.personas (id, owner_id, name, tagline, instructions, temperature, traits, is_public, fork_of, version, created_at, updated_at) FROM stdin;
1	1	Echo; the patient	\N	Be kind. It's fine to say "I don't know".	0.70	{"humour": 3, "warmth": 5}	f	\N	1	2026-11-21 06:39:11.301779+00	2026-11-21 06:39:11.301779+00
\.


--
-- Data for Name: plans; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.plans (code, title, monthly, currency, limits) FROM stdin;
free	Free	0.00	EUR	{"messages": 100}
\.


--
-- Data for Name: prompt_templates; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.prompt_templates (id, name, body, variables, is_default, version, created_at) FROM stdin;
\.


--
-- Data for Name: relationships; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.relationships (id, user_id, persona_id, trust, affection, stage, updated_at) FROM stdin;
\.


--
-- Data for Name: reminders; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.reminders (id, user_id, at, every, text, done) FROM stdin;
\.


--
-- Data for Name: role_permissions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.role_permissions (role_id, permission_code) FROM stdin;
\.


--
-- Data for Name: roles; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.roles (id, name, rank) FROM stdin;
\.


--
-- Data for Name: schedules; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.schedules (id, name, cron, enabled, last_run) FROM stdin;
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.schema_migrations (version, name, applied_at) FROM stdin;
\.


--
-- Data for Name: subscriptions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.subscriptions (id, user_id, plan_code, period, cancelled) FROM stdin;
\.


--
-- Data for Name: team_invitations; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.team_invitations (id, team_id, invited_by, email, code, accepted_at, created_at) FROM stdin;
\.


--
-- Data for Name: team_members; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.team_members (entry, team_id, user_id, role, joined_at) FROM stdin;
\.


--
-- Data for Name: teams; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.teams (id, name, slug, plan, seats, created_at) FROM stdin;
\.


--
-- Data for Name: tool_calls; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.tool_calls (id, message_id, tool, arguments, result, started_at, ended_at) FROM stdin;
\.


--
-- Data for Name: tools; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.tools (id, name, schema, enabled, "order", "end") FROM stdin;
\.


--
-- Data for Name: transcripts; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.transcripts (id, file_id, language, body, words) FROM stdin;
\.


--
-- Data for Name: translations; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.translations (entry, key, language, text) FROM stdin;
\.


--
-- Data for Name: usage_counters; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.usage_counters (user_id, day, messages, tokens) FROM stdin;
\.


--
-- Data for Name: user_devices; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.user_devices (id, user_id, platform, push_token, os_version, last_seen) FROM stdin;
\.


--
-- Data for Name: user_identities; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.user_identities (id, user_id, provider, subject, profile, created_at) FROM stdin;
\.


--
-- Data for Name: user_sessions; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.user_sessions (token_hash, user_id, user_agent, ip, expires_at, duration, created_at) FROM stdin;
\.


--
-- Data for Name: user_settings; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.user_settings (user_id, theme, quiet_from, quiet_to, font_scale, extras) FROM stdin;
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.users (id, email, display_name, handle, locale, is_active, birth_date, trust, balance, preferences, labels, public_id, last_seen_ip, created_at, updated_at, deleted_at) FROM stdin;
1	ada@example.org	Ada	ada	en-US	t	\N	0.5	0.0000	{}	{early,"two words"}	2a364fcc-18a8-486d-a32f-bb65c20f6fcc	\N	2026-11-21 06:39:11.30009+00	2026-11-21 06:39:11.30009+00	\N
2	bo@example.org	Bo\tTab	\N	en-US	t	\N	0.5	0.0000	{}	{}	3fbbe675-b055-4692-860f-878ec20d807c	\N	2026-11-21 06:39:11.30009+00	2026-11-21 06:39:11.30009+00	\N
\.


--
-- Data for Name: voices; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.voices (id, name, provider, language, settings, sample) FROM stdin;
\.


--
-- Data for Name: webhook_deliveries; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.webhook_deliveries (id, webhook_id, status, body, tried_at) FROM stdin;
\.


--
-- Data for Name: webhooks; Type: TABLE DATA; Schema: public; Owner: companion_owner
--

COPY public.webhooks (id, team_id, url, secret, events, active) FROM stdin;
\.


--
-- Name: AuditTrail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public."AuditTrail_id_seq"', 2, true);


--
-- Name: api_keys_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.api_keys_id_seq', 1, false);


--
-- Name: avatars_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.avatars_id_seq', 1, false);


--
-- Name: blocked_terms_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.blocked_terms_id_seq', 1, false);


--
-- Name: conversation_participants_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.conversation_participants_id_seq', 1, false);


--
-- Name: conversation_tags_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.conversation_tags_entry_seq', 1, false);


--
-- Name: conversations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.conversations_id_seq', 2, true);


--
-- Name: coupons_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.coupons_id_seq', 1, false);


--
-- Name: drafts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.drafts_id_seq', 1, false);


--
-- Name: email_queue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.email_queue_id_seq', 1, false);


--
-- Name: emotions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.emotions_id_seq', 1, false);


--
-- Name: events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.events_id_seq', 2, true);


--
-- Name: experiments_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.experiments_id_seq', 1, false);


--
-- Name: facts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.facts_id_seq', 1, false);


--
-- Name: feature_flags_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.feature_flags_entry_seq', 1, false);


--
-- Name: file_chunks_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.file_chunks_entry_seq', 1, false);


--
-- Name: files_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.files_id_seq', 1, false);


--
-- Name: goals_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.goals_id_seq', 1, false);


--
-- Name: images_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.images_id_seq', 1, false);


--
-- Name: invoice_lines_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.invoice_lines_entry_seq', 1, false);


--
-- Name: invoices_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.invoices_id_seq', 1, false);


--
-- Name: job_errors_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.job_errors_id_seq', 1, false);


--
-- Name: jobs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.jobs_id_seq', 1, false);


--
-- Name: journal_entries_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.journal_entries_id_seq', 1, false);


--
-- Name: locations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.locations_id_seq', 1, false);


--
-- Name: memories_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.memories_id_seq', 1, true);


--
-- Name: memory_conflicts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.memory_conflicts_id_seq', 1, false);


--
-- Name: memory_embeddings_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.memory_embeddings_entry_seq', 1, false);


--
-- Name: memory_tags_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.memory_tags_id_seq', 1, false);


--
-- Name: message_attachments_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.message_attachments_id_seq', 1, false);


--
-- Name: message_feedback_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.message_feedback_id_seq', 1, false);


--
-- Name: message_parts_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.message_parts_entry_seq', 1, false);


--
-- Name: message_reactions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.message_reactions_id_seq', 1, false);


--
-- Name: messages_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.messages_id_seq', 3, true);


--
-- Name: moderation_cases_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.moderation_cases_id_seq', 1, false);


--
-- Name: notifications_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.notifications_id_seq', 1, false);


--
-- Name: payments_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.payments_id_seq', 1, false);


--
-- Name: permissions_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.permissions_entry_seq', 1, false);


--
-- Name: persona_ratings_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.persona_ratings_id_seq', 1, false);


--
-- Name: persona_tags_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.persona_tags_entry_seq', 1, false);


--
-- Name: persona_versions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.persona_versions_id_seq', 1, false);


--
-- Name: personas_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.personas_id_seq', 1, true);


--
-- Name: prompt_templates_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.prompt_templates_id_seq', 1, false);


--
-- Name: public_handles; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.public_handles', 1, false);


--
-- Name: relationships_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.relationships_id_seq', 1, false);


--
-- Name: reminders_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.reminders_id_seq', 1, false);


--
-- Name: roles_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.roles_id_seq', 1, false);


--
-- Name: schedules_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.schedules_id_seq', 1, false);


--
-- Name: subscriptions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.subscriptions_id_seq', 1, false);


--
-- Name: team_invitations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.team_invitations_id_seq', 1, false);


--
-- Name: team_members_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.team_members_entry_seq', 1, false);


--
-- Name: teams_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.teams_id_seq', 1, false);


--
-- Name: ticket_numbers; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.ticket_numbers', 1000, false);


--
-- Name: tool_calls_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.tool_calls_id_seq', 1, false);


--
-- Name: tools_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.tools_id_seq', 1, false);


--
-- Name: transcripts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.transcripts_id_seq', 1, false);


--
-- Name: translations_entry_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.translations_entry_seq', 1, false);


--
-- Name: user_devices_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.user_devices_id_seq', 1, false);


--
-- Name: user_identities_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.user_identities_id_seq', 1, false);


--
-- Name: users_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.users_id_seq', 2, true);


--
-- Name: voices_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.voices_id_seq', 1, false);


--
-- Name: webhook_deliveries_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.webhook_deliveries_id_seq', 1, false);


--
-- Name: webhooks_id_seq; Type: SEQUENCE SET; Schema: public; Owner: companion_owner
--

SELECT pg_catalog.setval('public.webhooks_id_seq', 1, false);


--
-- Name: AuditTrail AuditTrail_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public."AuditTrail"
    ADD CONSTRAINT "AuditTrail_pkey" PRIMARY KEY (id);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);


--
-- Name: avatars avatars_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_pkey PRIMARY KEY (id);


--
-- Name: blocked_terms blocked_terms_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.blocked_terms
    ADD CONSTRAINT blocked_terms_pkey PRIMARY KEY (id);


--
-- Name: conversation_participants conversation_participants_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_participants
    ADD CONSTRAINT conversation_participants_pkey PRIMARY KEY (id);


--
-- Name: conversation_shares conversation_shares_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_pkey PRIMARY KEY (slug);


--
-- Name: conversation_tags conversation_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_tags
    ADD CONSTRAINT conversation_tags_pkey PRIMARY KEY (conversation_id, tag);


--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);


--
-- Name: coupons coupons_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.coupons
    ADD CONSTRAINT coupons_pkey PRIMARY KEY (id);


--
-- Name: drafts drafts_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);


--
-- Name: email_queue email_queue_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.email_queue
    ADD CONSTRAINT email_queue_pkey PRIMARY KEY (id);


--
-- Name: email_queue email_queue_sent; Type: CHECK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE public.email_queue
    ADD CONSTRAINT email_queue_sent CHECK (((sent_at IS NULL) OR (sent_at >= created_at))) NOT VALID;


--
-- Name: emotions emotions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.emotions
    ADD CONSTRAINT emotions_pkey PRIMARY KEY (id);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id, happened_at);


--
-- Name: events_2024 events_2024_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events_2024
    ADD CONSTRAINT events_2024_pkey PRIMARY KEY (id, happened_at);


--
-- Name: events_2025 events_2025_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events_2025
    ADD CONSTRAINT events_2025_pkey PRIMARY KEY (id, happened_at);


--
-- Name: events_rest events_rest_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.events_rest
    ADD CONSTRAINT events_rest_pkey PRIMARY KEY (id, happened_at);


--
-- Name: experiment_assignments experiment_assignments_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.experiment_assignments
    ADD CONSTRAINT experiment_assignments_pkey PRIMARY KEY (experiment_id, user_id);


--
-- Name: experiments experiments_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.experiments
    ADD CONSTRAINT experiments_pkey PRIMARY KEY (id);


--
-- Name: facts facts_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.facts
    ADD CONSTRAINT facts_pkey PRIMARY KEY (id);


--
-- Name: facts facts_user_id_subject_predicate_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.facts
    ADD CONSTRAINT facts_user_id_subject_predicate_key UNIQUE (user_id, subject, predicate);


--
-- Name: feature_flags feature_flags_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.feature_flags
    ADD CONSTRAINT feature_flags_pkey PRIMARY KEY (name);


--
-- Name: file_chunks file_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_pkey PRIMARY KEY (file_id, number);


--
-- Name: files files_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (id);


--
-- Name: files files_storage_key_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_storage_key_key UNIQUE (storage_key);


--
-- Name: goals goals_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.goals
    ADD CONSTRAINT goals_pkey PRIMARY KEY (id);


--
-- Name: images images_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.images
    ADD CONSTRAINT images_pkey PRIMARY KEY (id);


--
-- Name: invoice_lines invoice_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_pkey PRIMARY KEY (invoice_id, line);


--
-- Name: invoices invoices_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);


--
-- Name: job_errors job_errors_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.job_errors
    ADD CONSTRAINT job_errors_pkey PRIMARY KEY (id);


--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);


--
-- Name: journal_entries journal_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.journal_entries
    ADD CONSTRAINT journal_entries_pkey PRIMARY KEY (id);


--
-- Name: journal_entries journal_entries_user_id_day_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.journal_entries
    ADD CONSTRAINT journal_entries_user_id_day_key UNIQUE (user_id, day);


--
-- Name: locations locations_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_pkey PRIMARY KEY (id);


--
-- Name: memories memories_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memories
    ADD CONSTRAINT memories_pkey PRIMARY KEY (id);


--
-- Name: memory_conflicts memory_conflicts_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_conflicts
    ADD CONSTRAINT memory_conflicts_pkey PRIMARY KEY (id);


--
-- Name: memory_embeddings memory_embeddings_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_embeddings
    ADD CONSTRAINT memory_embeddings_pkey PRIMARY KEY (memory_id, model);


--
-- Name: memory_links memory_links_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_links
    ADD CONSTRAINT memory_links_pkey PRIMARY KEY (from_id, to_id, relation);


--
-- Name: memory_tags memory_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_tags
    ADD CONSTRAINT memory_tags_pkey PRIMARY KEY (id);


--
-- Name: message_attachments message_attachments_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_attachments
    ADD CONSTRAINT message_attachments_pkey PRIMARY KEY (id);


--
-- Name: message_feedback message_feedback_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_feedback
    ADD CONSTRAINT message_feedback_pkey PRIMARY KEY (id);


--
-- Name: message_parts message_parts_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_parts
    ADD CONSTRAINT message_parts_pkey PRIMARY KEY (message_id, "position");


--
-- Name: message_reactions message_reactions_message_id_user_id_emoji_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_message_id_user_id_emoji_key UNIQUE (message_id, user_id, emoji);


--
-- Name: message_reactions message_reactions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_pkey PRIMARY KEY (id);


--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);


--
-- Name: moderation_cases moderation_cases_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.moderation_cases
    ADD CONSTRAINT moderation_cases_pkey PRIMARY KEY (id);


--
-- Name: notifications notifications_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);


--
-- Name: conversation_participants participants_once; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_participants
    ADD CONSTRAINT participants_once UNIQUE (conversation_id, user_id);


--
-- Name: payments payments_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);


--
-- Name: permissions permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY (code);


--
-- Name: persona_ratings persona_ratings_persona_id_user_id_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_ratings
    ADD CONSTRAINT persona_ratings_persona_id_user_id_key UNIQUE (persona_id, user_id);


--
-- Name: persona_ratings persona_ratings_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_ratings
    ADD CONSTRAINT persona_ratings_pkey PRIMARY KEY (id);


--
-- Name: persona_tags persona_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_tags
    ADD CONSTRAINT persona_tags_pkey PRIMARY KEY (persona_id, tag);


--
-- Name: persona_versions persona_versions_persona_id_version_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_versions
    ADD CONSTRAINT persona_versions_persona_id_version_key UNIQUE (persona_id, version);


--
-- Name: persona_versions persona_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_versions
    ADD CONSTRAINT persona_versions_pkey PRIMARY KEY (id);


--
-- Name: personas personas_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.personas
    ADD CONSTRAINT personas_pkey PRIMARY KEY (id);


--
-- Name: plans plans_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (code);


--
-- Name: prompt_templates prompt_templates_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.prompt_templates
    ADD CONSTRAINT prompt_templates_pkey PRIMARY KEY (id);


--
-- Name: relationships relationships_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.relationships
    ADD CONSTRAINT relationships_pkey PRIMARY KEY (id);


--
-- Name: relationships relationships_user_id_persona_id_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.relationships
    ADD CONSTRAINT relationships_user_id_persona_id_key UNIQUE (user_id, persona_id);


--
-- Name: reminders reminders_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (id);


--
-- Name: role_permissions role_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_pkey PRIMARY KEY (role_id, permission_code);


--
-- Name: roles roles_name_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_name_key UNIQUE (name);


--
-- Name: roles roles_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (id);


--
-- Name: roles roles_rank_order; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_rank_order UNIQUE (rank) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: schedules schedules_name_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.schedules
    ADD CONSTRAINT schedules_name_key UNIQUE (name);


--
-- Name: schedules schedules_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.schedules
    ADD CONSTRAINT schedules_pkey PRIMARY KEY (id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);


--
-- Name: subscriptions subscriptions_one_at_a_time; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_one_at_a_time EXCLUDE USING gist (user_id WITH =, period WITH &&) WHERE ((NOT cancelled));


--
-- Name: subscriptions subscriptions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (id);


--
-- Name: team_invitations team_invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_pkey PRIMARY KEY (id);


--
-- Name: team_members team_members_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id);


--
-- Name: teams teams_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);


--
-- Name: teams teams_slug_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_slug_key UNIQUE (slug);


--
-- Name: tool_calls tool_calls_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.tool_calls
    ADD CONSTRAINT tool_calls_pkey PRIMARY KEY (id);


--
-- Name: tools tools_name_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.tools
    ADD CONSTRAINT tools_name_key UNIQUE (name);


--
-- Name: tools tools_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.tools
    ADD CONSTRAINT tools_pkey PRIMARY KEY (id);


--
-- Name: transcripts transcripts_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.transcripts
    ADD CONSTRAINT transcripts_pkey PRIMARY KEY (id);


--
-- Name: translations translations_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.translations
    ADD CONSTRAINT translations_pkey PRIMARY KEY (key, language);


--
-- Name: usage_counters usage_counters_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.usage_counters
    ADD CONSTRAINT usage_counters_pkey PRIMARY KEY (user_id, day);


--
-- Name: user_devices user_devices_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_devices
    ADD CONSTRAINT user_devices_pkey PRIMARY KEY (id);


--
-- Name: user_devices user_devices_user_id_push_token_platform_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_devices
    ADD CONSTRAINT user_devices_user_id_push_token_platform_key UNIQUE (user_id, push_token) INCLUDE (platform);


--
-- Name: user_identities user_identities_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_identities
    ADD CONSTRAINT user_identities_pkey PRIMARY KEY (id);


--
-- Name: user_identities user_identities_provider_subject_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_identities
    ADD CONSTRAINT user_identities_provider_subject_key UNIQUE (provider, subject);


--
-- Name: user_sessions user_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_sessions
    ADD CONSTRAINT user_sessions_pkey PRIMARY KEY (token_hash);


--
-- Name: user_settings user_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_settings
    ADD CONSTRAINT user_settings_pkey PRIMARY KEY (user_id);


--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: voices voices_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.voices
    ADD CONSTRAINT voices_pkey PRIMARY KEY (id);


--
-- Name: webhook_deliveries webhook_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);


--
-- Name: webhooks webhooks_pkey; Type: CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);


--
-- Name: Audit by Actor; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX "Audit by Actor" ON public."AuditTrail" USING btree ("Actor");


--
-- Name: api_keys_calls_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX api_keys_calls_ix ON public.api_keys USING btree (calls NULLS FIRST);


--
-- Name: api_keys_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX api_keys_name_ix ON public.api_keys USING btree (name NULLS FIRST);


--
-- Name: api_keys_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX api_keys_user_id_ix ON public.api_keys USING btree (user_id);


--
-- Name: audit_action; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX audit_action ON public."AuditTrail" USING btree (action, at DESC);


--
-- Name: audittrail_actor_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX audittrail_actor_ix ON public."AuditTrail" USING btree ("Actor");


--
-- Name: audittrail_user_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX audittrail_user_ix ON public."AuditTrail" USING btree ("user" NULLS FIRST);


--
-- Name: avatars_height_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX avatars_height_ix ON public.avatars USING btree (height DESC);


--
-- Name: avatars_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX avatars_persona_id_ix ON public.avatars USING btree (persona_id);


--
-- Name: avatars_width_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX avatars_width_ix ON public.avatars USING btree (width NULLS FIRST);


--
-- Name: blocked_terms_severity_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX blocked_terms_severity_ix ON public.blocked_terms USING btree (severity NULLS FIRST);


--
-- Name: blocked_terms_term_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX blocked_terms_term_ix ON public.blocked_terms USING btree (term);


--
-- Name: conversation_participants_conversation_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_participants_conversation_id_ix ON public.conversation_participants USING btree (conversation_id);


--
-- Name: conversation_participants_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_participants_user_id_ix ON public.conversation_participants USING btree (user_id NULLS FIRST);


--
-- Name: conversation_shares_conversation_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_shares_conversation_id_ix ON public.conversation_shares USING btree (conversation_id);


--
-- Name: conversation_shares_slug_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_shares_slug_ix ON public.conversation_shares USING btree (slug);


--
-- Name: conversation_tags_conversation_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_tags_conversation_id_ix ON public.conversation_tags USING btree (conversation_id);


--
-- Name: conversation_tags_tag_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversation_tags_tag_ix ON public.conversation_tags USING btree (tag DESC);


--
-- Name: conversations_persona; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_persona ON public.conversations USING btree (persona_id NULLS FIRST);


--
-- Name: conversations_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_persona_id_ix ON public.conversations USING btree (persona_id);


--
-- Name: conversations_recent; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_recent ON public.conversations USING btree (user_id, updated_at DESC NULLS LAST) WHERE (NOT archived);


--
-- Name: conversations_source; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_source ON public.conversations USING btree (((metadata ->> 'source'::text)));


--
-- Name: conversations_title_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_title_ix ON public.conversations USING btree (title NULLS FIRST);


--
-- Name: conversations_title_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_title_trgm ON public.conversations USING gin (title public.gin_trgm_ops);


--
-- Name: conversations_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX conversations_user_id_ix ON public.conversations USING btree (user_id);


--
-- Name: coupons_code; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX coupons_code ON public.coupons USING btree (upper(code));


--
-- Name: coupons_code_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX coupons_code_ix ON public.coupons USING btree (code);


--
-- Name: coupons_days; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX coupons_days ON public.coupons USING gist (valid_days);


--
-- Name: coupons_percent_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX coupons_percent_ix ON public.coupons USING btree (percent);


--
-- Name: daily_usage_day; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX daily_usage_day ON public.daily_usage USING btree (day);


--
-- Name: drafts_conversation_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX drafts_conversation_id_ix ON public.drafts USING btree (conversation_id);


--
-- Name: drafts_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX drafts_user_id_ix ON public.drafts USING btree (user_id);


--
-- Name: email_queue_recipient_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX email_queue_recipient_ix ON public.email_queue USING btree (recipient);


--
-- Name: email_queue_subject_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX email_queue_subject_ix ON public.email_queue USING btree (subject);


--
-- Name: emotions_label_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX emotions_label_ix ON public.emotions USING btree (label NULLS FIRST);


--
-- Name: emotions_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX emotions_message_id_ix ON public.emotions USING btree (message_id);


--
-- Name: events_kind; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_kind ON ONLY public.events USING btree (kind, happened_at DESC);


--
-- Name: events_2024_kind_happened_at_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_2024_kind_happened_at_idx ON public.events_2024 USING btree (kind, happened_at DESC);


--
-- Name: events_payload; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_payload ON ONLY public.events USING gin (payload);


--
-- Name: events_2024_payload_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_2024_payload_idx ON public.events_2024 USING gin (payload);


--
-- Name: events_2025_kind_happened_at_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_2025_kind_happened_at_idx ON public.events_2025 USING btree (kind, happened_at DESC);


--
-- Name: events_2025_payload_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_2025_payload_idx ON public.events_2025 USING gin (payload);


--
-- Name: events_rest_kind_happened_at_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_rest_kind_happened_at_idx ON public.events_rest USING btree (kind, happened_at DESC);


--
-- Name: events_rest_payload_idx; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX events_rest_payload_idx ON public.events_rest USING gin (payload);


--
-- Name: experiment_assignments_experiment_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX experiment_assignments_experiment_id_ix ON public.experiment_assignments USING btree (experiment_id);


--
-- Name: experiment_assignments_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX experiment_assignments_user_id_ix ON public.experiment_assignments USING btree (user_id);


--
-- Name: experiments_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX experiments_name_ix ON public.experiments USING btree (name);


--
-- Name: experiments_started_at_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX experiments_started_at_ix ON public.experiments USING btree (started_at NULLS FIRST);


--
-- Name: facts_object_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX facts_object_trgm ON public.facts USING gin (object public.gin_trgm_ops) WHERE (object IS NOT NULL);


--
-- Name: facts_subject; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX facts_subject ON public.facts USING btree (user_id, lower(subject), predicate text_pattern_ops);


--
-- Name: facts_subject_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX facts_subject_ix ON public.facts USING btree (subject);


--
-- Name: facts_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX facts_user_id_ix ON public.facts USING btree (user_id);


--
-- Name: feature_flags_enabled_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX feature_flags_enabled_ix ON public.feature_flags USING btree (enabled DESC);


--
-- Name: feature_flags_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX feature_flags_name_ix ON public.feature_flags USING btree (name);


--
-- Name: file_chunks_file_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX file_chunks_file_id_ix ON public.file_chunks USING btree (file_id);


--
-- Name: file_chunks_number_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX file_chunks_number_ix ON public.file_chunks USING btree (number DESC);


--
-- Name: files_hash; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX files_hash ON public.files USING hash (sha256);


--
-- Name: files_large; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX files_large ON public.files USING btree (bytes DESC) WHERE (bytes > 1048576);


--
-- Name: files_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX files_name_ix ON public.files USING btree (name);


--
-- Name: files_owner_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX files_owner_id_ix ON public.files USING btree (owner_id);


--
-- Name: goals_title_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX goals_title_ix ON public.goals USING btree (title DESC);


--
-- Name: goals_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX goals_user_id_ix ON public.goals USING btree (user_id);


--
-- Name: images_file_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX images_file_id_ix ON public.images USING btree (file_id);


--
-- Name: images_width_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX images_width_ix ON public.images USING btree (width NULLS FIRST);


--
-- Name: invoice_lines_invoice_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX invoice_lines_invoice_id_ix ON public.invoice_lines USING btree (invoice_id);


--
-- Name: invoice_lines_line_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX invoice_lines_line_ix ON public.invoice_lines USING btree (line DESC);


--
-- Name: invoices_number_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX invoices_number_ix ON public.invoices USING btree (number);


--
-- Name: invoices_open; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX invoices_open ON public.invoices USING btree (issued) WHERE (paid_at IS NULL);


--
-- Name: invoices_subscription_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX invoices_subscription_id_ix ON public.invoices USING btree (subscription_id);


--
-- Name: job_errors_job_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX job_errors_job_id_ix ON public.job_errors USING btree (job_id);


--
-- Name: job_errors_message_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX job_errors_message_ix ON public.job_errors USING btree (message);


--
-- Name: jobs_given_up; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX jobs_given_up ON public.jobs USING btree (run_at DESC) WHERE (state = ANY (ARRAY['failed'::public.job_state, 'given up'::public.job_state]));


--
-- Name: jobs_next; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX jobs_next ON public.jobs USING btree (queue, run_at) WHERE (state = 'queued'::public.job_state);


--
-- Name: jobs_payload; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX jobs_payload ON public.jobs USING gin (payload jsonb_path_ops);


--
-- Name: jobs_queue_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX jobs_queue_ix ON public.jobs USING btree (queue);


--
-- Name: jobs_state_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX jobs_state_ix ON public.jobs USING btree (state NULLS FIRST);


--
-- Name: journal_entries_day_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX journal_entries_day_ix ON public.journal_entries USING btree (day);


--
-- Name: journal_entries_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX journal_entries_user_id_ix ON public.journal_entries USING btree (user_id);


--
-- Name: locations_place; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX locations_place ON public.locations USING gist ("position");


--
-- Name: locations_place_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX locations_place_ix ON public.locations USING btree (place);


--
-- Name: locations_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX locations_user_id_ix ON public.locations USING btree (user_id);


--
-- Name: memories_content_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_content_trgm ON public.memories USING gin (content public.gin_trgm_ops);


--
-- Name: memories_during; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_during ON public.memories USING gist (user_id, valid_during);


--
-- Name: memories_expiring; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_expiring ON public.memories USING btree (expires_at) WHERE ((expires_at IS NOT NULL) AND (kind = ANY (ARRAY['event'::text, 'fact'::text])));


--
-- Name: memories_kind; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_kind ON public.memories USING btree (kind COLLATE "C");


--
-- Name: memories_once; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX memories_once ON public.memories USING btree (user_id, content_hash, COALESCE(persona_id, 0));


--
-- Name: memories_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_persona_id_ix ON public.memories USING btree (persona_id DESC);


--
-- Name: memories_top; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_top ON public.memories USING btree (user_id, importance DESC) INCLUDE (content_hash) WHERE (expires_at IS NULL);


--
-- Name: memories_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memories_user_id_ix ON public.memories USING btree (user_id);


--
-- Name: memory_conflicts_left_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_conflicts_left_id_ix ON public.memory_conflicts USING btree (left_id);


--
-- Name: memory_conflicts_right_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_conflicts_right_id_ix ON public.memory_conflicts USING btree (right_id NULLS FIRST);


--
-- Name: memory_embeddings_memory_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_embeddings_memory_id_ix ON public.memory_embeddings USING btree (memory_id);


--
-- Name: memory_embeddings_model_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_embeddings_model_ix ON public.memory_embeddings USING btree (model);


--
-- Name: memory_links_from_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_links_from_id_ix ON public.memory_links USING btree (from_id);


--
-- Name: memory_links_to_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_links_to_id_ix ON public.memory_links USING btree (to_id NULLS FIRST);


--
-- Name: memory_tags_memory_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_tags_memory_id_ix ON public.memory_tags USING btree (memory_id);


--
-- Name: memory_tags_tag_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX memory_tags_tag_ix ON public.memory_tags USING btree (tag DESC);


--
-- Name: message_attachments_file_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_attachments_file_id_ix ON public.message_attachments USING btree (file_id NULLS FIRST);


--
-- Name: message_attachments_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_attachments_message_id_ix ON public.message_attachments USING btree (message_id);


--
-- Name: message_feedback_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_feedback_message_id_ix ON public.message_feedback USING btree (message_id);


--
-- Name: message_feedback_score_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_feedback_score_ix ON public.message_feedback USING btree (score DESC);


--
-- Name: message_parts_kind_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_parts_kind_ix ON public.message_parts USING btree (kind DESC);


--
-- Name: message_parts_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_parts_message_id_ix ON public.message_parts USING btree (message_id);


--
-- Name: message_parts_position_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_parts_position_ix ON public.message_parts USING btree ("position" NULLS FIRST);


--
-- Name: message_reactions_emoji_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_reactions_emoji_ix ON public.message_reactions USING btree (emoji NULLS FIRST);


--
-- Name: message_reactions_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_reactions_message_id_ix ON public.message_reactions USING btree (message_id);


--
-- Name: message_reactions_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX message_reactions_user_id_ix ON public.message_reactions USING btree (user_id);


--
-- Name: messages_body_near; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_body_near ON public.messages USING gist (body public.gist_trgm_ops (siglen='32'));


--
-- Name: messages_body_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_body_trgm ON public.messages USING gin (body public.gin_trgm_ops);


--
-- Name: messages_conversation_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_conversation_id_ix ON public.messages USING btree (conversation_id);


--
-- Name: messages_created_brin; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_created_brin ON public.messages USING brin (created_at) WITH (pages_per_range='32');


--
-- Name: messages_day; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_day ON public.messages USING btree ((((created_at AT TIME ZONE 'UTC'::text))::date));


--
-- Name: messages_extra; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_extra ON public.messages USING gin (extra) WHERE (extra IS NOT NULL);


--
-- Name: messages_model; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_model ON public.messages USING btree (lower(model), ((tokens / 100))) WHERE ((tokens > 100) AND (model <> 'none'::text));


--
-- Name: messages_parent_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_parent_id_ix ON public.messages USING btree (parent_id DESC);


--
-- Name: messages_role_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_role_ix ON public.messages USING btree (role);


--
-- Name: messages_search; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_search ON public.messages USING gin (body_search);


--
-- Name: messages_system; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_system ON public.messages USING btree (conversation_id) WHERE (role = 'system'::public.message_role);


--
-- Name: messages_timeline; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX messages_timeline ON public.messages USING btree (conversation_id, created_at DESC, id);


--
-- Name: moderation_cases_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX moderation_cases_message_id_ix ON public.moderation_cases USING btree (message_id);


--
-- Name: moderation_cases_reporter_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX moderation_cases_reporter_id_ix ON public.moderation_cases USING btree (reporter_id DESC);


--
-- Name: notifications_kind_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX notifications_kind_ix ON public.notifications USING btree (kind NULLS FIRST);


--
-- Name: notifications_unread; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX notifications_unread ON public.notifications USING btree (user_id, created_at DESC) WHERE (read_at IS NULL);


--
-- Name: notifications_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX notifications_user_id_ix ON public.notifications USING btree (user_id);


--
-- Name: payments_invoice_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX payments_invoice_id_ix ON public.payments USING btree (invoice_id);


--
-- Name: payments_provider_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX payments_provider_ix ON public.payments USING btree (provider NULLS FIRST);


--
-- Name: permissions_code_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX permissions_code_ix ON public.permissions USING btree (code);


--
-- Name: permissions_title_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX permissions_title_ix ON public.permissions USING btree (title);


--
-- Name: persona_ratings_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_ratings_persona_id_ix ON public.persona_ratings USING btree (persona_id);


--
-- Name: persona_ratings_stars_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_ratings_stars_ix ON public.persona_ratings USING btree (stars NULLS FIRST);


--
-- Name: persona_ratings_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_ratings_user_id_ix ON public.persona_ratings USING btree (user_id);


--
-- Name: persona_tags_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_tags_persona_id_ix ON public.persona_tags USING btree (persona_id);


--
-- Name: persona_tags_tag_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_tags_tag_ix ON public.persona_tags USING btree (tag NULLS FIRST);


--
-- Name: persona_versions_body_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_versions_body_ix ON public.persona_versions USING btree (body DESC);


--
-- Name: persona_versions_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_versions_persona_id_ix ON public.persona_versions USING btree (persona_id);


--
-- Name: persona_versions_version_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX persona_versions_version_ix ON public.persona_versions USING btree (version DESC);


--
-- Name: personas_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX personas_name_ix ON public.personas USING btree (name);


--
-- Name: personas_owner_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX personas_owner_id_ix ON public.personas USING btree (owner_id);


--
-- Name: personas_public_name; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX personas_public_name ON public.personas USING btree (lower((name)::text)) WHERE is_public;


--
-- Name: personas_tagline_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX personas_tagline_ix ON public.personas USING btree (tagline);


--
-- Name: personas_tagline_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX personas_tagline_trgm ON public.personas USING gist (tagline public.gist_trgm_ops);


--
-- Name: personas_traits; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX personas_traits ON public.personas USING gin (traits);


--
-- Name: plans_code_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX plans_code_ix ON public.plans USING btree (code);


--
-- Name: plans_title_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX plans_title_ix ON public.plans USING btree (title DESC);


--
-- Name: prompt_templates_body_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX prompt_templates_body_ix ON public.prompt_templates USING btree (body DESC);


--
-- Name: prompt_templates_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX prompt_templates_name_ix ON public.prompt_templates USING btree (name);


--
-- Name: relationships_persona_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX relationships_persona_id_ix ON public.relationships USING btree (persona_id DESC);


--
-- Name: relationships_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX relationships_user_id_ix ON public.relationships USING btree (user_id);


--
-- Name: reminders_at_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX reminders_at_ix ON public.reminders USING btree (at NULLS FIRST);


--
-- Name: reminders_open; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX reminders_open ON public.reminders USING btree (at) WHERE (done IS FALSE);


--
-- Name: reminders_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX reminders_user_id_ix ON public.reminders USING btree (user_id);


--
-- Name: role_permissions_permission_code_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX role_permissions_permission_code_ix ON public.role_permissions USING btree (permission_code DESC);


--
-- Name: role_permissions_role_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX role_permissions_role_id_ix ON public.role_permissions USING btree (role_id);


--
-- Name: roles_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX roles_name_ix ON public.roles USING btree (name);


--
-- Name: roles_rank_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX roles_rank_ix ON public.roles USING btree (rank NULLS FIRST);


--
-- Name: schedules_cron_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX schedules_cron_ix ON public.schedules USING btree (cron DESC);


--
-- Name: schedules_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX schedules_name_ix ON public.schedules USING btree (name);


--
-- Name: schema_migrations_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX schema_migrations_name_ix ON public.schema_migrations USING btree (name NULLS FIRST);


--
-- Name: schema_migrations_version_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX schema_migrations_version_ix ON public.schema_migrations USING btree (version);


--
-- Name: subscriptions_plan_code_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX subscriptions_plan_code_ix ON public.subscriptions USING btree (plan_code NULLS FIRST);


--
-- Name: subscriptions_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX subscriptions_user_id_ix ON public.subscriptions USING btree (user_id);


--
-- Name: team_invitations_email_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_invitations_email_ix ON public.team_invitations USING btree (email DESC);


--
-- Name: team_invitations_invited_by_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_invitations_invited_by_ix ON public.team_invitations USING btree (invited_by DESC);


--
-- Name: team_invitations_team_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_invitations_team_id_ix ON public.team_invitations USING btree (team_id);


--
-- Name: team_members_role_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_members_role_ix ON public.team_members USING btree (role);


--
-- Name: team_members_team_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_members_team_id_ix ON public.team_members USING btree (team_id);


--
-- Name: team_members_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX team_members_user_id_ix ON public.team_members USING btree (user_id);


--
-- Name: teams_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX teams_name_ix ON public.teams USING btree (name);


--
-- Name: teams_plan_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX teams_plan_ix ON public.teams USING btree (plan NULLS FIRST);


--
-- Name: teams_slug_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX teams_slug_ix ON public.teams USING btree (slug NULLS FIRST);


--
-- Name: tool_calls_message_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX tool_calls_message_id_ix ON public.tool_calls USING btree (message_id);


--
-- Name: tool_calls_tool_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX tool_calls_tool_ix ON public.tool_calls USING btree (tool NULLS FIRST);


--
-- Name: tools_enabled_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX tools_enabled_ix ON public.tools USING btree (enabled);


--
-- Name: tools_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX tools_name_ix ON public.tools USING btree (name);


--
-- Name: tools_order; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX tools_order ON public.tools USING btree ("order" DESC, name);


--
-- Name: transcripts_file_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX transcripts_file_id_ix ON public.transcripts USING btree (file_id);


--
-- Name: transcripts_language_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX transcripts_language_ix ON public.transcripts USING btree (language);


--
-- Name: translations_key_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX translations_key_ix ON public.translations USING btree (key);


--
-- Name: translations_language_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX translations_language_ix ON public.translations USING btree (language DESC);


--
-- Name: translations_text; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX translations_text ON public.translations USING gin (text public.gin_trgm_ops);


--
-- Name: usage_counters_day_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX usage_counters_day_ix ON public.usage_counters USING btree (day DESC);


--
-- Name: usage_counters_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX usage_counters_user_id_ix ON public.usage_counters USING btree (user_id);


--
-- Name: user_devices_platform_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_devices_platform_ix ON public.user_devices USING btree (platform DESC);


--
-- Name: user_devices_push_token_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_devices_push_token_ix ON public.user_devices USING btree (push_token DESC);


--
-- Name: user_devices_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_devices_user_id_ix ON public.user_devices USING btree (user_id);


--
-- Name: user_identities_provider_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_identities_provider_ix ON public.user_identities USING btree (provider DESC);


--
-- Name: user_identities_subject_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_identities_subject_ix ON public.user_identities USING btree (subject DESC);


--
-- Name: user_identities_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_identities_user_id_ix ON public.user_identities USING btree (user_id);


--
-- Name: user_sessions_ip_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_sessions_ip_ix ON public.user_sessions USING btree (ip NULLS FIRST);


--
-- Name: user_sessions_user_agent_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_sessions_user_agent_ix ON public.user_sessions USING btree (user_agent NULLS FIRST);


--
-- Name: user_sessions_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_sessions_user_id_ix ON public.user_sessions USING btree (user_id);


--
-- Name: user_settings_quiet_from_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_settings_quiet_from_ix ON public.user_settings USING btree (quiet_from);


--
-- Name: user_settings_theme_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_settings_theme_ix ON public.user_settings USING btree (theme);


--
-- Name: user_settings_user_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX user_settings_user_id_ix ON public.user_settings USING btree (user_id);


--
-- Name: users_display_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_display_name_ix ON public.users USING btree (display_name);


--
-- Name: users_email_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_email_ix ON public.users USING btree (email);


--
-- Name: users_handle_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_handle_ix ON public.users USING btree (handle);


--
-- Name: users_handle_pattern; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_handle_pattern ON public.users USING btree (handle text_pattern_ops);


--
-- Name: users_ip; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_ip ON public.users USING hash (last_seen_ip);


--
-- Name: users_labels; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_labels ON public.users USING gin (labels);


--
-- Name: users_lower_email; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX users_lower_email ON public.users USING btree (lower((email)::text)) WHERE (deleted_at IS NULL);


--
-- Name: users_name_trgm; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_name_trgm ON public.users USING gin (display_name public.gin_trgm_ops);


--
-- Name: users_preferences; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_preferences ON public.users USING gin (preferences jsonb_path_ops);


--
-- Name: users_public_id; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE UNIQUE INDEX users_public_id ON public.users USING btree (public_id);


--
-- Name: users_search; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_search ON public.users USING gin (search);


--
-- Name: INDEX users_search; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON INDEX public.users_search IS 'For the search box';


--
-- Name: users_seen; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX users_seen ON public.users USING btree (created_at DESC NULLS LAST) INCLUDE (email, display_name);


--
-- Name: voices_language_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX voices_language_ix ON public.voices USING btree (language);


--
-- Name: voices_name_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX voices_name_ix ON public.voices USING btree (name);


--
-- Name: voices_provider_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX voices_provider_ix ON public.voices USING btree (provider DESC);


--
-- Name: webhook_deliveries_status_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX webhook_deliveries_status_ix ON public.webhook_deliveries USING btree (status DESC);


--
-- Name: webhook_deliveries_webhook_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX webhook_deliveries_webhook_id_ix ON public.webhook_deliveries USING btree (webhook_id);


--
-- Name: webhooks_events; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX webhooks_events ON public.webhooks USING gin (events);


--
-- Name: webhooks_team_id_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX webhooks_team_id_ix ON public.webhooks USING btree (team_id);


--
-- Name: webhooks_url_ix; Type: INDEX; Schema: public; Owner: companion_owner
--

CREATE INDEX webhooks_url_ix ON public.webhooks USING btree (url);


--
-- Name: events_2024_kind_happened_at_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_kind ATTACH PARTITION public.events_2024_kind_happened_at_idx;


--
-- Name: events_2024_payload_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_payload ATTACH PARTITION public.events_2024_payload_idx;


--
-- Name: events_2024_pkey; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2024_pkey;


--
-- Name: events_2025_kind_happened_at_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_kind ATTACH PARTITION public.events_2025_kind_happened_at_idx;


--
-- Name: events_2025_payload_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_payload ATTACH PARTITION public.events_2025_payload_idx;


--
-- Name: events_2025_pkey; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2025_pkey;


--
-- Name: events_rest_kind_happened_at_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_kind ATTACH PARTITION public.events_rest_kind_happened_at_idx;


--
-- Name: events_rest_payload_idx; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_payload ATTACH PARTITION public.events_rest_payload_idx;


--
-- Name: events_rest_pkey; Type: INDEX ATTACH; Schema: public; Owner: companion_owner
--

ALTER INDEX public.events_pkey ATTACH PARTITION public.events_rest_pkey;


--
-- Name: message_statistics; Type: STATISTICS; Schema: public; Owner: companion_owner
--

CREATE STATISTICS public.message_statistics (dependencies) ON conversation_id, role FROM public.messages;


ALTER STATISTICS public.message_statistics OWNER TO companion_owner;

--
-- Name: invoices audited; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.audit();


--
-- Name: payments audited; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION public.audit();


--
-- Name: subscriptions audited; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.subscriptions FOR EACH ROW EXECUTE FUNCTION public.audit();


--
-- Name: users audited; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION public.audit();


--
-- Name: TRIGGER audited ON users; Type: COMMENT; Schema: public; Owner: companion_owner
--

COMMENT ON TRIGGER audited ON public.users IS 'Law';


--
-- Name: conversations conversations_touch; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER conversations_touch BEFORE UPDATE ON public.conversations FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


--
-- Name: drafts drafts_touch; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER drafts_touch BEFORE UPDATE ON public.drafts FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


--
-- Name: payments late_check; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE CONSTRAINT TRIGGER late_check AFTER INSERT ON public.payments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.audit();


--
-- Name: messages messages_count; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER messages_count AFTER INSERT OR DELETE ON public.messages FOR EACH ROW EXECUTE FUNCTION public.count_message();


--
-- Name: AuditTrail never; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER never BEFORE DELETE OR UPDATE ON public."AuditTrail" FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: invoices paid; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER paid BEFORE UPDATE OF paid_at ON public.invoices FOR EACH ROW WHEN ((old.paid_at IS NOT NULL)) EXECUTE FUNCTION public.refuse_change();


--
-- Name: personas personas_touch; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER personas_touch BEFORE UPDATE ON public.personas FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


--
-- Name: relationships relationships_touch; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER relationships_touch BEFORE UPDATE ON public.relationships FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


--
-- Name: users users_touch; Type: TRIGGER; Schema: public; Owner: companion_owner
--

CREATE TRIGGER users_touch BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();


--
-- Name: api_keys api_keys_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: avatars avatars_persona_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES public.personas(id) ON DELETE CASCADE;


--
-- Name: conversation_participants conversation_participants_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_participants
    ADD CONSTRAINT conversation_participants_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;


--
-- Name: conversation_participants conversation_participants_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_participants
    ADD CONSTRAINT conversation_participants_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: conversation_shares conversation_shares_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;


--
-- Name: conversation_tags conversation_tags_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversation_tags
    ADD CONSTRAINT conversation_tags_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;


--
-- Name: conversations conversations_last_message_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_last_message_fkey FOREIGN KEY (last_message_id) REFERENCES public.messages(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;


--
-- Name: conversations conversations_persona_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES public.personas(id) ON DELETE SET NULL;


--
-- Name: conversations conversations_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: drafts drafts_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: emotions emotions_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.emotions
    ADD CONSTRAINT emotions_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON UPDATE SET NULL;


--
-- Name: facts facts_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.facts
    ADD CONSTRAINT facts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: file_chunks file_chunks_file_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;


--
-- Name: files files_owner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: goals goals_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.goals
    ADD CONSTRAINT goals_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: images images_file_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.images
    ADD CONSTRAINT images_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;


--
-- Name: invoice_lines invoice_lines_invoice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoice_lines
    ADD CONSTRAINT invoice_lines_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;


--
-- Name: invoices invoices_subscription_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id);


--
-- Name: job_errors job_errors_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.job_errors
    ADD CONSTRAINT job_errors_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;


--
-- Name: journal_entries journal_entries_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.journal_entries
    ADD CONSTRAINT journal_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: memories memories_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memories
    ADD CONSTRAINT memories_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: memory_embeddings memory_embeddings_memory_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_embeddings
    ADD CONSTRAINT memory_embeddings_memory_id_fkey FOREIGN KEY (memory_id) REFERENCES public.memories(id) ON DELETE CASCADE;


--
-- Name: memory_links memory_links_from_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_links
    ADD CONSTRAINT memory_links_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.memories(id) ON DELETE CASCADE;


--
-- Name: memory_links memory_links_to_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_links
    ADD CONSTRAINT memory_links_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.memories(id) ON DELETE CASCADE;


--
-- Name: memory_tags memory_tags_memory_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.memory_tags
    ADD CONSTRAINT memory_tags_memory_id_fkey FOREIGN KEY (memory_id) REFERENCES public.memories(id) ON DELETE CASCADE;


--
-- Name: message_attachments message_attachments_file_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_attachments
    ADD CONSTRAINT message_attachments_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE SET DEFAULT;


--
-- Name: message_attachments message_attachments_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_attachments
    ADD CONSTRAINT message_attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: message_feedback message_feedback_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_feedback
    ADD CONSTRAINT message_feedback_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: message_parts message_parts_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_parts
    ADD CONSTRAINT message_parts_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: message_reactions message_reactions_author; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_author FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE NOT VALID;


--
-- Name: message_reactions message_reactions_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: messages messages_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;


--
-- Name: messages messages_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.messages(id) ON DELETE SET NULL;


--
-- Name: payments payments_invoice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id);


--
-- Name: persona_ratings persona_ratings_persona_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_ratings
    ADD CONSTRAINT persona_ratings_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES public.personas(id) ON DELETE CASCADE;


--
-- Name: persona_ratings persona_ratings_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_ratings
    ADD CONSTRAINT persona_ratings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: persona_tags persona_tags_persona_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_tags
    ADD CONSTRAINT persona_tags_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES public.personas(id) ON DELETE CASCADE;


--
-- Name: persona_versions persona_versions_persona_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.persona_versions
    ADD CONSTRAINT persona_versions_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES public.personas(id) ON DELETE CASCADE;


--
-- Name: personas personas_fork_of_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.personas
    ADD CONSTRAINT personas_fork_of_fkey FOREIGN KEY (fork_of) REFERENCES public.personas(id);


--
-- Name: personas personas_owner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.personas
    ADD CONSTRAINT personas_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: relationships relationships_persona_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.relationships
    ADD CONSTRAINT relationships_persona_id_user_id_fkey FOREIGN KEY (persona_id, user_id) REFERENCES public.persona_ratings(persona_id, user_id) ON DELETE CASCADE;


--
-- Name: reminders reminders_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: role_permissions role_permissions_permission_code_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_permission_code_fkey FOREIGN KEY (permission_code) REFERENCES public.permissions(code) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: role_permissions role_permissions_role_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_role_id_fkey FOREIGN KEY (role_id) REFERENCES public.roles(id) ON DELETE CASCADE;


--
-- Name: subscriptions subscriptions_plan_code_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_plan_code_fkey FOREIGN KEY (plan_code) REFERENCES public.plans(code) ON UPDATE CASCADE;


--
-- Name: subscriptions subscriptions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;


--
-- Name: team_invitations team_invitations_invited_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: team_invitations team_invitations_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id);


--
-- Name: team_members team_members_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: team_members team_members_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: tool_calls tool_calls_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.tool_calls
    ADD CONSTRAINT tool_calls_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: transcripts transcripts_file_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.transcripts
    ADD CONSTRAINT transcripts_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id) ON DELETE CASCADE;


--
-- Name: user_devices user_devices_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_devices
    ADD CONSTRAINT user_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: user_identities user_identities_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_identities
    ADD CONSTRAINT user_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: user_sessions user_sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_sessions
    ADD CONSTRAINT user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: user_settings user_settings_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.user_settings
    ADD CONSTRAINT user_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: webhook_deliveries webhook_deliveries_webhook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhooks(id) ON DELETE CASCADE;


--
-- Name: webhooks webhooks_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: companion_owner
--

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id) ON DELETE CASCADE;


--
-- Name: api_keys; Type: ROW SECURITY; Schema: public; Owner: companion_owner
--

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys own_keys; Type: POLICY; Schema: public; Owner: companion_owner
--

CREATE POLICY own_keys ON public.api_keys USING ((user_id = 1));


--
-- Name: FUNCTION forget(person bigint); Type: ACL; Schema: public; Owner: companion_owner
--

GRANT ALL ON FUNCTION public.forget(person bigint) TO companion_reader;


--
-- Name: TABLE "AuditTrail"; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public."AuditTrail" TO companion_reader;


--
-- Name: TABLE conversations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.conversations TO companion_reader;


--
-- Name: TABLE personas; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.personas TO companion_reader;


--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.users TO companion_reader;


--
-- Name: TABLE active_conversations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.active_conversations TO companion_reader;


--
-- Name: TABLE api_keys; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.api_keys TO companion_reader;


--
-- Name: TABLE avatars; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.avatars TO companion_reader;


--
-- Name: TABLE blocked_terms; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.blocked_terms TO companion_reader;


--
-- Name: TABLE conversation_participants; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.conversation_participants TO companion_reader;


--
-- Name: TABLE conversation_shares; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.conversation_shares TO companion_reader;


--
-- Name: TABLE conversation_tags; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.conversation_tags TO companion_reader;


--
-- Name: TABLE coupons; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.coupons TO companion_reader;


--
-- Name: TABLE usage_counters; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.usage_counters TO companion_reader;


--
-- Name: TABLE daily_usage; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.daily_usage TO companion_reader;


--
-- Name: TABLE drafts; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.drafts TO companion_reader;


--
-- Name: TABLE email_queue; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.email_queue TO companion_reader;


--
-- Name: TABLE emotions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.emotions TO companion_reader;


--
-- Name: TABLE events; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.events TO companion_reader;


--
-- Name: TABLE events_2024; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.events_2024 TO companion_reader;


--
-- Name: TABLE events_2025; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.events_2025 TO companion_reader;


--
-- Name: TABLE events_rest; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.events_rest TO companion_reader;


--
-- Name: TABLE experiment_assignments; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.experiment_assignments TO companion_reader;


--
-- Name: TABLE experiments; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.experiments TO companion_reader;


--
-- Name: TABLE facts; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.facts TO companion_reader;


--
-- Name: TABLE feature_flags; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.feature_flags TO companion_reader;


--
-- Name: TABLE file_chunks; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.file_chunks TO companion_reader;


--
-- Name: TABLE files; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.files TO companion_reader;


--
-- Name: TABLE goals; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.goals TO companion_reader;


--
-- Name: TABLE images; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.images TO companion_reader;


--
-- Name: TABLE invoice_lines; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.invoice_lines TO companion_reader;


--
-- Name: TABLE invoices; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.invoices TO companion_reader;


--
-- Name: TABLE job_errors; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.job_errors TO companion_reader;


--
-- Name: TABLE jobs; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.jobs TO companion_reader;


--
-- Name: TABLE journal_entries; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.journal_entries TO companion_reader;


--
-- Name: TABLE locations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.locations TO companion_reader;


--
-- Name: TABLE memories; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.memories TO companion_reader;


--
-- Name: TABLE memory_conflicts; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.memory_conflicts TO companion_reader;


--
-- Name: TABLE memory_embeddings; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.memory_embeddings TO companion_reader;


--
-- Name: TABLE memory_links; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.memory_links TO companion_reader;


--
-- Name: TABLE memory_tags; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.memory_tags TO companion_reader;


--
-- Name: TABLE message_attachments; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.message_attachments TO companion_reader;


--
-- Name: TABLE message_feedback; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.message_feedback TO companion_reader;


--
-- Name: TABLE message_parts; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.message_parts TO companion_reader;


--
-- Name: TABLE message_reactions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.message_reactions TO companion_reader;


--
-- Name: TABLE messages; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.messages TO companion_reader;


--
-- Name: TABLE message_totals; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.message_totals TO companion_reader;


--
-- Name: TABLE moderation_cases; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.moderation_cases TO companion_reader;


--
-- Name: TABLE notifications; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.notifications TO companion_reader;


--
-- Name: TABLE payments; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.payments TO companion_reader;


--
-- Name: TABLE permissions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.permissions TO companion_reader;


--
-- Name: TABLE persona_ratings; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.persona_ratings TO companion_reader;


--
-- Name: TABLE persona_tags; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.persona_tags TO companion_reader;


--
-- Name: TABLE persona_versions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.persona_versions TO companion_reader;


--
-- Name: TABLE plans; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.plans TO companion_reader;


--
-- Name: TABLE prompt_templates; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.prompt_templates TO companion_reader;


--
-- Name: TABLE recent_memories; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.recent_memories TO companion_reader;


--
-- Name: TABLE relationships; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.relationships TO companion_reader;


--
-- Name: TABLE reminders; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.reminders TO companion_reader;


--
-- Name: TABLE role_permissions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.role_permissions TO companion_reader;


--
-- Name: TABLE roles; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.roles TO companion_reader;


--
-- Name: TABLE schedules; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.schedules TO companion_reader;


--
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.schema_migrations TO companion_reader;


--
-- Name: TABLE subscriptions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.subscriptions TO companion_reader;


--
-- Name: TABLE team_invitations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.team_invitations TO companion_reader;


--
-- Name: TABLE team_members; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.team_members TO companion_reader;


--
-- Name: TABLE teams; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.teams TO companion_reader;


--
-- Name: TABLE tool_calls; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.tool_calls TO companion_reader;


--
-- Name: TABLE tools; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.tools TO companion_reader;


--
-- Name: TABLE transcripts; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.transcripts TO companion_reader;


--
-- Name: TABLE translations; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.translations TO companion_reader;


--
-- Name: TABLE user_devices; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.user_devices TO companion_reader;


--
-- Name: TABLE user_identities; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.user_identities TO companion_reader;


--
-- Name: TABLE user_sessions; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.user_sessions TO companion_reader;


--
-- Name: TABLE user_settings; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.user_settings TO companion_reader;


--
-- Name: TABLE voices; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.voices TO companion_reader;


--
-- Name: TABLE webhook_deliveries; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.webhook_deliveries TO companion_reader;


--
-- Name: TABLE webhooks; Type: ACL; Schema: public; Owner: companion_owner
--

GRANT SELECT ON TABLE public.webhooks TO companion_reader;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: companion_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE companion_owner IN SCHEMA public GRANT SELECT ON TABLES  TO companion_reader;


--
-- Name: daily_usage; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: companion_owner
--

REFRESH MATERIALIZED VIEW public.daily_usage;


--
-- As the product's own migrations leave it behind
--

INSERT INTO public.schema_migrations (version, name) VALUES (12, 'It''s done; nothing follows');


--
-- PostgreSQL database dump complete
--

\unrestrict companionCompanionCompanion

