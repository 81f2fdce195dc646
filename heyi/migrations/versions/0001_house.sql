-- Written by ./dev migration from the declared tables; change those, not this file.
SET LOCAL lock_timeout = '2s';

CREATE SCHEMA control;
GRANT USAGE ON SCHEMA control TO heyi_app, heyi_backup;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed; a correction is a further row', TG_ARGV[0]
        USING ERRCODE = 'restrict_violation';
END
$$;

GRANT SELECT ON public.alembic_version TO heyi_migrate, heyi_app, heyi_read, heyi_backup;

CREATE TABLE assignment_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    condition JSONB,
    way TEXT COLLATE "C" NOT NULL,
    users JSONB DEFAULT '[]' NOT NULL,
    departments JSONB DEFAULT '[]' NOT NULL,
    last_user UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_assignment_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_assignment_rule_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE assignment_rule IS 'tenant';
ALTER TABLE assignment_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON assignment_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON assignment_rule TO heyi_app;
GRANT SELECT ON assignment_rule TO heyi_read, heyi_backup;

CREATE TABLE attribute (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_attribute PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_attribute_tenant_id_name UNIQUE (tenant_id, name)
);
CREATE INDEX ix_attribute_position_id ON attribute (tenant_id, position, id);
COMMENT ON TABLE attribute IS 'tenant';
ALTER TABLE attribute ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON attribute USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON attribute TO heyi_app;
GRANT SELECT ON attribute TO heyi_read, heyi_backup;

CREATE TABLE audit_event (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_id UUID,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_name TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    party_id UUID,
    title TEXT COLLATE "C" NOT NULL,
    changes JSONB NOT NULL,
    CONSTRAINT pk_audit_event PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_audit_event_party_id_id ON audit_event (tenant_id, party_id, id);
CREATE INDEX ix_audit_event_record_record_id_occurred_at ON audit_event (tenant_id, record, record_id, occurred_at);
COMMENT ON TABLE audit_event IS 'tenant';
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_event USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON audit_event TO heyi_app;
GRANT SELECT ON audit_event TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('audit_event');
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE bank_layout (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    mapping JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_layout PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_bank_layout_tenant_id_signature UNIQUE (tenant_id, signature)
);
COMMENT ON TABLE bank_layout IS 'tenant';
ALTER TABLE bank_layout ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_layout USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_layout TO heyi_app;
GRANT SELECT ON bank_layout TO heyi_read, heyi_backup;

CREATE TABLE capacity_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    holds TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at_most INTEGER NOT NULL,
    won_exempt BOOLEAN DEFAULT 'false' NOT NULL,
    people JSONB DEFAULT '{"users": [], "departments": []}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_capacity_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_capacity_rule_tenant_id_name UNIQUE (tenant_id, name),
    CONSTRAINT ck_capacity_rule_kind CHECK (kind IN ('own', 'lock')),
    CONSTRAINT ck_capacity_rule_at_most CHECK (at_most >= 0)
);
COMMENT ON TABLE capacity_rule IS 'tenant';
ALTER TABLE capacity_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON capacity_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON capacity_rule TO heyi_app;
GRANT SELECT ON capacity_rule TO heyi_read, heyi_backup;

CREATE TABLE carrier (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C",
    customer_number TEXT COLLATE "C",
    tracking_url TEXT COLLATE "C",
    active BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_carrier PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_carrier_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE carrier IS 'tenant';
ALTER TABLE carrier ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON carrier USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON carrier TO heyi_app;
GRANT SELECT ON carrier TO heyi_read, heyi_backup;

CREATE TABLE claim (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    pool_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    user_id UUID NOT NULL,
    how TEXT COLLATE "C" NOT NULL,
    day DATE NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_claim_how CHECK (how IN ('claim', 'assign'))
);
CREATE INDEX ix_claim_record_record_id ON claim (tenant_id, record, record_id);
CREATE INDEX ix_claim_user_id_pool_id_day ON claim (tenant_id, user_id, pool_id, day);
COMMENT ON TABLE claim IS 'tenant';
ALTER TABLE claim ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON claim USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON claim TO heyi_app;
GRANT SELECT ON claim TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('claim');
ALTER TABLE claim ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE company (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    chart TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" DEFAULT 'CNY' NOT NULL,
    time_zone TEXT COLLATE "C" DEFAULT 'Asia/Shanghai' NOT NULL,
    taxpayer TEXT COLLATE "C" DEFAULT 'general' NOT NULL,
    uscc TEXT COLLATE "C",
    address TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    bank_name TEXT COLLATE "C",
    bank_account TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_company PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE company IS 'tenant';
ALTER TABLE company ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON company USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON company TO heyi_app;
GRANT SELECT ON company TO heyi_read, heyi_backup;

CREATE TABLE control.api_key (
    id UUID NOT NULL,
    key_hash BYTEA NOT NULL,
    hint TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    company_id UUID NOT NULL,
    scopes JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_api_key PRIMARY KEY (id),
    CONSTRAINT uq_api_key_key_hash UNIQUE (key_hash)
);
CREATE INDEX ix_api_key_tenant_id ON control.api_key (tenant_id);
COMMENT ON TABLE control.api_key IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.api_key TO heyi_app;
GRANT SELECT ON control.api_key TO heyi_backup;

CREATE TABLE control.attempt (
    name TEXT COLLATE "C" NOT NULL,
    subject_hash BYTEA NOT NULL,
    began_at TIMESTAMP WITH TIME ZONE NOT NULL,
    tries INTEGER NOT NULL,
    CONSTRAINT pk_attempt PRIMARY KEY (name, subject_hash)
);
CREATE INDEX ix_attempt_began_at ON control.attempt (began_at);
COMMENT ON TABLE control.attempt IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.attempt TO heyi_app;
GRANT SELECT ON control.attempt TO heyi_backup;

CREATE TABLE control.login (
    id UUID NOT NULL,
    identifier TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" DEFAULT 'zh-CN' NOT NULL,
    totp_secret BYTEA,
    totp_confirmed_at TIMESTAMP WITH TIME ZONE,
    totp_last_step INTEGER,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    password_changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_login PRIMARY KEY (id),
    CONSTRAINT uq_login_identifier UNIQUE (identifier)
);
COMMENT ON TABLE control.login IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.login TO heyi_app;
GRANT SELECT ON control.login TO heyi_backup;

CREATE TABLE control.one_time_token (
    token_hash BYTEA NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    login_id UUID,
    tenant_id UUID,
    invitation_id UUID,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_one_time_token PRIMARY KEY (token_hash)
);
CREATE INDEX ix_one_time_token_expires_at ON control.one_time_token (expires_at);
CREATE INDEX ix_one_time_token_login_id ON control.one_time_token (login_id);
COMMENT ON TABLE control.one_time_token IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.one_time_token TO heyi_app;
GRANT SELECT ON control.one_time_token TO heyi_backup;

CREATE TABLE control.session (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    login_id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    company_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    user_agent TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (id),
    CONSTRAINT uq_session_token_hash UNIQUE (token_hash)
);
CREATE INDEX ix_session_login_id ON control.session (login_id);
COMMENT ON TABLE control.session IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.session TO heyi_app;
GRANT SELECT ON control.session TO heyi_backup;

CREATE TABLE control.tenant (
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    demo BOOLEAN DEFAULT 'false' NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    settings_version INTEGER DEFAULT '1' NOT NULL,
    time_zone TEXT COLLATE "C" DEFAULT 'Asia/Shanghai' NOT NULL,
    currency TEXT COLLATE "C" DEFAULT 'CNY' NOT NULL,
    profile JSONB DEFAULT '{}' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_tenant PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_tenant_demo ON control.tenant (demo) WHERE demo;
COMMENT ON TABLE control.tenant IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.tenant TO heyi_app;
GRANT SELECT ON control.tenant TO heyi_backup;

CREATE TABLE custom_record (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    owner_id UUID,
    custom JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_custom_record PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_custom_record_record_created_at_id ON custom_record (tenant_id, record, created_at, id);
CREATE INDEX ix_custom_record_record_name_key_id ON custom_record (tenant_id, record, name_key, id);
CREATE INDEX ix_custom_record_record_owner_id_created_at_id ON custom_record (tenant_id, record, owner_id, created_at, id);
COMMENT ON TABLE custom_record IS 'tenant';
ALTER TABLE custom_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON custom_record USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_record TO heyi_app;
GRANT SELECT ON custom_record TO heyi_read, heyi_backup;

CREATE TABLE department (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    parent_id UUID,
    custom JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_department PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_department_not_its_own_parent CHECK (parent_id <> id),
    CONSTRAINT fk_department_tenant_id_parent_id FOREIGN KEY(tenant_id, parent_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_department_tenant_id_name UNIQUE (tenant_id, name)
);
CREATE INDEX ix_department_parent_id ON department (tenant_id, parent_id);
COMMENT ON TABLE department IS 'tenant';
ALTER TABLE department ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON department USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON department TO heyi_app;
GRANT SELECT ON department TO heyi_read, heyi_backup;

CREATE TABLE document_link (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    from_type TEXT COLLATE "C" NOT NULL,
    from_id UUID NOT NULL,
    to_type TEXT COLLATE "C" NOT NULL,
    to_id UUID NOT NULL,
    CONSTRAINT pk_document_link PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_document_link_tenant_id_from_type_from_id_to_type_to_id UNIQUE (tenant_id, from_type, from_id, to_type, to_id)
);
CREATE INDEX ix_document_link_to_type_to_id ON document_link (tenant_id, to_type, to_id);
COMMENT ON TABLE document_link IS 'tenant';
ALTER TABLE document_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON document_link USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON document_link TO heyi_app;
GRANT SELECT ON document_link TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON document_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('document_link');
ALTER TABLE document_link ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE duplicate_guard (
    tenant_id UUID NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_duplicate_guard PRIMARY KEY (tenant_id, hash)
);
COMMENT ON TABLE duplicate_guard IS 'tenant';
ALTER TABLE duplicate_guard ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON duplicate_guard USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_guard TO heyi_app;
GRANT SELECT ON duplicate_guard TO heyi_read, heyi_backup;

CREATE TABLE duplicate_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    rules JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_duplicate_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_duplicate_rules_tenant_id_record UNIQUE (tenant_id, record)
);
COMMENT ON TABLE duplicate_rules IS 'tenant';
ALTER TABLE duplicate_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON duplicate_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_rules TO heyi_app;
GRANT SELECT ON duplicate_rules TO heyi_read, heyi_backup;

CREATE TABLE export_run (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    question JSONB NOT NULL,
    job_id UUID,
    name TEXT COLLATE "C" DEFAULT '' NOT NULL,
    rows INTEGER,
    size BIGINT,
    finished_at TIMESTAMP WITH TIME ZONE,
    kept BOOLEAN DEFAULT 'false' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_export_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_export_run_format CHECK (format IN ('xlsx', 'csv', 'pdf'))
);
CREATE INDEX ix_export_run_created_by_id ON export_run (tenant_id, created_by, id);
COMMENT ON TABLE export_run IS 'tenant';
ALTER TABLE export_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON export_run USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON export_run TO heyi_app;
GRANT SELECT ON export_run TO heyi_read, heyi_backup;

CREATE TABLE file (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    field TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_file PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_file_size CHECK (size > 0 AND size <= 50000000)
);
CREATE INDEX ix_file_record_record_id_id ON file (tenant_id, record, record_id, id);
COMMENT ON TABLE file IS 'tenant';
ALTER TABLE file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON file USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON file TO heyi_app;
GRANT SELECT ON file TO heyi_read, heyi_backup;

CREATE TABLE idempotency_key (
    tenant_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    actor_id UUID,
    route TEXT COLLATE "C" NOT NULL,
    body_hash BYTEA NOT NULL,
    status INTEGER,
    answer BYTEA,
    answer_version INTEGER,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_idempotency_key PRIMARY KEY (tenant_id, key)
);
CREATE INDEX ix_idempotency_key_created_at ON idempotency_key (tenant_id, created_at);
COMMENT ON TABLE idempotency_key IS 'tenant';
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON idempotency_key USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO heyi_app;
GRANT SELECT ON idempotency_key TO heyi_read, heyi_backup;

CREATE TABLE import_finding (
    tenant_id UUID NOT NULL,
    run_id UUID NOT NULL,
    row INTEGER NOT NULL,
    weight TEXT COLLATE "C" NOT NULL,
    cells JSONB NOT NULL,
    problems JSONB NOT NULL,
    CONSTRAINT pk_import_finding PRIMARY KEY (tenant_id, run_id, row),
    CONSTRAINT ck_import_finding_weight CHECK (weight IN ('bad', 'warned'))
);
COMMENT ON TABLE import_finding IS 'tenant';
ALTER TABLE import_finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_finding USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_finding TO heyi_app;
GRANT SELECT ON import_finding TO heyi_read, heyi_backup;

CREATE TABLE import_mapping (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    header TEXT COLLATE "C" NOT NULL,
    mapping JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_import_mapping PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_import_mapping_tenant_id_record_header UNIQUE (tenant_id, record, header)
);
COMMENT ON TABLE import_mapping IS 'tenant';
ALTER TABLE import_mapping ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_mapping USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_mapping TO heyi_app;
GRANT SELECT ON import_mapping TO heyi_read, heyi_backup;

CREATE TABLE import_run (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    filename TEXT COLLATE "C" NOT NULL,
    file_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    job_id UUID,
    source JSONB DEFAULT '{}' NOT NULL,
    options JSONB DEFAULT '{}' NOT NULL,
    counts JSONB DEFAULT '{}' NOT NULL,
    diff JSONB DEFAULT '[]' NOT NULL,
    report JSONB DEFAULT '{}' NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    undone_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_import_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_import_run_state CHECK (state IN ('reading', 'ready', 'refused', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'))
);
CREATE INDEX ix_import_run_created_at_id ON import_run (tenant_id, created_at, id);
COMMENT ON TABLE import_run IS 'tenant';
ALTER TABLE import_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_run USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_run TO heyi_app;
GRANT SELECT ON import_run TO heyi_read, heyi_backup;

CREATE TABLE import_step (
    tenant_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number INTEGER NOT NULL,
    created JSONB NOT NULL,
    changed JSONB NOT NULL,
    CONSTRAINT pk_import_step PRIMARY KEY (tenant_id, run_id, number)
);
COMMENT ON TABLE import_step IS 'tenant';
ALTER TABLE import_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_step USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_step TO heyi_app;
GRANT SELECT ON import_step TO heyi_read, heyi_backup;

CREATE TABLE job (
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    company_id UUID,
    user_id UUID,
    scopes JSONB,
    name TEXT COLLATE "C" NOT NULL,
    payload JSONB NOT NULL,
    key TEXT COLLATE "C",
    state TEXT COLLATE "C" DEFAULT 'waiting' NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    claim_id UUID,
    lease_until TIMESTAMP WITH TIME ZONE,
    cancel_asked BOOLEAN DEFAULT 'false' NOT NULL,
    progress_done INTEGER DEFAULT '0' NOT NULL,
    progress_total INTEGER,
    kept_state JSONB,
    result JSONB,
    error_code TEXT COLLATE "C",
    error_kind TEXT COLLATE "C",
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT ck_job_state CHECK (state IN ('waiting', 'running', 'done', 'quarantined', 'cancelled')),
    CONSTRAINT ck_job_running_is_claimed CHECK ((state = 'running') = (claim_id IS NOT NULL AND lease_until IS NOT NULL))
);
CREATE INDEX ix_job_finished_at ON job (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX ix_job_running ON job (lease_until) WHERE state = 'running';
CREATE INDEX ix_job_tenant_id_id ON job (tenant_id, id);
CREATE INDEX ix_job_waiting ON job (tenant_id, due_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX uq_job_key ON job (tenant_id, name, key) WHERE key IS NOT NULL;
COMMENT ON TABLE job IS 'local';
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO heyi_app;
GRANT SELECT ON job TO heyi_read, heyi_backup;

CREATE TABLE job_turn (
    tenant_id UUID NOT NULL,
    served_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_job_turn PRIMARY KEY (tenant_id)
);
COMMENT ON TABLE job_turn IS 'local';
GRANT SELECT, INSERT, UPDATE, DELETE ON job_turn TO heyi_app;
GRANT SELECT ON job_turn TO heyi_read, heyi_backup;

CREATE TABLE lead_assignment (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    lead UUID NOT NULL,
    lead_name TEXT COLLATE "C" NOT NULL,
    rule UUID NOT NULL,
    rule_name TEXT COLLATE "C" NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    receiver UUID NOT NULL,
    receiver_name TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_lead_assignment PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_lead_assignment_lead ON lead_assignment (tenant_id, lead);
COMMENT ON TABLE lead_assignment IS 'tenant';
ALTER TABLE lead_assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON lead_assignment USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON lead_assignment TO heyi_app;
GRANT SELECT ON lead_assignment TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON lead_assignment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('lead_assignment');
ALTER TABLE lead_assignment ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE lead_mapping (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    pairs JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_lead_mapping PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE lead_mapping IS 'tenant';
ALTER TABLE lead_mapping ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON lead_mapping USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON lead_mapping TO heyi_app;
GRANT SELECT ON lead_mapping TO heyi_read, heyi_backup;

CREATE TABLE moment_hour (
    hour TIMESTAMP WITH TIME ZONE NOT NULL,
    tenant_id UUID NOT NULL,
    CONSTRAINT pk_moment_hour PRIMARY KEY (hour, tenant_id)
);
COMMENT ON TABLE moment_hour IS 'local';
GRANT SELECT, INSERT, UPDATE, DELETE ON moment_hour TO heyi_app;
GRANT SELECT ON moment_hour TO heyi_read, heyi_backup;

CREATE TABLE number_counter (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    shape TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    pattern TEXT COLLATE "C" NOT NULL,
    base BIGINT DEFAULT '0' NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT pk_number_counter PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_number_counter_tenant_id_company_id_series_shape_period UNIQUE (tenant_id, company_id, series, shape, period)
);
COMMENT ON TABLE number_counter IS 'tenant';
ALTER TABLE number_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON number_counter USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON number_counter TO heyi_app;
GRANT SELECT ON number_counter TO heyi_read, heyi_backup;

CREATE TABLE number_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    prefix TEXT COLLATE "C" NOT NULL,
    date_part TEXT COLLATE "C" NOT NULL,
    middle TEXT COLLATE "C" NOT NULL,
    digits INTEGER NOT NULL,
    suffix TEXT COLLATE "C" NOT NULL,
    reset TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_number_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_number_rule_tenant_id_company_id_series UNIQUE (tenant_id, company_id, series)
);
COMMENT ON TABLE number_rule IS 'tenant';
ALTER TABLE number_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON number_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON number_rule TO heyi_app;
GRANT SELECT ON number_rule TO heyi_read, heyi_backup;

CREATE TABLE opportunity_step (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    opportunity_id UUID NOT NULL,
    number INTEGER NOT NULL,
    verb TEXT COLLATE "C" NOT NULL,
    from_stage UUID,
    to_stage UUID NOT NULL,
    from_state TEXT COLLATE "C",
    to_state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    actor UUID,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_opportunity_step PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_opportunity_step_tenant_id_opportunity_id_number UNIQUE (tenant_id, opportunity_id, number)
);
CREATE INDEX ix_opportunity_step_to_stage_opportunity_id ON opportunity_step (tenant_id, to_stage, opportunity_id);
COMMENT ON TABLE opportunity_step IS 'tenant';
ALTER TABLE opportunity_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON opportunity_step USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON opportunity_step TO heyi_app;
GRANT SELECT ON opportunity_step TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON opportunity_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('opportunity_step');
ALTER TABLE opportunity_step ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE outbox_message (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    aggregate_id UUID NOT NULL,
    aggregate_seq INTEGER NOT NULL,
    payload JSONB NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_error TEXT COLLATE "C",
    CONSTRAINT pk_outbox_message PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_outbox_message_state_due_at ON outbox_message (tenant_id, state, due_at);
COMMENT ON TABLE outbox_message IS 'tenant';
ALTER TABLE outbox_message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON outbox_message USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_message TO heyi_app;
GRANT SELECT ON outbox_message TO heyi_read, heyi_backup;

CREATE TABLE phrase (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_phrase PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_phrase_tenant_id_words UNIQUE (tenant_id, words)
);
COMMENT ON TABLE phrase IS 'tenant';
ALTER TABLE phrase ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON phrase USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON phrase TO heyi_app;
GRANT SELECT ON phrase TO heyi_read, heyi_backup;

CREATE TABLE pool (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    holds TEXT COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    claim_limit BIGINT,
    view_limit BIGINT,
    cool_down_days BIGINT NOT NULL,
    protect_days BIGINT NOT NULL,
    warn_days BIGINT NOT NULL,
    members JSONB DEFAULT '{"users": [], "departments": []}' NOT NULL,
    administrators JSONB DEFAULT '{"users": [], "departments": []}' NOT NULL,
    hidden_fields JSONB DEFAULT '{"phone": "masked", "email": "masked"}' NOT NULL,
    rules JSONB DEFAULT '[]' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_pool PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_pool_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE pool IS 'tenant';
ALTER TABLE pool ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pool USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON pool TO heyi_app;
GRANT SELECT ON pool TO heyi_read, heyi_backup;

CREATE TABLE product_category (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    parent_id UUID,
    position BIGINT NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_product_category PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_product_category_parent CHECK (parent_id <> id),
    CONSTRAINT fk_product_category_tenant_id_parent_id FOREIGN KEY(tenant_id, parent_id) REFERENCES product_category (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_product_category_parent_id ON product_category (tenant_id, parent_id);
CREATE INDEX ix_product_category_position_id ON product_category (tenant_id, position, id);
COMMENT ON TABLE product_category IS 'tenant';
ALTER TABLE product_category ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product_category USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON product_category TO heyi_app;
GRANT SELECT ON product_category TO heyi_read, heyi_backup;

CREATE TABLE record_field (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    definition JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_record_field PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_record_field_tenant_id_record_name UNIQUE (tenant_id, record, name)
);
COMMENT ON TABLE record_field IS 'tenant';
ALTER TABLE record_field ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_field USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_field TO heyi_app;
GRANT SELECT ON record_field TO heyi_read, heyi_backup;

CREATE TABLE record_key (
    tenant_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    is_unique BOOLEAN NOT NULL,
    CONSTRAINT pk_record_key PRIMARY KEY (tenant_id, record, field, key, record_id)
);
CREATE INDEX ix_record_key_record_record_id ON record_key (tenant_id, record, record_id);
CREATE UNIQUE INDEX uq_record_key_unique ON record_key (tenant_id, record, field, key) WHERE is_unique;
COMMENT ON TABLE record_key IS 'tenant';
ALTER TABLE record_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_key USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_key TO heyi_app;
GRANT SELECT ON record_key TO heyi_read, heyi_backup;

CREATE TABLE record_layout (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    role_ids JSONB NOT NULL,
    groups JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_record_layout PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_record_layout_tenant_id_record_name UNIQUE (tenant_id, record, name)
);
COMMENT ON TABLE record_layout IS 'tenant';
ALTER TABLE record_layout ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_layout USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_layout TO heyi_app;
GRANT SELECT ON record_layout TO heyi_read, heyi_backup;

CREATE TABLE record_member (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    user_id UUID NOT NULL,
    may TEXT COLLATE "C" NOT NULL,
    ends_on DATE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_record_member PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_record_member_tenant_id_record_record_id_user_id UNIQUE (tenant_id, record, record_id, user_id),
    CONSTRAINT ck_record_member_may CHECK (may IN ('read', 'write'))
);
CREATE INDEX ix_record_member_user_id_record_record_id ON record_member (tenant_id, user_id, record, record_id);
COMMENT ON TABLE record_member IS 'tenant';
ALTER TABLE record_member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_member USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_member TO heyi_app;
GRANT SELECT ON record_member TO heyi_read, heyi_backup;

CREATE TABLE record_merge (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    winner_id UUID NOT NULL,
    loser_id UUID NOT NULL,
    loser_title TEXT COLLATE "C" NOT NULL,
    moved JSONB NOT NULL,
    taken JSONB NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_record_merge PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_record_merge_created_at_id ON record_merge (tenant_id, created_at, id);
CREATE INDEX ix_record_merge_record_winner_id ON record_merge (tenant_id, record, winner_id);
COMMENT ON TABLE record_merge IS 'tenant';
ALTER TABLE record_merge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_merge USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_merge TO heyi_app;
GRANT SELECT ON record_merge TO heyi_read, heyi_backup;

CREATE TABLE record_reading (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    day DATE NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    rows BIGINT NOT NULL,
    times INTEGER NOT NULL,
    CONSTRAINT pk_record_reading PRIMARY KEY (tenant_id, user_id, record, day, way),
    CONSTRAINT ck_record_reading_way CHECK (way IN ('pages', 'program', 'export'))
);
CREATE INDEX ix_record_reading_day ON record_reading (tenant_id, day);
COMMENT ON TABLE record_reading IS 'tenant';
ALTER TABLE record_reading ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_reading USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_reading TO heyi_app;
GRANT SELECT ON record_reading TO heyi_read, heyi_backup;

CREATE TABLE record_type (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    label_zh TEXT COLLATE "C" NOT NULL,
    label_en TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_record_type PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_record_type_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE record_type IS 'tenant';
ALTER TABLE record_type ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON record_type USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_type TO heyi_app;
GRANT SELECT ON record_type TO heyi_read, heyi_backup;

CREATE TABLE recycle_run (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    day DATE NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_recycle_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_recycle_run_tenant_id_day UNIQUE (tenant_id, day)
);
COMMENT ON TABLE recycle_run IS 'tenant';
ALTER TABLE recycle_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recycle_run USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON recycle_run TO heyi_app;
GRANT SELECT ON recycle_run TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON recycle_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('recycle_run');
ALTER TABLE recycle_run ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE recycled_record (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    row JSONB NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_by UUID,
    CONSTRAINT pk_recycled_record PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_recycled_record_record_deleted_at_id ON recycled_record (tenant_id, record, deleted_at, id);
COMMENT ON TABLE recycled_record IS 'tenant';
ALTER TABLE recycled_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recycled_record USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON recycled_record TO heyi_app;
GRANT SELECT ON recycled_record TO heyi_read, heyi_backup;

CREATE TABLE role (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    builtin TEXT COLLATE "C",
    permissions JSONB NOT NULL,
    scopes JSONB DEFAULT '{}' NOT NULL,
    fields JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_role PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_role_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE role IS 'tenant';
ALTER TABLE role ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON role USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO heyi_app;
GRANT SELECT ON role TO heyi_read, heyi_backup;

CREATE TABLE search_text (
    tenant_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (tenant_id, record, record_id, field)
);
COMMENT ON TABLE search_text IS 'tenant';
ALTER TABLE search_text ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON search_text USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON search_text TO heyi_app;
GRANT SELECT ON search_text TO heyi_read, heyi_backup;

CREATE TABLE search_word (
    tenant_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_search_word PRIMARY KEY (tenant_id, record, word, record_id, field)
);
COMMENT ON TABLE search_word IS 'tenant';
ALTER TABLE search_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON search_word USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON search_word TO heyi_app;
GRANT SELECT ON search_word TO heyi_read, heyi_backup;

CREATE TABLE stage_group (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    departments JSONB DEFAULT '[]' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stage_group PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_stage_group_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE stage_group IS 'tenant';
ALTER TABLE stage_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stage_group USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stage_group TO heyi_app;
GRANT SELECT ON stage_group TO heyi_read, heyi_backup;

CREATE TABLE tax_rate (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    rate NUMERIC(9, 6) NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_tax_rate PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_tax_rate_tenant_id_code UNIQUE (tenant_id, code)
);
COMMENT ON TABLE tax_rate IS 'tenant';
ALTER TABLE tax_rate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tax_rate USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON tax_rate TO heyi_app;
GRANT SELECT ON tax_rate TO heyi_read, heyi_backup;

CREATE TABLE tenant_setting (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_tenant_setting PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_tenant_setting_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE tenant_setting IS 'tenant';
ALTER TABLE tenant_setting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenant_setting USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_setting TO heyi_app;
GRANT SELECT ON tenant_setting TO heyi_read, heyi_backup;

CREATE TABLE unit (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    decimals BIGINT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_unit PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_unit_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE unit IS 'tenant';
ALTER TABLE unit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON unit USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON unit TO heyi_app;
GRANT SELECT ON unit TO heyi_read, heyi_backup;

CREATE TABLE web_form (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    intro TEXT COLLATE "C" NOT NULL,
    consent TEXT COLLATE "C" NOT NULL,
    thanks TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    fields JSONB NOT NULL,
    received INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_web_form PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_web_form_tenant_id_name UNIQUE (tenant_id, name)
);
COMMENT ON TABLE web_form IS 'tenant';
ALTER TABLE web_form ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON web_form USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON web_form TO heyi_app;
GRANT SELECT ON web_form TO heyi_read, heyi_backup;

CREATE TABLE webhook_endpoint (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    events JSONB NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    off_reason TEXT COLLATE "C",
    secret BYTEA NOT NULL,
    secret_before BYTEA,
    secret_before_until TIMESTAMP WITH TIME ZONE,
    failing_since TIMESTAMP WITH TIME ZONE,
    resting_until TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_webhook_endpoint PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_webhook_endpoint_off_reason CHECK (off_reason IN ('gone', 'failing'))
);
COMMENT ON TABLE webhook_endpoint IS 'tenant';
ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON webhook_endpoint USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoint TO heyi_app;
GRANT SELECT ON webhook_endpoint TO heyi_read, heyi_backup;

CREATE TABLE account (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C",
    class TEXT COLLATE "C" NOT NULL,
    normal_balance TEXT COLLATE "C" NOT NULL,
    parent_id UUID,
    level BIGINT NOT NULL,
    is_detail BOOLEAN NOT NULL,
    dimensions TEXT COLLATE "C",
    active BOOLEAN NOT NULL,
    currency TEXT COLLATE "C",
    revalued BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_account PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_account_tenant_id_parent_id FOREIGN KEY(tenant_id, parent_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_account_tenant_id_company_id_code UNIQUE (tenant_id, company_id, code)
);
COMMENT ON TABLE account IS 'tenant';
ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON account USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO heyi_app;
GRANT SELECT ON account TO heyi_read, heyi_backup;

CREATE TABLE achievement_target (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    month DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_achievement_target PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_achievement_target_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_achievement_target_tenant_id_company_id_kind_level_s_16da UNIQUE (tenant_id, company_id, kind, level, subject_id, month),
    CONSTRAINT ck_achievement_target_kind CHECK (kind IN ('contract', 'receipt')),
    CONSTRAINT ck_achievement_target_level CHECK (level IN ('company', 'department', 'person')),
    CONSTRAINT ck_achievement_target_month CHECK (extract(day FROM month) = 1),
    CONSTRAINT ck_achievement_target_amount CHECK (amount >= 0)
);
COMMENT ON TABLE achievement_target IS 'tenant';
ALTER TABLE achievement_target ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON achievement_target USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON achievement_target TO heyi_app;
GRANT SELECT ON achievement_target TO heyi_read, heyi_backup;

CREATE TABLE allowance_rate (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    years INTEGER NOT NULL,
    rate NUMERIC(9, 6) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_allowance_rate PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_allowance_rate_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_allowance_rate_tenant_id_company_id_years UNIQUE (tenant_id, company_id, years),
    CONSTRAINT ck_allowance_rate_rate CHECK (rate BETWEEN 0 AND 1 AND years BETWEEN 0 AND 5)
);
COMMENT ON TABLE allowance_rate IS 'tenant';
ALTER TABLE allowance_rate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON allowance_rate USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON allowance_rate TO heyi_app;
GRANT SELECT ON allowance_rate TO heyi_read, heyi_backup;

CREATE TABLE app_user (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    position TEXT COLLATE "C",
    department_id UUID,
    manager_id UUID,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    away_until DATE,
    custom JSONB DEFAULT '{}' NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_app_user PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_app_user_not_ones_own_manager CHECK (manager_id <> id),
    CONSTRAINT fk_app_user_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_app_user_tenant_id_manager_id FOREIGN KEY(tenant_id, manager_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_app_user_tenant_id_login UNIQUE (tenant_id, login)
);
CREATE INDEX ix_app_user_department_id ON app_user (tenant_id, department_id);
CREATE INDEX ix_app_user_manager_id ON app_user (tenant_id, manager_id);
COMMENT ON TABLE app_user IS 'tenant';
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON app_user USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON app_user TO heyi_app;
GRANT SELECT ON app_user TO heyi_read, heyi_backup;

CREATE TABLE approval_flow (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    verb TEXT COLLATE "C" NOT NULL,
    company_id UUID,
    position INTEGER NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_approval_flow PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_flow_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_flow_record_verb ON approval_flow (tenant_id, record, verb);
COMMENT ON TABLE approval_flow IS 'tenant';
ALTER TABLE approval_flow ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_flow USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_flow TO heyi_app;
GRANT SELECT ON approval_flow TO heyi_read, heyi_backup;

CREATE TABLE attribute_value (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    attribute_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C",
    position BIGINT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_attribute_value PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_attribute_value_tenant_id_attribute_id_name UNIQUE (tenant_id, attribute_id, name),
    CONSTRAINT fk_attribute_value_tenant_id_attribute_id FOREIGN KEY(tenant_id, attribute_id) REFERENCES attribute (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_attribute_value_position_id ON attribute_value (tenant_id, position, id);
COMMENT ON TABLE attribute_value IS 'tenant';
ALTER TABLE attribute_value ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON attribute_value USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON attribute_value TO heyi_app;
GRANT SELECT ON attribute_value TO heyi_read, heyi_backup;

CREATE TABLE billing_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    estimates TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_billing_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_billing_rules_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_billing_rules_tenant_id_company_id UNIQUE (tenant_id, company_id),
    CONSTRAINT ck_billing_rules_estimates CHECK (estimates IN ('adjust', 'reverse'))
);
COMMENT ON TABLE billing_rules IS 'tenant';
ALTER TABLE billing_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON billing_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON billing_rules TO heyi_app;
GRANT SELECT ON billing_rules TO heyi_read, heyi_backup;

CREATE TABLE book_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    review_required BOOLEAN NOT NULL,
    by_money BOOLEAN NOT NULL,
    started_on DATE,
    daily_rates BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_book_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_book_rules_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_book_rules_tenant_id_company_id UNIQUE (tenant_id, company_id)
);
COMMENT ON TABLE book_rules IS 'tenant';
ALTER TABLE book_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON book_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON book_rules TO heyi_app;
GRANT SELECT ON book_rules TO heyi_read, heyi_backup;

CREATE TABLE claim_count (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    pool_id UUID NOT NULL,
    day DATE NOT NULL,
    used INTEGER NOT NULL,
    CONSTRAINT pk_claim_count PRIMARY KEY (tenant_id, user_id, pool_id, day),
    CONSTRAINT fk_claim_count_tenant_id_pool_id FOREIGN KEY(tenant_id, pool_id) REFERENCES pool (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_claim_count_not_negative CHECK (used >= 0)
);
CREATE INDEX ix_claim_count_pool_id ON claim_count (tenant_id, pool_id);
COMMENT ON TABLE claim_count IS 'tenant';
ALTER TABLE claim_count ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON claim_count USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON claim_count TO heyi_app;
GRANT SELECT ON claim_count TO heyi_read, heyi_backup;

CREATE TABLE control.membership (
    tenant_id UUID NOT NULL,
    login_id UUID NOT NULL,
    user_id UUID NOT NULL,
    active BOOLEAN DEFAULT 'true' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_membership PRIMARY KEY (tenant_id, login_id),
    CONSTRAINT uq_membership_tenant_id_user_id UNIQUE (tenant_id, user_id),
    CONSTRAINT fk_membership_tenant_id FOREIGN KEY(tenant_id) REFERENCES control.tenant (id) ON DELETE RESTRICT,
    CONSTRAINT fk_membership_login_id FOREIGN KEY(login_id) REFERENCES control.login (id) ON DELETE RESTRICT
);
CREATE INDEX ix_membership_login_id ON control.membership (login_id);
COMMENT ON TABLE control.membership IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.membership TO heyi_app;
GRANT SELECT ON control.membership TO heyi_backup;

CREATE TABLE control.public_form (
    token TEXT COLLATE "C" NOT NULL,
    tenant_id UUID NOT NULL,
    form_id UUID NOT NULL,
    CONSTRAINT pk_public_form PRIMARY KEY (token),
    CONSTRAINT fk_public_form_tenant_id FOREIGN KEY(tenant_id) REFERENCES control.tenant (id) ON DELETE RESTRICT
);
CREATE INDEX ix_public_form_tenant_id ON control.public_form (tenant_id);
COMMENT ON TABLE control.public_form IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.public_form TO heyi_app;
GRANT SELECT ON control.public_form TO heyi_backup;

CREATE TABLE control.public_quotation (
    token_hash BYTEA NOT NULL,
    tenant_id UUID NOT NULL,
    company_id UUID NOT NULL,
    link_id UUID NOT NULL,
    CONSTRAINT pk_public_quotation PRIMARY KEY (token_hash),
    CONSTRAINT fk_public_quotation_tenant_id FOREIGN KEY(tenant_id) REFERENCES control.tenant (id) ON DELETE RESTRICT
);
CREATE INDEX ix_public_quotation_tenant_id ON control.public_quotation (tenant_id);
COMMENT ON TABLE control.public_quotation IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.public_quotation TO heyi_app;
GRANT SELECT ON control.public_quotation TO heyi_backup;

CREATE TABLE control.recovery_code (
    login_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_recovery_code PRIMARY KEY (login_id, code_hash),
    CONSTRAINT fk_recovery_code_login_id FOREIGN KEY(login_id) REFERENCES control.login (id) ON DELETE CASCADE
);
COMMENT ON TABLE control.recovery_code IS 'control';
GRANT SELECT, INSERT, UPDATE, DELETE ON control.recovery_code TO heyi_app;
GRANT SELECT ON control.recovery_code TO heyi_backup;

CREATE TABLE cost_run (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    products BIGINT NOT NULL,
    corrected BIGINT NOT NULL,
    difference NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_cost_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_cost_run_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_cost_run_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_cost_run_posted_at_id ON cost_run (tenant_id, posted_at, id);
COMMENT ON TABLE cost_run IS 'tenant';
ALTER TABLE cost_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON cost_run USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON cost_run TO heyi_app;
GRANT SELECT ON cost_run TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON cost_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('cost_run');
ALTER TABLE cost_run ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE costing_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    category_id UUID,
    method TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_costing_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_costing_rule_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_costing_rule_tenant_id_category_id FOREIGN KEY(tenant_id, category_id) REFERENCES product_category (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_costing_rule_method CHECK (method IN ('moving_average', 'fifo', 'month_average', 'standard'))
);
CREATE INDEX ix_costing_rule_category_id ON costing_rule (tenant_id, category_id);
CREATE UNIQUE INDEX uq_costing_rule_category ON costing_rule (tenant_id, company_id, category_id) NULLS NOT DISTINCT;
COMMENT ON TABLE costing_rule IS 'tenant';
ALTER TABLE costing_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON costing_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON costing_rule TO heyi_app;
GRANT SELECT ON costing_rule TO heyi_read, heyi_backup;

CREATE TABLE currency (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_currency PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_currency_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_currency_tenant_id_company_id_code UNIQUE (tenant_id, company_id, code)
);
COMMENT ON TABLE currency IS 'tenant';
ALTER TABLE currency ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON currency USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON currency TO heyi_app;
GRANT SELECT ON currency TO heyi_read, heyi_backup;

CREATE TABLE discount_limit (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    role_id UUID NOT NULL,
    most NUMERIC(9, 6) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_discount_limit PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_discount_limit_tenant_id_role_id FOREIGN KEY(tenant_id, role_id) REFERENCES role (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT uq_discount_limit_tenant_id_role_id UNIQUE (tenant_id, role_id),
    CONSTRAINT ck_discount_limit_most CHECK (most BETWEEN 0 AND 1)
);
COMMENT ON TABLE discount_limit IS 'tenant';
ALTER TABLE discount_limit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON discount_limit USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON discount_limit TO heyi_app;
GRANT SELECT ON discount_limit TO heyi_read, heyi_backup;

CREATE TABLE exchange_rate (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    day DATE NOT NULL,
    rate NUMERIC(20, 8) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_exchange_rate PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_exchange_rate_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_exchange_rate_tenant_id_company_id_code_day UNIQUE (tenant_id, company_id, code, day),
    CONSTRAINT ck_exchange_rate_rate CHECK (rate > 0)
);
COMMENT ON TABLE exchange_rate IS 'tenant';
ALTER TABLE exchange_rate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON exchange_rate USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON exchange_rate TO heyi_app;
GRANT SELECT ON exchange_rate TO heyi_read, heyi_backup;

CREATE TABLE hold_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    usual_days INTEGER DEFAULT '7' NOT NULL,
    most_days INTEGER DEFAULT '30' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_hold_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_hold_rules_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_hold_rules_tenant_id_company_id UNIQUE (tenant_id, company_id),
    CONSTRAINT ck_hold_rules_days CHECK (usual_days BETWEEN 1 AND most_days AND most_days <= 365)
);
COMMENT ON TABLE hold_rules IS 'tenant';
ALTER TABLE hold_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON hold_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON hold_rules TO heyi_app;
GRANT SELECT ON hold_rules TO heyi_read, heyi_backup;

CREATE TABLE invitation (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    role_id UUID NOT NULL,
    department_id UUID,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_invitation PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_invitation_tenant_id_role_id FOREIGN KEY(tenant_id, role_id) REFERENCES role (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_invitation_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_invitation_tenant_id_login UNIQUE (tenant_id, login)
);
CREATE INDEX ix_invitation_role_id ON invitation (tenant_id, role_id);
COMMENT ON TABLE invitation IS 'tenant';
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON invitation USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO heyi_app;
GRANT SELECT ON invitation TO heyi_read, heyi_backup;

CREATE TABLE journal_entry (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    period TEXT COLLATE "C",
    number TEXT COLLATE "C",
    number_key TEXT COLLATE "C",
    occurred_on DATE NOT NULL,
    summary TEXT COLLATE "C",
    total NUMERIC(20, 4) NOT NULL,
    source_type TEXT COLLATE "C",
    source_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    posted_by UUID,
    reverses_id UUID,
    CONSTRAINT pk_journal_entry PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_journal_entry_tenant_id_source_type_source_id_kind UNIQUE (tenant_id, source_type, source_id, kind),
    CONSTRAINT uq_journal_entry_tenant_id_company_id_number_key UNIQUE (tenant_id, company_id, number_key),
    CONSTRAINT uq_journal_entry_tenant_id_reverses_id UNIQUE (tenant_id, reverses_id),
    CONSTRAINT fk_journal_entry_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
COMMENT ON TABLE journal_entry IS 'tenant';
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON journal_entry USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON journal_entry TO heyi_app;
GRANT SELECT ON journal_entry TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('journal_entry');
ALTER TABLE journal_entry ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE law_mark (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    law TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    record_id UUID,
    quantity NUMERIC(20, 6) NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_law_mark PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_law_mark_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_law_mark_tenant_id_company_id_law_key UNIQUE (tenant_id, company_id, law, key)
);
COMMENT ON TABLE law_mark IS 'tenant';
ALTER TABLE law_mark ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON law_mark USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON law_mark TO heyi_app;
GRANT SELECT ON law_mark TO heyi_read, heyi_backup;

CREATE TABLE law_proof (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    horizon TIMESTAMP WITH TIME ZONE,
    checked_at TIMESTAMP WITH TIME ZONE,
    whole_at TIMESTAMP WITH TIME ZONE,
    green BOOLEAN DEFAULT 'true' NOT NULL,
    findings JSONB DEFAULT '[]' NOT NULL,
    looked JSONB DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_law_proof PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_law_proof_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_law_proof_tenant_id_company_id UNIQUE (tenant_id, company_id)
);
COMMENT ON TABLE law_proof IS 'tenant';
ALTER TABLE law_proof ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON law_proof USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON law_proof TO heyi_app;
GRANT SELECT ON law_proof TO heyi_read, heyi_backup;

CREATE TABLE ledger_period (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    last_number INTEGER NOT NULL,
    last_general INTEGER NOT NULL,
    last_receipt INTEGER NOT NULL,
    last_payment INTEGER NOT NULL,
    last_transfer INTEGER NOT NULL,
    total NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_ledger_period PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_ledger_period_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_ledger_period_tenant_id_company_id_code UNIQUE (tenant_id, company_id, code),
    CONSTRAINT ck_ledger_period_state CHECK (state IN ('open', 'closed', 'locked'))
);
COMMENT ON TABLE ledger_period IS 'tenant';
ALTER TABLE ledger_period ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON ledger_period USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_period TO heyi_app;
GRANT SELECT ON ledger_period TO heyi_read, heyi_backup;

CREATE TABLE ledger_seal (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number INTEGER NOT NULL,
    sealed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    entries INTEGER NOT NULL,
    previous TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_ledger_seal PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_ledger_seal_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_ledger_seal_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
COMMENT ON TABLE ledger_seal IS 'tenant';
ALTER TABLE ledger_seal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON ledger_seal USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON ledger_seal TO heyi_app;
GRANT SELECT ON ledger_seal TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('ledger_seal');
ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE payment_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    rounding_limit NUMERIC(20, 4) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_payment_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_payment_rules_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_payment_rules_tenant_id_company_id UNIQUE (tenant_id, company_id),
    CONSTRAINT ck_payment_rules_rounding_limit CHECK (rounding_limit BETWEEN 0 AND 1000)
);
COMMENT ON TABLE payment_rules IS 'tenant';
ALTER TABLE payment_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON payment_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_rules TO heyi_app;
GRANT SELECT ON payment_rules TO heyi_read, heyi_backup;

CREATE TABLE pick_list (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    made_on DATE NOT NULL,
    order_count BIGINT NOT NULL,
    line_count BIGINT NOT NULL,
    short_count BIGINT DEFAULT '0' NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_pick_list PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_pick_list_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_pick_list_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_pick_list_created_at_id ON pick_list (tenant_id, created_at, id);
COMMENT ON TABLE pick_list IS 'tenant';
ALTER TABLE pick_list ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pick_list USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON pick_list TO heyi_app;
GRANT SELECT ON pick_list TO heyi_read, heyi_backup;

CREATE TABLE pool_viewing (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    pool_id UUID NOT NULL,
    day DATE NOT NULL,
    record_id UUID NOT NULL,
    CONSTRAINT pk_pool_viewing PRIMARY KEY (tenant_id, user_id, pool_id, day, record_id),
    CONSTRAINT fk_pool_viewing_tenant_id_pool_id FOREIGN KEY(tenant_id, pool_id) REFERENCES pool (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_pool_viewing_pool_id ON pool_viewing (tenant_id, pool_id);
COMMENT ON TABLE pool_viewing IS 'tenant';
ALTER TABLE pool_viewing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pool_viewing USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON pool_viewing TO heyi_app;
GRANT SELECT ON pool_viewing TO heyi_read, heyi_backup;

CREATE TABLE product (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    specification TEXT COLLATE "C",
    category_id UUID,
    unit_id UUID NOT NULL,
    barcode TEXT COLLATE "C",
    sale_price NUMERIC(20, 4),
    floor_price NUMERIC(20, 4),
    tax_rate_id UUID,
    tracking TEXT COLLATE "C" NOT NULL,
    weight NUMERIC(20, 6),
    shelf_life_days BIGINT,
    inspected BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    is_template BOOLEAN DEFAULT 'false' NOT NULL,
    is_kit BOOLEAN DEFAULT 'false' NOT NULL,
    template_id UUID,
    active BOOLEAN NOT NULL,
    custom JSONB DEFAULT '{}' NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_product PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_product_template CHECK (template_id IS NULL OR NOT is_template),
    CONSTRAINT ck_product_kit CHECK (NOT (is_kit AND is_template)),
    CONSTRAINT fk_product_tenant_id_category_id FOREIGN KEY(tenant_id, category_id) REFERENCES product_category (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_tenant_id_tax_rate_id FOREIGN KEY(tenant_id, tax_rate_id) REFERENCES tax_rate (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_tenant_id_template_id FOREIGN KEY(tenant_id, template_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_product_tenant_id_code UNIQUE (tenant_id, code)
);
CREATE INDEX ix_product_barcode ON product (tenant_id, barcode);
CREATE INDEX ix_product_category_id_id ON product (tenant_id, category_id, id);
CREATE INDEX ix_product_created_at_id ON product (tenant_id, created_at, id);
CREATE INDEX ix_product_name_key_id ON product (tenant_id, name_key, id);
CREATE INDEX ix_product_template_id_id ON product (tenant_id, template_id, id);
COMMENT ON TABLE product IS 'tenant';
ALTER TABLE product ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON product TO heyi_app;
GRANT SELECT ON product TO heyi_read, heyi_backup;

CREATE TABLE recycle_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    run_id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    owner_id UUID NOT NULL,
    pool_id UUID NOT NULL,
    rule JSONB NOT NULL,
    due_on DATE NOT NULL,
    before JSONB NOT NULL,
    CONSTRAINT pk_recycle_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_recycle_line_tenant_id_run_id FOREIGN KEY(tenant_id, run_id) REFERENCES recycle_run (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_recycle_line_record_record_id ON recycle_line (tenant_id, record, record_id);
CREATE INDEX ix_recycle_line_run_id_id ON recycle_line (tenant_id, run_id, id);
COMMENT ON TABLE recycle_line IS 'tenant';
ALTER TABLE recycle_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recycle_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON recycle_line TO heyi_app;
GRANT SELECT ON recycle_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON recycle_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('recycle_line');
ALTER TABLE recycle_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE recycle_undo (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    run_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    user_id UUID,
    returned INTEGER NOT NULL,
    refused JSONB NOT NULL,
    CONSTRAINT pk_recycle_undo PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_recycle_undo_tenant_id_run_id FOREIGN KEY(tenant_id, run_id) REFERENCES recycle_run (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_recycle_undo_tenant_id_run_id UNIQUE (tenant_id, run_id)
);
COMMENT ON TABLE recycle_undo IS 'tenant';
ALTER TABLE recycle_undo ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON recycle_undo USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON recycle_undo TO heyi_app;
GRANT SELECT ON recycle_undo TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON recycle_undo FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('recycle_undo');
ALTER TABLE recycle_undo ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE sales_rules (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    revenue_point TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_sales_rules PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_rules_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sales_rules_tenant_id_company_id UNIQUE (tenant_id, company_id),
    CONSTRAINT ck_sales_rules_revenue_point CHECK (revenue_point IN ('invoice', 'delivery'))
);
COMMENT ON TABLE sales_rules IS 'tenant';
ALTER TABLE sales_rules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_rules USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_rules TO heyi_app;
GRANT SELECT ON sales_rules TO heyi_read, heyi_backup;

CREATE TABLE stage (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    group_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    win_rate NUMERIC(9, 6) NOT NULL,
    most_days BIGINT,
    done_when TEXT COLLATE "C",
    active BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stage PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_stage_rate CHECK (win_rate >= 0 AND win_rate <= 1),
    CONSTRAINT ck_stage_days CHECK (most_days > 0),
    CONSTRAINT fk_stage_tenant_id_group_id FOREIGN KEY(tenant_id, group_id) REFERENCES stage_group (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_stage_group_id_position ON stage (tenant_id, group_id, position);
COMMENT ON TABLE stage IS 'tenant';
ALTER TABLE stage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stage USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stage TO heyi_app;
GRANT SELECT ON stage TO heyi_read, heyi_backup;

CREATE TABLE standard_change (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    holds_from DATE NOT NULL,
    products BIGINT NOT NULL,
    difference NUMERIC(20, 4) NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_standard_change PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_standard_change_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_standard_change_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_standard_change_created_at_id ON standard_change (tenant_id, created_at, id);
COMMENT ON TABLE standard_change IS 'tenant';
ALTER TABLE standard_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON standard_change USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON standard_change TO heyi_app;
GRANT SELECT ON standard_change TO heyi_read, heyi_backup;

CREATE TABLE voucher_template (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    monthly_on BIGINT,
    until DATE,
    reverses BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    refused TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_voucher_template PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_voucher_template_tenant_id_company_id_name UNIQUE (tenant_id, company_id, name),
    CONSTRAINT ck_voucher_template_monthly_on CHECK (monthly_on BETWEEN 1 AND 31),
    CONSTRAINT fk_voucher_template_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
COMMENT ON TABLE voucher_template IS 'tenant';
ALTER TABLE voucher_template ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voucher_template USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher_template TO heyi_app;
GRANT SELECT ON voucher_template TO heyi_read, heyi_backup;

CREATE TABLE webhook_delivery (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    endpoint_id UUID NOT NULL,
    message_id TEXT COLLATE "C" NOT NULL,
    event TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID,
    payload TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" DEFAULT 'waiting' NOT NULL,
    turn INTEGER DEFAULT '1' NOT NULL,
    tries INTEGER DEFAULT '0' NOT NULL,
    attempts JSONB DEFAULT '[]' NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_webhook_delivery_tenant_id_endpoint_id FOREIGN KEY(tenant_id, endpoint_id) REFERENCES webhook_endpoint (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_webhook_delivery_state CHECK (state IN ('waiting', 'delivered', 'failed')),
    CONSTRAINT uq_webhook_delivery_tenant_id_endpoint_id_message_id UNIQUE (tenant_id, endpoint_id, message_id)
);
CREATE INDEX ix_webhook_delivery_endpoint_id_state_id ON webhook_delivery (tenant_id, endpoint_id, state, id);
CREATE INDEX ix_webhook_delivery_made_at ON webhook_delivery (tenant_id, made_at);
COMMENT ON TABLE webhook_delivery IS 'tenant';
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON webhook_delivery USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO heyi_app;
GRANT SELECT ON webhook_delivery TO heyi_read, heyi_backup;

CREATE TABLE account_total (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    grain TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    account_id UUID NOT NULL,
    is_closing BOOLEAN NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_account_total PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_account_total_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_total_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_account_total_tenant_id_company_id_grain_first_day_a_c9b8 UNIQUE (tenant_id, company_id, grain, first_day, account_id, is_closing),
    CONSTRAINT ck_account_total_grain CHECK (grain IN ('day', 'month', 'year'))
);
COMMENT ON TABLE account_total IS 'tenant';
ALTER TABLE account_total ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON account_total USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_total TO heyi_app;
GRANT SELECT ON account_total TO heyi_read, heyi_backup;

CREATE TABLE achievement (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    occurred_on DATE NOT NULL,
    person_id UUID,
    department_id UUID,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    booked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_achievement PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_achievement_amount CHECK (amount <> 0),
    CONSTRAINT fk_achievement_tenant_id_person_id FOREIGN KEY(tenant_id, person_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_achievement_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_achievement_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_achievement_kind_occurred_on_id ON achievement (tenant_id, kind, occurred_on, id);
CREATE INDEX ix_achievement_person_id_kind_occurred_on ON achievement (tenant_id, person_id, kind, occurred_on);
CREATE INDEX ix_achievement_source_type_source_id ON achievement (tenant_id, source_type, source_id);
COMMENT ON TABLE achievement IS 'tenant';
ALTER TABLE achievement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON achievement USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON achievement TO heyi_app;
GRANT SELECT ON achievement TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON achievement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('achievement');
ALTER TABLE achievement ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE approval_flow_version (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    flow_id UUID NOT NULL,
    number INTEGER NOT NULL,
    definition JSONB NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    made_by UUID,
    CONSTRAINT pk_approval_flow_version PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_flow_version_tenant_id_flow_id FOREIGN KEY(tenant_id, flow_id) REFERENCES approval_flow (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_flow_version_tenant_id_made_by FOREIGN KEY(tenant_id, made_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_approval_flow_version_tenant_id_flow_id_number UNIQUE (tenant_id, flow_id, number)
);
COMMENT ON TABLE approval_flow_version IS 'tenant';
ALTER TABLE approval_flow_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_flow_version USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON approval_flow_version TO heyi_app;
GRANT SELECT ON approval_flow_version TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_flow_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('approval_flow_version');
ALTER TABLE approval_flow_version ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE approval_stand_in (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    stand_in_id UUID NOT NULL,
    flow_id UUID,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_approval_stand_in PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_stand_in_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_stand_in_tenant_id_stand_in_id FOREIGN KEY(tenant_id, stand_in_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_stand_in_tenant_id_flow_id FOREIGN KEY(tenant_id, flow_id) REFERENCES approval_flow (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_approval_stand_in_days CHECK (from_on <= to_on),
    CONSTRAINT ck_approval_stand_in_somebody_else CHECK (user_id <> stand_in_id)
);
CREATE INDEX ix_approval_stand_in_stand_in_id_to_on ON approval_stand_in (tenant_id, stand_in_id, to_on);
CREATE INDEX ix_approval_stand_in_user_id_to_on ON approval_stand_in (tenant_id, user_id, to_on);
COMMENT ON TABLE approval_stand_in IS 'tenant';
ALTER TABLE approval_stand_in ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_stand_in USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_stand_in TO heyi_app;
GRANT SELECT ON approval_stand_in TO heyi_read, heyi_backup;

CREATE TABLE calendar_feed (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_calendar_feed PRIMARY KEY (tenant_id, user_id),
    CONSTRAINT fk_calendar_feed_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE calendar_feed IS 'tenant';
ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON calendar_feed USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feed TO heyi_app;
GRANT SELECT ON calendar_feed TO heyi_read, heyi_backup;

CREATE TABLE cash_flow (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    row SMALLINT NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_cash_flow PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_cash_flow_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_cash_flow_tenant_id_entry_id FOREIGN KEY(tenant_id, entry_id) REFERENCES journal_entry (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_cash_flow_entry_id ON cash_flow (tenant_id, entry_id);
CREATE INDEX ix_cash_flow_occurred_on ON cash_flow (tenant_id, company_id, occurred_on, row) INCLUDE (amount);
COMMENT ON TABLE cash_flow IS 'tenant';
ALTER TABLE cash_flow ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON cash_flow USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON cash_flow TO heyi_app;
GRANT SELECT ON cash_flow TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON cash_flow FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('cash_flow');
ALTER TABLE cash_flow ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE cost_variance (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    product_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    source_number TEXT COLLATE "C" NOT NULL,
    line_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_cost_variance PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_cost_variance_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_cost_variance_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_cost_variance_tenant_id_source_type_line_id UNIQUE (tenant_id, source_type, line_id),
    CONSTRAINT ck_cost_variance_amount CHECK (amount <> 0)
);
CREATE INDEX ix_cost_variance_company_id_product_id_occurred_on ON cost_variance (tenant_id, company_id, product_id, occurred_on);
CREATE INDEX ix_cost_variance_product_id ON cost_variance (tenant_id, product_id);
COMMENT ON TABLE cost_variance IS 'tenant';
ALTER TABLE cost_variance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON cost_variance USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON cost_variance TO heyi_app;
GRANT SELECT ON cost_variance TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON cost_variance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('cost_variance');
ALTER TABLE cost_variance ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE digest_choice (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    every TEXT COLLATE "C" NOT NULL,
    hour INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    CONSTRAINT pk_digest_choice PRIMARY KEY (tenant_id, user_id),
    CONSTRAINT fk_digest_choice_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_digest_choice_every CHECK (every IN ('day', 'week')),
    CONSTRAINT ck_digest_choice_hour CHECK (hour BETWEEN 0 AND 23),
    CONSTRAINT ck_digest_choice_weekday CHECK (weekday BETWEEN 1 AND 7)
);
COMMENT ON TABLE digest_choice IS 'tenant';
ALTER TABLE digest_choice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON digest_choice USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON digest_choice TO heyi_app;
GRANT SELECT ON digest_choice TO heyi_read, heyi_backup;

CREATE TABLE digest_sent (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    day DATE NOT NULL,
    count INTEGER NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_digest_sent PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_digest_sent_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT uq_digest_sent_tenant_id_user_id_day UNIQUE (tenant_id, user_id, day)
);
COMMENT ON TABLE digest_sent IS 'tenant';
ALTER TABLE digest_sent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON digest_sent USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON digest_sent TO heyi_app;
GRANT SELECT ON digest_sent TO heyi_read, heyi_backup;

CREATE TABLE foreign_total (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    grain TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    account_id UUID NOT NULL,
    party_id UUID NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    foreign_debit NUMERIC(20, 4) NOT NULL,
    foreign_credit NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_foreign_total PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_foreign_total_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_foreign_total_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_foreign_total_tenant_id_company_id_account_id_grain__ddd6 UNIQUE (tenant_id, company_id, account_id, grain, first_day, party_id),
    CONSTRAINT ck_foreign_total_grain CHECK (grain IN ('day', 'month', 'year'))
);
COMMENT ON TABLE foreign_total IS 'tenant';
ALTER TABLE foreign_total ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON foreign_total USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON foreign_total TO heyi_app;
GRANT SELECT ON foreign_total TO heyi_read, heyi_backup;

CREATE TABLE hand_over (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    job_id UUID,
    plan JSONB NOT NULL,
    counts JSONB DEFAULT '{}' NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    undone_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_hand_over PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_hand_over_tenant_id_person_id FOREIGN KEY(tenant_id, person_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_hand_over_state CHECK (state IN ('running', 'done', 'undoing', 'undone'))
);
CREATE INDEX ix_hand_over_created_at_id ON hand_over (tenant_id, created_at, id);
CREATE INDEX ix_hand_over_person_id_created_at ON hand_over (tenant_id, person_id, created_at);
COMMENT ON TABLE hand_over IS 'tenant';
ALTER TABLE hand_over ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON hand_over USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON hand_over TO heyi_app;
GRANT SELECT ON hand_over TO heyi_read, heyi_backup;

CREATE TABLE kit_component (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    kit_id UUID NOT NULL,
    product_id UUID NOT NULL,
    position INTEGER NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_kit_component PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_kit_component_tenant_id_kit_id FOREIGN KEY(tenant_id, kit_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_kit_component_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_kit_component_tenant_id_kit_id_product_id UNIQUE (tenant_id, kit_id, product_id),
    CONSTRAINT ck_kit_component_quantity CHECK (quantity > 0),
    CONSTRAINT ck_kit_component_other CHECK (kit_id <> product_id)
);
CREATE INDEX ix_kit_component_product_id ON kit_component (tenant_id, product_id);
COMMENT ON TABLE kit_component IS 'tenant';
ALTER TABLE kit_component ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON kit_component USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON kit_component TO heyi_app;
GRANT SELECT ON kit_component TO heyi_read, heyi_backup;

CREATE TABLE ledger_unfolded (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    CONSTRAINT pk_ledger_unfolded PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_ledger_unfolded_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_ledger_unfolded_tenant_id_entry_id FOREIGN KEY(tenant_id, entry_id) REFERENCES journal_entry (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_ledger_unfolded_tenant_id_entry_id UNIQUE (tenant_id, entry_id)
);
CREATE INDEX ix_ledger_unfolded_company_id ON ledger_unfolded (tenant_id, company_id, id);
COMMENT ON TABLE ledger_unfolded IS 'tenant';
ALTER TABLE ledger_unfolded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON ledger_unfolded USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_unfolded TO heyi_app;
GRANT SELECT ON ledger_unfolded TO heyi_read, heyi_backup;

CREATE TABLE money_account (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    account_id UUID NOT NULL,
    number TEXT COLLATE "C",
    bank_name TEXT COLLATE "C",
    currency TEXT COLLATE "C" NOT NULL,
    is_default BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_money_account PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_money_account_default_is_active CHECK (active OR NOT is_default),
    CONSTRAINT fk_money_account_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_money_account_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_money_account_tenant_id_company_id_name UNIQUE (tenant_id, company_id, name),
    CONSTRAINT uq_money_account_tenant_id_company_id_account_id UNIQUE (tenant_id, company_id, account_id)
);
CREATE UNIQUE INDEX uq_money_account_default ON money_account (tenant_id, company_id) WHERE is_default;
COMMENT ON TABLE money_account IS 'tenant';
ALTER TABLE money_account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON money_account USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON money_account TO heyi_app;
GRANT SELECT ON money_account TO heyi_read, heyi_backup;

CREATE TABLE notice (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C",
    record_id UUID,
    actor_id UUID,
    count INTEGER DEFAULT '1' NOT NULL,
    params JSONB DEFAULT '{}' NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    once TEXT COLLATE "C",
    job_id UUID,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    read_at TIMESTAMP WITH TIME ZONE,
    mailed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_notice PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_notice_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_notice_channel CHECK (channel IN ('product', 'mail', 'digest')),
    CONSTRAINT ck_notice_count CHECK (count > 0)
);
CREATE INDEX ix_notice_at ON notice (tenant_id, at);
CREATE INDEX ix_notice_unmailed ON notice (tenant_id, channel, user_id) WHERE mailed_at IS NULL AND channel IN ('mail', 'digest');
CREATE INDEX ix_notice_unread ON notice (tenant_id, user_id) WHERE read_at IS NULL;
CREATE INDEX ix_notice_user_id_at_id ON notice (tenant_id, user_id, at, id);
CREATE UNIQUE INDEX uq_notice_once ON notice (tenant_id, user_id, kind, once) WHERE once IS NOT NULL;
COMMENT ON TABLE notice IS 'tenant';
ALTER TABLE notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON notice USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO heyi_app;
GRANT SELECT ON notice TO heyi_read, heyi_backup;

CREATE TABLE notice_choice (
    tenant_id UUID NOT NULL,
    user_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_notice_choice PRIMARY KEY (tenant_id, user_id, kind),
    CONSTRAINT fk_notice_choice_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_notice_choice_channel CHECK (channel IN ('product', 'mail', 'digest', 'off'))
);
COMMENT ON TABLE notice_choice IS 'tenant';
ALTER TABLE notice_choice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON notice_choice USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_choice TO heyi_app;
GRANT SELECT ON notice_choice TO heyi_read, heyi_backup;

CREATE TABLE party (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    is_customer BOOLEAN NOT NULL,
    is_supplier BOOLEAN NOT NULL,
    level TEXT COLLATE "C",
    source TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    email TEXT COLLATE "C",
    region TEXT COLLATE "C",
    address TEXT COLLATE "C",
    latitude NUMERIC(20, 6),
    longitude NUMERIC(20, 6),
    uscc TEXT COLLATE "C",
    bank_name TEXT COLLATE "C",
    bank_account TEXT COLLATE "C",
    owner_id UUID,
    parent_id UUID,
    note TEXT COLLATE "C",
    pool_id UUID,
    previous_owner_id UUID,
    received_at TIMESTAMP WITH TIME ZONE,
    pooled_at TIMESTAMP WITH TIME ZONE,
    last_followed_at TIMESTAMP WITH TIME ZONE,
    next_contact_at TIMESTAMP WITH TIME ZONE,
    locked BOOLEAN DEFAULT 'false' NOT NULL,
    due_on DATE,
    won_at TIMESTAMP WITH TIME ZONE,
    last_opportunity_at TIMESTAMP WITH TIME ZONE,
    custom JSONB DEFAULT '{}' NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    contact_told_for TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_party PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_party_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_party_tenant_id_parent_id FOREIGN KEY(tenant_id, parent_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_party_tenant_id_pool_id FOREIGN KEY(tenant_id, pool_id) REFERENCES pool (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_party_tenant_id_previous_owner_id FOREIGN KEY(tenant_id, previous_owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_party_tenant_id_code UNIQUE (tenant_id, code)
);
CREATE INDEX ix_party_created_at_id ON party (tenant_id, created_at, id);
CREATE INDEX ix_party_due_on_id ON party (tenant_id, due_on, id);
CREATE INDEX ix_party_latitude_longitude ON party (tenant_id, latitude, longitude);
CREATE INDEX ix_party_name_key_id ON party (tenant_id, name_key, id);
CREATE INDEX ix_party_owner_id_created_at_id ON party (tenant_id, owner_id, created_at, id);
CREATE INDEX ix_party_owner_id_due_on ON party (tenant_id, owner_id, due_on);
CREATE INDEX ix_party_owner_id_last_followed_at ON party (tenant_id, owner_id, last_followed_at);
CREATE INDEX ix_party_owner_id_next_contact_at ON party (tenant_id, owner_id, next_contact_at);
CREATE INDEX ix_party_owner_id_received_at ON party (tenant_id, owner_id, received_at);
CREATE INDEX ix_party_parent_id ON party (tenant_id, parent_id);
CREATE INDEX ix_party_pool_id_pooled_at_id ON party (tenant_id, pool_id, pooled_at, id);
CREATE INDEX ix_party_region ON party (tenant_id, region);
CREATE INDEX ix_party_reminding ON party (tenant_id, next_contact_at) WHERE next_contact_at IS DISTINCT FROM contact_told_for;
COMMENT ON TABLE party IS 'tenant';
ALTER TABLE party ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON party USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON party TO heyi_app;
GRANT SELECT ON party TO heyi_read, heyi_backup;

CREATE TABLE posting_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    account_id UUID NOT NULL,
    category_id UUID,
    warehouse_id UUID,
    tax_code TEXT COLLATE "C",
    kept BOOLEAN NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_posting_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_posting_rule_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_posting_rule_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_posting_rule_tenant_id_category_id FOREIGN KEY(tenant_id, category_id) REFERENCES product_category (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_posting_rule_ended CHECK (ended_at >= created_at)
);
CREATE INDEX ix_posting_rule_account_id ON posting_rule (tenant_id, account_id);
CREATE UNIQUE INDEX uq_posting_rule_current ON posting_rule (tenant_id, company_id, role, category_id, warehouse_id, tax_code) NULLS NOT DISTINCT WHERE ended_at IS NULL;
COMMENT ON TABLE posting_rule IS 'tenant';
ALTER TABLE posting_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON posting_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON posting_rule TO heyi_app;
GRANT SELECT ON posting_rule TO heyi_read, heyi_backup;

CREATE TABLE product_barcode (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    product_id UUID NOT NULL,
    unit_id UUID,
    code TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_product_barcode PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_product_barcode_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_barcode_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_product_barcode_tenant_id_code UNIQUE (tenant_id, code)
);
CREATE INDEX ix_product_barcode_product_id ON product_barcode (tenant_id, product_id);
COMMENT ON TABLE product_barcode IS 'tenant';
ALTER TABLE product_barcode ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product_barcode USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON product_barcode TO heyi_app;
GRANT SELECT ON product_barcode TO heyi_read, heyi_backup;

CREATE TABLE product_unit (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    product_id UUID NOT NULL,
    unit_id UUID NOT NULL,
    numerator BIGINT NOT NULL,
    denominator BIGINT NOT NULL,
    sale_price NUMERIC(20, 4),
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_product_unit PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_product_unit_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_unit_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_product_unit_tenant_id_product_id_unit_id UNIQUE (tenant_id, product_id, unit_id),
    CONSTRAINT ck_product_unit_factor CHECK (numerator > 0 AND denominator > 0),
    CONSTRAINT ck_product_unit_price CHECK (sale_price >= 0)
);
COMMENT ON TABLE product_unit IS 'tenant';
ALTER TABLE product_unit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product_unit USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON product_unit TO heyi_app;
GRANT SELECT ON product_unit TO heyi_read, heyi_backup;

CREATE TABLE product_value (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    product_id UUID NOT NULL,
    attribute_id UUID NOT NULL,
    value_id UUID NOT NULL,
    CONSTRAINT pk_product_value PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_product_value_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_value_tenant_id_attribute_id FOREIGN KEY(tenant_id, attribute_id) REFERENCES attribute (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_value_tenant_id_value_id FOREIGN KEY(tenant_id, value_id) REFERENCES attribute_value (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_product_value_tenant_id_product_id_attribute_id UNIQUE (tenant_id, product_id, attribute_id)
);
COMMENT ON TABLE product_value IS 'tenant';
ALTER TABLE product_value ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product_value USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON product_value TO heyi_app;
GRANT SELECT ON product_value TO heyi_read, heyi_backup;

CREATE TABLE saved_view (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    shared TEXT COLLATE "C" NOT NULL,
    owner_id UUID NOT NULL,
    query JSONB NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_saved_view PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_saved_view_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_saved_view_shared CHECK (shared IN ('nobody', 'everybody'))
);
CREATE INDEX ix_saved_view_record_owner_id ON saved_view (tenant_id, record, owner_id);
COMMENT ON TABLE saved_view IS 'tenant';
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON saved_view USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO heyi_app;
GRANT SELECT ON saved_view TO heyi_read, heyi_backup;

CREATE TABLE sealed_entry (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    seal_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_sealed_entry PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sealed_entry_tenant_id_seal_id FOREIGN KEY(tenant_id, seal_id) REFERENCES ledger_seal (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sealed_entry_tenant_id_entry_id FOREIGN KEY(tenant_id, entry_id) REFERENCES journal_entry (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sealed_entry_tenant_id_entry_id UNIQUE (tenant_id, entry_id)
);
CREATE INDEX ix_sealed_entry_seal_id ON sealed_entry (tenant_id, seal_id, entry_id);
COMMENT ON TABLE sealed_entry IS 'tenant';
ALTER TABLE sealed_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sealed_entry USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON sealed_entry TO heyi_app;
GRANT SELECT ON sealed_entry TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('sealed_entry');
ALTER TABLE sealed_entry ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE standard_change_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    change_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    before NUMERIC(20, 6),
    standard NUMERIC(20, 6) NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    difference NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_standard_change_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_standard_change_line_tenant_id_change_id FOREIGN KEY(tenant_id, change_id) REFERENCES standard_change (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_standard_change_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_standard_change_line_tenant_id_change_id_line_no UNIQUE (tenant_id, change_id, line_no),
    CONSTRAINT ck_standard_change_line_standard CHECK (standard >= 0)
);
CREATE INDEX ix_standard_change_line_product_id ON standard_change_line (tenant_id, product_id);
COMMENT ON TABLE standard_change_line IS 'tenant';
ALTER TABLE standard_change_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON standard_change_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON standard_change_line TO heyi_app;
GRANT SELECT ON standard_change_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON standard_change_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('standard_change_line');
ALTER TABLE standard_change_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE stock_pool (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    product_id UUID NOT NULL,
    on_hand NUMERIC(20, 6) NOT NULL,
    value NUMERIC(20, 4) NOT NULL,
    method TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    seq BIGINT DEFAULT '0' NOT NULL,
    last_on DATE,
    method_since DATE,
    reckoned_seq BIGINT DEFAULT '0' NOT NULL,
    standard NUMERIC(20, 6),
    CONSTRAINT pk_stock_pool PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_pool_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_pool_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_pool_tenant_id_company_id_product_id UNIQUE (tenant_id, company_id, product_id),
    CONSTRAINT ck_stock_pool_value CHECK (CASE WHEN on_hand > 0 THEN value >= 0 WHEN on_hand = 0 THEN value = 0 ELSE value <= 0 END),
    CONSTRAINT ck_stock_pool_method CHECK (method IN ('moving_average', 'fifo', 'month_average', 'standard')),
    CONSTRAINT ck_stock_pool_standard CHECK (standard >= 0 AND (method <> 'standard' OR on_hand = 0 OR standard IS NOT NULL))
);
COMMENT ON TABLE stock_pool IS 'tenant';
ALTER TABLE stock_pool ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_pool USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_pool TO heyi_app;
GRANT SELECT ON stock_pool TO heyi_read, heyi_backup;

CREATE TABLE user_role (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    role_id UUID NOT NULL,
    CONSTRAINT pk_user_role PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_user_role_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_user_role_tenant_id_role_id FOREIGN KEY(tenant_id, role_id) REFERENCES role (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_user_role_tenant_id_user_id_role_id UNIQUE (tenant_id, user_id, role_id)
);
CREATE INDEX ix_user_role_role_id ON user_role (tenant_id, role_id);
COMMENT ON TABLE user_role IS 'tenant';
ALTER TABLE user_role ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON user_role USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON user_role TO heyi_app;
GRANT SELECT ON user_role TO heyi_read, heyi_backup;

CREATE TABLE voucher (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C",
    occurred_on DATE NOT NULL,
    summary TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    total NUMERIC(20, 4) NOT NULL,
    attachments BIGINT NOT NULL,
    reviewed_by UUID,
    reverses_on DATE,
    reviewed_at TIMESTAMP WITH TIME ZONE,
    written_by UUID,
    entry_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_voucher PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_voucher_posted CHECK ((entry_id IS NOT NULL) = (state IN ('posted', 'reversed'))),
    CONSTRAINT fk_voucher_tenant_id_reviewed_by FOREIGN KEY(tenant_id, reviewed_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_voucher_company_id_occurred_on_id ON voucher (tenant_id, company_id, occurred_on, id);
CREATE INDEX ix_voucher_created_at_id ON voucher (tenant_id, created_at, id);
COMMENT ON TABLE voucher IS 'tenant';
ALTER TABLE voucher ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voucher USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher TO heyi_app;
GRANT SELECT ON voucher TO heyi_read, heyi_backup;

CREATE TABLE approval (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    verb TEXT COLLATE "C" NOT NULL,
    flow_name TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    applicant_id UUID NOT NULL,
    submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    record_id UUID NOT NULL,
    flow_version_id UUID NOT NULL,
    flow_id UUID NOT NULL,
    comment TEXT COLLATE "C",
    seen JSONB NOT NULL,
    payload JSONB NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    pinned JSONB DEFAULT '[]' NOT NULL,
    way JSONB NOT NULL,
    step_no INTEGER NOT NULL,
    round INTEGER NOT NULL,
    returned_from INTEGER,
    used_at TIMESTAMP WITH TIME ZONE,
    made_id UUID,
    failure JSONB,
    urged_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_approval PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_tenant_id_flow_version_id FOREIGN KEY(tenant_id, flow_version_id) REFERENCES approval_flow_version (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_approval_ends CHECK ((state IN ('running', 'returned')) = (ended_at IS NULL)),
    CONSTRAINT ck_approval_used CHECK (used_at IS NULL OR state = 'approved'),
    CONSTRAINT fk_approval_tenant_id_applicant_id FOREIGN KEY(tenant_id, applicant_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_approval_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_approval_applicant_id_id ON approval (tenant_id, applicant_id, id);
CREATE INDEX ix_approval_flow_version_id ON approval (tenant_id, flow_version_id);
CREATE INDEX ix_approval_record_record_id_id ON approval (tenant_id, record, record_id, id);
CREATE UNIQUE INDEX uq_approval_record_id ON approval (tenant_id, record, record_id) WHERE state IN ('running', 'returned');
COMMENT ON TABLE approval IS 'tenant';
ALTER TABLE approval ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON approval TO heyi_app;
GRANT SELECT ON approval TO heyi_read, heyi_backup;

CREATE TABLE bank_match (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    money_account_id UUID NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_match PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bank_match_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_bank_match_money_account_id_id ON bank_match (tenant_id, money_account_id, id);
COMMENT ON TABLE bank_match IS 'tenant';
ALTER TABLE bank_match ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_match USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_match TO heyi_app;
GRANT SELECT ON bank_match TO heyi_read, heyi_backup;

CREATE TABLE bank_reconciliation (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    money_account_id UUID NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    book_balance NUMERIC(20, 4) NOT NULL,
    bank_balance NUMERIC(20, 4) NOT NULL,
    adjusted NUMERIC(20, 4) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_reconciliation PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bank_reconciliation_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_bank_reconciliation_tenant_id_money_account_id_period UNIQUE (tenant_id, money_account_id, period)
);
COMMENT ON TABLE bank_reconciliation IS 'tenant';
ALTER TABLE bank_reconciliation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_reconciliation USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_reconciliation TO heyi_app;
GRANT SELECT ON bank_reconciliation TO heyi_read, heyi_backup;

CREATE TABLE bank_rule (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    direction TEXT COLLATE "C" NOT NULL,
    account_id UUID,
    party_id UUID,
    summary TEXT COLLATE "C",
    position BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_rule PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bank_rule_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_rule_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_rule_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_bank_rule_tenant_id_company_id_name UNIQUE (tenant_id, company_id, name)
);
COMMENT ON TABLE bank_rule IS 'tenant';
ALTER TABLE bank_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_rule USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_rule TO heyi_app;
GRANT SELECT ON bank_rule TO heyi_read, heyi_backup;

CREATE TABLE bank_start (
    tenant_id UUID NOT NULL,
    company_id UUID NOT NULL,
    money_account_id UUID NOT NULL,
    begins_on DATE NOT NULL,
    opening NUMERIC(20, 4),
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_start PRIMARY KEY (tenant_id, money_account_id),
    CONSTRAINT fk_bank_start_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT
);
COMMENT ON TABLE bank_start IS 'tenant';
ALTER TABLE bank_start ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_start USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_start TO heyi_app;
GRANT SELECT ON bank_start TO heyi_read, heyi_backup;

CREATE TABLE bank_statement (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    money_account_id UUID NOT NULL,
    layout TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    line_count BIGINT NOT NULL,
    income NUMERIC(20, 4) NOT NULL,
    expense NUMERIC(20, 4) NOT NULL,
    opening NUMERIC(20, 4),
    closing NUMERIC(20, 4),
    state TEXT COLLATE "C" NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bank_statement PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_bank_statement_days CHECK (first_day <= last_day),
    CONSTRAINT fk_bank_statement_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_statement_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_bank_statement_money_account_id_id ON bank_statement (tenant_id, money_account_id, id);
COMMENT ON TABLE bank_statement IS 'tenant';
ALTER TABLE bank_statement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_statement USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_statement TO heyi_app;
GRANT SELECT ON bank_statement TO heyi_read, heyi_backup;

CREATE TABLE contact (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    email TEXT COLLATE "C",
    decides BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    custom JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_contact PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_contact_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_contact_party_id_id ON contact (tenant_id, party_id, id);
COMMENT ON TABLE contact IS 'tenant';
ALTER TABLE contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON contact USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON contact TO heyi_app;
GRANT SELECT ON contact TO heyi_read, heyi_backup;

CREATE TABLE customer_credit (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    credit_limit NUMERIC(20, 4),
    payment_days BIGINT NOT NULL,
    grace_days BIGINT,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_customer_credit PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_customer_credit_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_customer_credit_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_customer_credit_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number),
    CONSTRAINT uq_customer_credit_tenant_id_company_id_party_id UNIQUE (tenant_id, company_id, party_id)
);
CREATE INDEX ix_customer_credit_created_at_id ON customer_credit (tenant_id, created_at, id);
COMMENT ON TABLE customer_credit IS 'tenant';
ALTER TABLE customer_credit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON customer_credit USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_credit TO heyi_app;
GRANT SELECT ON customer_credit TO heyi_read, heyi_backup;

CREATE TABLE hand_over_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    hand_over_id UUID NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    held TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    record_id UUID NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    old_id UUID,
    new_id UUID,
    reason JSONB DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_hand_over_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_hand_over_line_tenant_id_hand_over_id FOREIGN KEY(tenant_id, hand_over_id) REFERENCES hand_over (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_hand_over_line_tenant_id_hand_over_id_way_held_recor_f68f UNIQUE (tenant_id, hand_over_id, way, held, record, record_id),
    CONSTRAINT ck_hand_over_line_way CHECK (way IN ('over', 'back')),
    CONSTRAINT ck_hand_over_line_held CHECK (held IN ('owner', 'team', 'manager')),
    CONSTRAINT ck_hand_over_line_outcome CHECK (outcome IN ('moved', 'stayed'))
);
CREATE INDEX ix_hand_over_line_hand_over_id_id ON hand_over_line (tenant_id, hand_over_id, id);
COMMENT ON TABLE hand_over_line IS 'tenant';
ALTER TABLE hand_over_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON hand_over_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON hand_over_line TO heyi_app;
GRANT SELECT ON hand_over_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON hand_over_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('hand_over_line');
ALTER TABLE hand_over_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE landed_cost (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID,
    supplier_number TEXT COLLATE "C",
    occurred_on DATE NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    receipts TEXT COLLATE "C" NOT NULL,
    tax_code TEXT COLLATE "C",
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    cost NUMERIC(20, 4) NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    tax_account TEXT COLLATE "C",
    reverses_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_landed_cost PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_landed_cost_tenant_id_reverses_id FOREIGN KEY(tenant_id, reverses_id) REFERENCES landed_cost (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_landed_cost_tenant_id_reverses_id UNIQUE (tenant_id, reverses_id),
    CONSTRAINT ck_landed_cost_amounts CHECK (net + tax = gross AND cost IN (net, gross)),
    CONSTRAINT ck_landed_cost_reversal CHECK ((state = 'reversal') = (reverses_id IS NOT NULL) AND (gross < 0) = (state = 'reversal')),
    CONSTRAINT ck_landed_cost_number CHECK ((party_id IS NULL) = (supplier_number IS NULL)),
    CONSTRAINT fk_landed_cost_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_landed_cost_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_landed_cost_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_landed_cost_created_at_id ON landed_cost (tenant_id, created_at, id);
COMMENT ON TABLE landed_cost IS 'tenant';
ALTER TABLE landed_cost ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON landed_cost USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON landed_cost TO heyi_app;
GRANT SELECT ON landed_cost TO heyi_read, heyi_backup;

CREATE TABLE party_total (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    grain TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    account_id UUID NOT NULL,
    party_id UUID NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_party_total PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_party_total_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_party_total_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_party_total_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_party_total_tenant_id_company_id_account_id_grain_fi_e2d6 UNIQUE (tenant_id, company_id, account_id, grain, first_day, party_id),
    CONSTRAINT ck_party_total_grain CHECK (grain IN ('day', 'month', 'year'))
);
COMMENT ON TABLE party_total IS 'tenant';
ALTER TABLE party_total ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON party_total USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON party_total TO heyi_app;
GRANT SELECT ON party_total TO heyi_read, heyi_backup;

CREATE TABLE payment (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    paper_number TEXT COLLATE "C",
    party_id UUID NOT NULL,
    paid_on DATE NOT NULL,
    account_code TEXT COLLATE "C",
    amount NUMERIC(20, 4) NOT NULL,
    allocated NUMERIC(20, 4) NOT NULL,
    prepaid NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    applications INTEGER DEFAULT '0' NOT NULL,
    dishonoured NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_payment PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_payment_opening CHECK ((kind = 'opening') = (paper_number IS NOT NULL) AND (kind = 'opening') = (account_code IS NULL)),
    CONSTRAINT ck_payment_amounts CHECK (amount > 0 AND allocated >= 0 AND prepaid >= 0 AND dishonoured >= 0 AND allocated + prepaid + dishonoured = amount),
    CONSTRAINT fk_payment_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_payment_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_payment_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_payment_created_at_id ON payment (tenant_id, created_at, id);
CREATE INDEX ix_payment_party_id_id ON payment (tenant_id, party_id, id);
CREATE UNIQUE INDEX uq_payment_paper_number ON payment (tenant_id, company_id, party_id, paper_number) WHERE state = 'posted';
COMMENT ON TABLE payment IS 'tenant';
ALTER TABLE payment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON payment USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment TO heyi_app;
GRANT SELECT ON payment TO heyi_read, heyi_backup;

CREATE TABLE price_list (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    customer_id UUID,
    level TEXT COLLATE "C",
    valid_from DATE,
    valid_to DATE,
    currency TEXT COLLATE "C" NOT NULL,
    priority BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    custom JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_price_list PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_price_list_target CHECK (customer_id IS NULL OR level IS NULL),
    CONSTRAINT ck_price_list_span CHECK (valid_from <= valid_to),
    CONSTRAINT fk_price_list_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_price_list_tenant_id_name UNIQUE (tenant_id, name)
);
CREATE INDEX ix_price_list_created_at_id ON price_list (tenant_id, created_at, id);
CREATE INDEX ix_price_list_customer_id ON price_list (tenant_id, customer_id);
COMMENT ON TABLE price_list IS 'tenant';
ALTER TABLE price_list ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON price_list USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON price_list TO heyi_app;
GRANT SELECT ON price_list TO heyi_read, heyi_backup;

CREATE TABLE project (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    party_id UUID,
    active BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_project PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_project_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_project_tenant_id_name UNIQUE (tenant_id, name),
    CONSTRAINT uq_project_tenant_id_code UNIQUE (tenant_id, code)
);
COMMENT ON TABLE project IS 'tenant';
ALTER TABLE project ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON project USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON project TO heyi_app;
GRANT SELECT ON project TO heyi_read, heyi_backup;

CREATE TABLE stock_lot (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    product_id UUID NOT NULL,
    made_on DATE,
    expires_on DATE,
    shelf_life_days BIGINT,
    supplier_id UUID,
    received_on DATE NOT NULL,
    serial BOOLEAN DEFAULT 'false' NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_lot PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_stock_lot_tenant_id_company_id_product_id_number UNIQUE (tenant_id, company_id, product_id, number),
    CONSTRAINT ck_stock_lot_span CHECK (made_on <= expires_on),
    CONSTRAINT ck_stock_lot_reckoned CHECK (shelf_life_days IS NULL OR expires_on IS NOT NULL),
    CONSTRAINT fk_stock_lot_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_lot_tenant_id_supplier_id FOREIGN KEY(tenant_id, supplier_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_lot_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_stock_lot_company_id_expires_on ON stock_lot (tenant_id, company_id, expires_on);
CREATE INDEX ix_stock_lot_created_at_id ON stock_lot (tenant_id, created_at, id);
CREATE INDEX ix_stock_lot_product_id_expires_on ON stock_lot (tenant_id, product_id, expires_on);
CREATE INDEX ix_stock_lot_supplier_id ON stock_lot (tenant_id, supplier_id);
COMMENT ON TABLE stock_lot IS 'tenant';
ALTER TABLE stock_lot ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_lot USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_lot TO heyi_app;
GRANT SELECT ON stock_lot TO heyi_read, heyi_backup;

CREATE TABLE supplier_product (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    product_id UUID NOT NULL,
    code TEXT COLLATE "C",
    name TEXT COLLATE "C",
    unit_id UUID,
    price NUMERIC(20, 6),
    min_quantity NUMERIC(20, 6) NOT NULL,
    lead_days BIGINT,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_supplier_product PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_supplier_product_tenant_id_party_id_code UNIQUE (tenant_id, party_id, code),
    CONSTRAINT fk_supplier_product_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_product_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_product_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_supplier_product_created_at_id ON supplier_product (tenant_id, created_at, id);
CREATE INDEX ix_supplier_product_product_id_party_id ON supplier_product (tenant_id, product_id, party_id);
COMMENT ON TABLE supplier_product IS 'tenant';
ALTER TABLE supplier_product ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON supplier_product USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON supplier_product TO heyi_app;
GRANT SELECT ON supplier_product TO heyi_read, heyi_backup;

CREATE TABLE task (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    remind TEXT COLLATE "C" NOT NULL,
    remind_at TIMESTAMP WITH TIME ZONE,
    priority TEXT COLLATE "C" NOT NULL,
    owner_id UUID,
    party_id UUID,
    state TEXT COLLATE "C" DEFAULT 'open' NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    note TEXT COLLATE "C",
    reminded_for TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_task PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_task_done CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CONSTRAINT fk_task_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_task_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_task_owner_id_state_due_at ON task (tenant_id, owner_id, state, due_at);
CREATE INDEX ix_task_party_id_due_at ON task (tenant_id, party_id, due_at);
CREATE INDEX ix_task_reminding ON task (tenant_id, remind_at) WHERE remind_at IS DISTINCT FROM reminded_for;
COMMENT ON TABLE task IS 'tenant';
ALTER TABLE task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON task USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON task TO heyi_app;
GRANT SELECT ON task TO heyi_read, heyi_backup;

CREATE TABLE variance_share (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    product_id UUID NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    cost_account TEXT COLLATE "C" NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_variance_share PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_variance_share_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_variance_share_tenant_id_voucher_id FOREIGN KEY(tenant_id, voucher_id) REFERENCES voucher (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_variance_share_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_variance_share_tenant_id_voucher_id_product_id_accou_71d6 UNIQUE (tenant_id, voucher_id, product_id, account, cost_account),
    CONSTRAINT ck_variance_share_amount CHECK (amount <> 0)
);
CREATE INDEX ix_variance_share_company_id_period ON variance_share (tenant_id, company_id, period);
CREATE INDEX ix_variance_share_product_id ON variance_share (tenant_id, product_id);
COMMENT ON TABLE variance_share IS 'tenant';
ALTER TABLE variance_share ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON variance_share USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON variance_share TO heyi_app;
GRANT SELECT ON variance_share TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON variance_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('variance_share');
ALTER TABLE variance_share ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE voucher_template_run (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    template_id UUID NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    voucher_id UUID NOT NULL,
    CONSTRAINT pk_voucher_template_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_voucher_template_run_tenant_id_template_id FOREIGN KEY(tenant_id, template_id) REFERENCES voucher_template (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_voucher_template_run_tenant_id_voucher_id FOREIGN KEY(tenant_id, voucher_id) REFERENCES voucher (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_voucher_template_run_tenant_id_template_id_period UNIQUE (tenant_id, template_id, period)
);
CREATE INDEX ix_voucher_template_run_voucher_id ON voucher_template_run (tenant_id, voucher_id);
COMMENT ON TABLE voucher_template_run IS 'tenant';
ALTER TABLE voucher_template_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voucher_template_run USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON voucher_template_run TO heyi_app;
GRANT SELECT ON voucher_template_run TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher_template_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('voucher_template_run');
ALTER TABLE voucher_template_run ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE warehouse (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    goods_owner_id UUID,
    binned BOOLEAN DEFAULT 'false' NOT NULL,
    may_run_short BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    transit_of UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_warehouse PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_warehouse_tenant_id_transit_of UNIQUE (tenant_id, transit_of),
    CONSTRAINT ck_warehouse_transit CHECK ((kind = 'transit') = (transit_of IS NOT NULL) AND (transit_of IS NULL OR active)),
    CONSTRAINT ck_warehouse_goods_owner CHECK ((kind = 'entrusted') = (goods_owner_id IS NOT NULL)),
    CONSTRAINT ck_warehouse_bins CHECK (NOT binned OR kind <> 'transit'),
    CONSTRAINT ck_warehouse_short CHECK (NOT may_run_short OR (kind = 'usual' AND NOT binned)),
    CONSTRAINT fk_warehouse_tenant_id_goods_owner_id FOREIGN KEY(tenant_id, goods_owner_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_warehouse_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_warehouse_tenant_id_company_id_name UNIQUE (tenant_id, company_id, name),
    CONSTRAINT uq_warehouse_tenant_id_company_id_code UNIQUE (tenant_id, company_id, code)
);
COMMENT ON TABLE warehouse IS 'tenant';
ALTER TABLE warehouse ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON warehouse USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse TO heyi_app;
GRANT SELECT ON warehouse TO heyi_read, heyi_backup;

CREATE TABLE write_off (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    recovered NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_write_off PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_write_off_amounts CHECK (amount > 0 AND recovered >= 0 AND recovered <= amount),
    CONSTRAINT ck_write_off_reversed CHECK (state = 'posted' OR recovered = 0),
    CONSTRAINT fk_write_off_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_write_off_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_write_off_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_write_off_created_at_id ON write_off (tenant_id, created_at, id);
CREATE INDEX ix_write_off_party_id_id ON write_off (tenant_id, party_id, id);
COMMENT ON TABLE write_off IS 'tenant';
ALTER TABLE write_off ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON write_off USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON write_off TO heyi_app;
GRANT SELECT ON write_off TO heyi_read, heyi_backup;

CREATE TABLE approval_log (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    approval_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_id UUID,
    for_user_id UUID,
    action TEXT COLLATE "C" NOT NULL,
    step_no INTEGER,
    round INTEGER NOT NULL,
    comment TEXT COLLATE "C",
    people JSONB DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_approval_log PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_log_tenant_id_approval_id FOREIGN KEY(tenant_id, approval_id) REFERENCES approval (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_log_tenant_id_actor_id FOREIGN KEY(tenant_id, actor_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_log_tenant_id_for_user_id FOREIGN KEY(tenant_id, for_user_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_log_approval_id_id ON approval_log (tenant_id, approval_id, id);
COMMENT ON TABLE approval_log IS 'tenant';
ALTER TABLE approval_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_log USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON approval_log TO heyi_app;
GRANT SELECT ON approval_log TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('approval_log');
ALTER TABLE approval_log ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE approval_task (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    approval_id UUID NOT NULL,
    user_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    arrived_at TIMESTAMP WITH TIME ZONE,
    due_at TIMESTAMP WITH TIME ZONE,
    decided_at TIMESTAMP WITH TIME ZONE,
    step_no INTEGER NOT NULL,
    round INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    place TEXT COLLATE "C" DEFAULT 'seat' NOT NULL,
    behind_id UUID,
    added_by UUID,
    decided_by UUID,
    comment TEXT COLLATE "C",
    hash TEXT COLLATE "C",
    timeout_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_approval_task PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_approval_task_tenant_id_behind_id FOREIGN KEY(tenant_id, behind_id) REFERENCES approval_task (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_task_tenant_id_added_by FOREIGN KEY(tenant_id, added_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_task_tenant_id_decided_by FOREIGN KEY(tenant_id, decided_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_approval_task_decided CHECK ((state = 'waiting' OR state = 'held') = (decided_at IS NULL)),
    CONSTRAINT fk_approval_task_tenant_id_approval_id FOREIGN KEY(tenant_id, approval_id) REFERENCES approval (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_task_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_task_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_task_approval_id_round_step_no ON approval_task (tenant_id, approval_id, round, step_no);
CREATE INDEX ix_approval_task_timeout_at ON approval_task (tenant_id, timeout_at) WHERE state = 'waiting' AND timeout_at IS NOT NULL;
CREATE INDEX ix_approval_task_user_id_state_id ON approval_task (tenant_id, user_id, state, id);
COMMENT ON TABLE approval_task IS 'tenant';
ALTER TABLE approval_task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_task USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_task TO heyi_app;
GRANT SELECT ON approval_task TO heyi_read, heyi_backup;

CREATE TABLE bank_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    statement_id UUID NOT NULL,
    money_account_id UUID NOT NULL,
    place INTEGER NOT NULL,
    occurred_on DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    balance NUMERIC(20, 4),
    counterparty TEXT COLLATE "C" NOT NULL,
    counterparty_account TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_bank_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bank_line_tenant_id_statement_id FOREIGN KEY(tenant_id, statement_id) REFERENCES bank_statement (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_line_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_bank_line_amount CHECK (amount <> 0)
);
CREATE INDEX ix_bank_line_money_account_id_occurred_on ON bank_line (tenant_id, money_account_id, occurred_on);
CREATE INDEX ix_bank_line_statement_id_place ON bank_line (tenant_id, statement_id, place);
COMMENT ON TABLE bank_line IS 'tenant';
ALTER TABLE bank_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON bank_line TO heyi_app;
GRANT SELECT ON bank_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bank_line');
ALTER TABLE bank_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE bin_move (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    moved_on DATE NOT NULL,
    moved_by UUID,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    note TEXT COLLATE "C",
    CONSTRAINT pk_bin_move PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bin_move_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_tenant_id_moved_by FOREIGN KEY(tenant_id, moved_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_bin_move_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_bin_move_posted_at_id ON bin_move (tenant_id, posted_at, id);
COMMENT ON TABLE bin_move IS 'tenant';
ALTER TABLE bin_move ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bin_move USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON bin_move TO heyi_app;
GRANT SELECT ON bin_move TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON bin_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bin_move');
ALTER TABLE bin_move ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE follow_up (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    next_contact_at TIMESTAMP WITH TIME ZONE,
    party_id UUID,
    contact_id UUID,
    author_id UUID,
    record TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C",
    record_id UUID NOT NULL,
    latitude NUMERIC(9, 6),
    longitude NUMERIC(9, 6),
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_follow_up PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_follow_up_place CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT fk_follow_up_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_follow_up_tenant_id_contact_id FOREIGN KEY(tenant_id, contact_id) REFERENCES contact (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_follow_up_tenant_id_author_id FOREIGN KEY(tenant_id, author_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_follow_up_author_id_happened_at_id ON follow_up (tenant_id, author_id, happened_at, id);
CREATE INDEX ix_follow_up_happened_at_id ON follow_up (tenant_id, happened_at, id);
CREATE INDEX ix_follow_up_party_id_happened_at_id ON follow_up (tenant_id, party_id, happened_at, id);
CREATE INDEX ix_follow_up_record_id_happened_at_id ON follow_up (tenant_id, record_id, happened_at, id);
COMMENT ON TABLE follow_up IS 'tenant';
ALTER TABLE follow_up ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON follow_up USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON follow_up TO heyi_app;
GRANT SELECT ON follow_up TO heyi_read, heyi_backup;

CREATE TABLE journal_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    account_id UUID NOT NULL,
    summary TEXT COLLATE "C" NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    occurred_on DATE NOT NULL,
    party_id UUID,
    department_id UUID,
    person_id UUID,
    product_id UUID,
    project_id UUID,
    cash_flow SMALLINT,
    foreign_currency TEXT COLLATE "C",
    foreign_amount NUMERIC(20, 4),
    rate NUMERIC(20, 8),
    CONSTRAINT pk_journal_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_journal_line_tenant_id_entry_id FOREIGN KEY(tenant_id, entry_id) REFERENCES journal_entry (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_person_id FOREIGN KEY(tenant_id, person_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_journal_line_tenant_id_project_id FOREIGN KEY(tenant_id, project_id) REFERENCES project (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_journal_line_one_side CHECK ((debit = 0) <> (credit = 0)),
    CONSTRAINT ck_journal_line_foreign CHECK ((foreign_currency IS NULL) = (foreign_amount IS NULL)),
    CONSTRAINT ck_journal_line_rate CHECK ((rate IS NULL) = (COALESCE(foreign_amount, 0) = 0))
);
CREATE INDEX ix_journal_line_balance ON journal_line (tenant_id, company_id, account_id, occurred_on) INCLUDE (debit, credit);
CREATE INDEX ix_journal_line_entry_id ON journal_line (tenant_id, entry_id);
CREATE INDEX ix_journal_line_party ON journal_line (tenant_id, party_id, account_id, occurred_on) INCLUDE (company_id, debit, credit) WHERE party_id IS NOT NULL;
COMMENT ON TABLE journal_line IS 'tenant';
ALTER TABLE journal_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON journal_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON journal_line TO heyi_app;
GRANT SELECT ON journal_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('journal_line');
ALTER TABLE journal_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE opportunity (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    contact_id UUID,
    group_id UUID,
    stage_id UUID,
    state TEXT COLLATE "C" DEFAULT 'open' NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    expected_on DATE,
    owner_id UUID,
    source TEXT COLLATE "C",
    note TEXT COLLATE "C",
    win_rate NUMERIC(9, 6),
    stage_since TIMESTAMP WITH TIME ZONE,
    stale_on DATE,
    discount NUMERIC(9, 6) DEFAULT '0' NOT NULL,
    has_lines BOOLEAN DEFAULT 'false' NOT NULL,
    won_on DATE,
    closed_at TIMESTAMP WITH TIME ZONE,
    loss_reason TEXT COLLATE "C",
    end_note TEXT COLLATE "C",
    custom JSONB DEFAULT '{}' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_opportunity PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_opportunity_amount CHECK (amount >= 0),
    CONSTRAINT ck_opportunity_won CHECK ((state = 'won') = (won_on IS NOT NULL)),
    CONSTRAINT ck_opportunity_lost CHECK (state <> 'lost' OR loss_reason IS NOT NULL),
    CONSTRAINT fk_opportunity_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_opportunity_tenant_id_contact_id FOREIGN KEY(tenant_id, contact_id) REFERENCES contact (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_opportunity_tenant_id_group_id FOREIGN KEY(tenant_id, group_id) REFERENCES stage_group (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_opportunity_tenant_id_stage_id FOREIGN KEY(tenant_id, stage_id) REFERENCES stage (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_opportunity_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_opportunity_contact_id ON opportunity (tenant_id, contact_id);
CREATE INDEX ix_opportunity_created_at_id ON opportunity (tenant_id, created_at, id);
CREATE INDEX ix_opportunity_group_id_created_at ON opportunity (tenant_id, group_id, created_at);
CREATE INDEX ix_opportunity_owner_id_created_at_id ON opportunity (tenant_id, owner_id, created_at, id);
CREATE INDEX ix_opportunity_party_id_id ON opportunity (tenant_id, party_id, id);
CREATE INDEX ix_opportunity_state_expected_on ON opportunity (tenant_id, state, expected_on);
CREATE INDEX ix_opportunity_state_stage_id ON opportunity (tenant_id, state, stage_id);
COMMENT ON TABLE opportunity IS 'tenant';
ALTER TABLE opportunity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON opportunity USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON opportunity TO heyi_app;
GRANT SELECT ON opportunity TO heyi_read, heyi_backup;

CREATE TABLE price_list_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    price_list_id UUID NOT NULL,
    product_id UUID,
    category_id UUID,
    unit_id UUID,
    min_quantity NUMERIC(20, 6) NOT NULL,
    price NUMERIC(20, 6),
    discount NUMERIC(9, 6),
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_price_list_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_price_list_line_tenant_id_same_goods UNIQUE NULLS NOT DISTINCT (tenant_id, price_list_id, product_id, category_id, unit_id, min_quantity),
    CONSTRAINT ck_price_list_line_about CHECK ((product_id IS NULL) <> (category_id IS NULL)),
    CONSTRAINT ck_price_list_line_price CHECK ((price IS NULL) <> (discount IS NULL) AND (price IS NULL OR product_id IS NOT NULL)),
    CONSTRAINT fk_price_list_line_tenant_id_price_list_id FOREIGN KEY(tenant_id, price_list_id) REFERENCES price_list (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_price_list_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_price_list_line_tenant_id_category_id FOREIGN KEY(tenant_id, category_id) REFERENCES product_category (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_price_list_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_price_list_line_category_id ON price_list_line (tenant_id, category_id);
CREATE INDEX ix_price_list_line_created_at_id ON price_list_line (tenant_id, created_at, id);
CREATE INDEX ix_price_list_line_price_list_id ON price_list_line (tenant_id, price_list_id);
CREATE INDEX ix_price_list_line_product_id ON price_list_line (tenant_id, product_id);
COMMENT ON TABLE price_list_line IS 'tenant';
ALTER TABLE price_list_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON price_list_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON price_list_line TO heyi_app;
GRANT SELECT ON price_list_line TO heyi_read, heyi_backup;

CREATE TABLE purchase_order (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    ordered_on DATE NOT NULL,
    expected_on DATE,
    state TEXT COLLATE "C" NOT NULL,
    receipt_state TEXT COLLATE "C" NOT NULL,
    invoice_state TEXT COLLATE "C" NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    prices_include_tax BOOLEAN NOT NULL,
    warehouse_id UUID NOT NULL,
    owner_id UUID,
    note TEXT COLLATE "C",
    confirmed_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_purchase_order PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_purchase_order_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_purchase_order_expected_on CHECK (expected_on >= ordered_on),
    CONSTRAINT ck_purchase_order_confirmed CHECK (state IN ('draft', 'cancelled') OR confirmed_at IS NOT NULL),
    CONSTRAINT fk_purchase_order_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_order_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_order_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_order_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_purchase_order_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_purchase_order_created_at_id ON purchase_order (tenant_id, created_at, id);
CREATE INDEX ix_purchase_order_party_id_id ON purchase_order (tenant_id, party_id, id);
COMMENT ON TABLE purchase_order IS 'tenant';
ALTER TABLE purchase_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_order USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_order TO heyi_app;
GRANT SELECT ON purchase_order TO heyi_read, heyi_backup;

CREATE TABLE receipt (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    paper_number TEXT COLLATE "C",
    party_id UUID NOT NULL,
    received_on DATE NOT NULL,
    account_code TEXT COLLATE "C",
    amount NUMERIC(20, 4) NOT NULL,
    allocated NUMERIC(20, 4) NOT NULL,
    advance NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    write_off_id UUID,
    note TEXT COLLATE "C",
    applications INTEGER DEFAULT '0' NOT NULL,
    dishonoured NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_receipt PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_receipt_opening CHECK ((kind = 'opening') = (paper_number IS NOT NULL) AND (kind = 'opening') = (account_code IS NULL)),
    CONSTRAINT ck_receipt_recovery CHECK ((kind = 'recovery') = (write_off_id IS NOT NULL) AND (kind <> 'recovery' OR advance = 0)),
    CONSTRAINT ck_receipt_amounts CHECK (amount > 0 AND allocated >= 0 AND advance >= 0 AND dishonoured >= 0 AND allocated + advance + dishonoured = amount),
    CONSTRAINT fk_receipt_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_receipt_tenant_id_write_off_id FOREIGN KEY(tenant_id, write_off_id) REFERENCES write_off (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_receipt_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_receipt_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_receipt_created_at_id ON receipt (tenant_id, created_at, id);
CREATE INDEX ix_receipt_party_id_id ON receipt (tenant_id, party_id, id);
CREATE INDEX ix_receipt_received_on ON receipt (tenant_id, received_on);
CREATE INDEX ix_receipt_write_off_id ON receipt (tenant_id, write_off_id);
CREATE UNIQUE INDEX uq_receipt_paper_number ON receipt (tenant_id, company_id, party_id, paper_number) WHERE state = 'posted';
COMMENT ON TABLE receipt IS 'tenant';
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON receipt TO heyi_app;
GRANT SELECT ON receipt TO heyi_read, heyi_backup;

CREATE TABLE stock_count (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    counted_on DATE NOT NULL,
    state TEXT COLLATE "C" DEFAULT 'counting' NOT NULL,
    blind BOOLEAN NOT NULL,
    frozen BOOLEAN NOT NULL,
    line_count BIGINT DEFAULT '0' NOT NULL,
    right_lines BIGINT,
    gain NUMERIC(20, 4),
    loss NUMERIC(20, 4),
    note TEXT COLLATE "C",
    right_quantities INTEGER,
    right_places INTEGER,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_count PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_stock_count_posted CHECK ((state = 'posted') = (right_lines IS NOT NULL) AND (state = 'posted') = (gain IS NOT NULL) AND (state = 'posted') = (loss IS NOT NULL) AND (state = 'posted') = (right_quantities IS NOT NULL) AND (state = 'posted') = (right_places IS NOT NULL)),
    CONSTRAINT fk_stock_count_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_count_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_count_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_count_created_at_id ON stock_count (tenant_id, created_at, id);
COMMENT ON TABLE stock_count IS 'tenant';
ALTER TABLE stock_count ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_count USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_count TO heyi_app;
GRANT SELECT ON stock_count TO heyi_read, heyi_backup;

CREATE TABLE stock_hold (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    line_id UUID NOT NULL,
    day DATE,
    quantity NUMERIC(20, 6) NOT NULL,
    consumed NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    released NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    expires_on DATE,
    CONSTRAINT pk_stock_hold PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_hold_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_hold_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_hold_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_hold_tenant_id_source_type_line_id UNIQUE (tenant_id, source_type, line_id),
    CONSTRAINT ck_stock_hold_quantities CHECK (quantity > 0 AND consumed >= 0 AND released >= 0 AND consumed + released <= quantity)
);
CREATE INDEX ix_stock_hold_expiring ON stock_hold (tenant_id, product_id, warehouse_id, expires_on) WHERE expires_on IS NOT NULL AND quantity > consumed + released;
CREATE INDEX ix_stock_hold_open ON stock_hold (tenant_id, company_id, product_id) WHERE quantity > consumed + released;
CREATE INDEX ix_stock_hold_product_id_warehouse_id ON stock_hold (tenant_id, product_id, warehouse_id);
CREATE INDEX ix_stock_hold_source_type_source_id ON stock_hold (tenant_id, source_type, source_id);
COMMENT ON TABLE stock_hold IS 'tenant';
ALTER TABLE stock_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_hold USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_hold TO heyi_app;
GRANT SELECT ON stock_hold TO heyi_read, heyi_backup;

CREATE TABLE stock_move (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    occurred_on DATE NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    value NUMERIC(20, 4) NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_number TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    line_id UUID NOT NULL,
    origin_line_id UUID,
    adjusts_id UUID,
    seq BIGINT NOT NULL,
    cost_account TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_stock_move PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_move_tenant_id_adjusts_id FOREIGN KEY(tenant_id, adjusts_id) REFERENCES stock_move (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_move_tenant_id_source_type_line_id UNIQUE (tenant_id, source_type, line_id),
    CONSTRAINT ck_stock_move_direction CHECK (CASE kind WHEN 'adjustment' THEN quantity = 0 AND value <> 0 WHEN 'transfer' THEN quantity <> 0 AND value = 0 WHEN 'entrusted' THEN quantity <> 0 AND value = 0 ELSE quantity <> 0 AND (quantity > 0) = (kind <> 'issue') AND value * sign(quantity) >= 0 END),
    CONSTRAINT fk_stock_move_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_move_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_move_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_stock_move_adjusts ON stock_move (tenant_id, adjusts_id) WHERE adjusts_id IS NOT NULL;
CREATE INDEX ix_stock_move_origin ON stock_move (tenant_id, origin_line_id) WHERE origin_line_id IS NOT NULL;
CREATE INDEX ix_stock_move_pool ON stock_move (tenant_id, company_id, product_id, occurred_on, seq);
CREATE INDEX ix_stock_move_posted_at_id ON stock_move (tenant_id, posted_at, id);
COMMENT ON TABLE stock_move IS 'tenant';
ALTER TABLE stock_move ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_move USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON stock_move TO heyi_app;
GRANT SELECT ON stock_move TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('stock_move');
ALTER TABLE stock_move ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE stock_transfer (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C",
    from_warehouse_id UUID NOT NULL,
    to_warehouse_id UUID NOT NULL,
    sent_on DATE NOT NULL,
    state TEXT COLLATE "C" DEFAULT 'draft' NOT NULL,
    direct BOOLEAN DEFAULT 'false' NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_transfer PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_stock_transfer_places CHECK (from_warehouse_id <> to_warehouse_id),
    CONSTRAINT ck_stock_transfer_number CHECK ((number IS NOT NULL) = (state IN ('sent', 'done'))),
    CONSTRAINT fk_stock_transfer_tenant_id_from_warehouse_id FOREIGN KEY(tenant_id, from_warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_transfer_tenant_id_to_warehouse_id FOREIGN KEY(tenant_id, to_warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_transfer_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_transfer_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_transfer_created_at_id ON stock_transfer (tenant_id, created_at, id);
COMMENT ON TABLE stock_transfer IS 'tenant';
ALTER TABLE stock_transfer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_transfer USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_transfer TO heyi_app;
GRANT SELECT ON stock_transfer TO heyi_read, heyi_backup;

CREATE TABLE stock_verdict (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    decided_on DATE NOT NULL,
    decided_by UUID,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_stock_verdict PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_verdict_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_verdict_tenant_id_decided_by FOREIGN KEY(tenant_id, decided_by) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_verdict_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_verdict_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_verdict_posted_at_id ON stock_verdict (tenant_id, posted_at, id);
COMMENT ON TABLE stock_verdict IS 'tenant';
ALTER TABLE stock_verdict ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_verdict USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON stock_verdict TO heyi_app;
GRANT SELECT ON stock_verdict TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_verdict FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('stock_verdict');
ALTER TABLE stock_verdict ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE voucher_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    account_id UUID NOT NULL,
    summary TEXT COLLATE "C" NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    party_id UUID,
    department_id UUID,
    person_id UUID,
    product_id UUID,
    project_id UUID,
    cash_flow SMALLINT,
    foreign_amount NUMERIC(20, 4),
    rate NUMERIC(20, 8),
    CONSTRAINT pk_voucher_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_voucher_line_tenant_id_voucher_id FOREIGN KEY(tenant_id, voucher_id) REFERENCES voucher (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_voucher_line_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_line_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_line_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_line_tenant_id_person_id FOREIGN KEY(tenant_id, person_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_line_tenant_id_project_id FOREIGN KEY(tenant_id, project_id) REFERENCES project (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_voucher_line_account_id ON voucher_line (tenant_id, account_id);
CREATE INDEX ix_voucher_line_voucher_id_line_no ON voucher_line (tenant_id, voucher_id, line_no);
COMMENT ON TABLE voucher_line IS 'tenant';
ALTER TABLE voucher_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voucher_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher_line TO heyi_app;
GRANT SELECT ON voucher_line TO heyi_read, heyi_backup;

CREATE TABLE voucher_template_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    template_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    account_id UUID NOT NULL,
    summary TEXT COLLATE "C" NOT NULL,
    debit NUMERIC(20, 4) NOT NULL,
    credit NUMERIC(20, 4) NOT NULL,
    share_of_id UUID,
    share NUMERIC(20, 4),
    party_id UUID,
    department_id UUID,
    person_id UUID,
    product_id UUID,
    project_id UUID,
    cash_flow SMALLINT,
    CONSTRAINT pk_voucher_template_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_voucher_template_line_tenant_id_template_id FOREIGN KEY(tenant_id, template_id) REFERENCES voucher_template (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_voucher_template_line_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_share_of_id FOREIGN KEY(tenant_id, share_of_id) REFERENCES account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_department_id FOREIGN KEY(tenant_id, department_id) REFERENCES department (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_person_id FOREIGN KEY(tenant_id, person_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_voucher_template_line_tenant_id_project_id FOREIGN KEY(tenant_id, project_id) REFERENCES project (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_voucher_template_line_share CHECK ((share_of_id IS NULL) = (share IS NULL) AND share > 0),
    CONSTRAINT ck_voucher_template_line_one_side CHECK ((debit = 0) <> (credit = 0))
);
CREATE INDEX ix_voucher_template_line_account_id ON voucher_template_line (tenant_id, account_id);
CREATE INDEX ix_voucher_template_line_template_id_line_no ON voucher_template_line (tenant_id, template_id, line_no);
COMMENT ON TABLE voucher_template_line IS 'tenant';
ALTER TABLE voucher_template_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON voucher_template_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON voucher_template_line TO heyi_app;
GRANT SELECT ON voucher_template_line TO heyi_read, heyi_backup;

CREATE TABLE warehouse_bin (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    name TEXT COLLATE "C",
    position BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    receiving BOOLEAN DEFAULT 'false' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_warehouse_bin PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_warehouse_bin_tenant_id_warehouse_id_code UNIQUE (tenant_id, warehouse_id, code),
    CONSTRAINT ck_warehouse_bin_receiving CHECK (active OR NOT receiving),
    CONSTRAINT fk_warehouse_bin_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_warehouse_bin_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_warehouse_bin_position_id ON warehouse_bin (tenant_id, position, id);
CREATE UNIQUE INDEX uq_warehouse_bin_receiving ON warehouse_bin (tenant_id, warehouse_id) WHERE receiving;
COMMENT ON TABLE warehouse_bin IS 'tenant';
ALTER TABLE warehouse_bin ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON warehouse_bin USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse_bin TO heyi_app;
GRANT SELECT ON warehouse_bin TO heyi_read, heyi_backup;

CREATE TABLE bank_match_entry (
    tenant_id UUID NOT NULL,
    entry_line_id UUID NOT NULL,
    match_id UUID NOT NULL,
    CONSTRAINT pk_bank_match_entry PRIMARY KEY (tenant_id, entry_line_id),
    CONSTRAINT fk_bank_match_entry_tenant_id_entry_line_id FOREIGN KEY(tenant_id, entry_line_id) REFERENCES journal_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_match_entry_tenant_id_match_id FOREIGN KEY(tenant_id, match_id) REFERENCES bank_match (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_bank_match_entry_match_id ON bank_match_entry (tenant_id, match_id);
COMMENT ON TABLE bank_match_entry IS 'tenant';
ALTER TABLE bank_match_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_match_entry USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_match_entry TO heyi_app;
GRANT SELECT ON bank_match_entry TO heyi_read, heyi_backup;

CREATE TABLE bill (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    sub_range TEXT COLLATE "C",
    side TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    drawer TEXT COLLATE "C",
    issued_on DATE NOT NULL,
    due_on DATE NOT NULL,
    entered_on DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    remaining NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    acceptor TEXT COLLATE "C" NOT NULL,
    receipt_id UUID,
    payment_id UUID,
    note TEXT COLLATE "C",
    uses INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_bill PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_bill_amounts CHECK (amount > 0 AND remaining BETWEEN 0 AND amount),
    CONSTRAINT ck_bill_state CHECK ((state = 'held') = (remaining > 0)),
    CONSTRAINT ck_bill_days CHECK (issued_on <= due_on AND issued_on <= entered_on),
    CONSTRAINT ck_bill_origin CHECK (receipt_id IS NULL OR (payment_id IS NULL AND side = 'received')),
    CONSTRAINT fk_bill_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES payment (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_bill_due_on_id ON bill (tenant_id, due_on, id);
CREATE INDEX ix_bill_party_id_id ON bill (tenant_id, party_id, id);
CREATE INDEX ix_bill_payment_id ON bill (tenant_id, payment_id);
CREATE INDEX ix_bill_receipt_id ON bill (tenant_id, receipt_id);
CREATE UNIQUE INDEX uq_bill_held ON bill (tenant_id, company_id, side, number, COALESCE(sub_range, '')) WHERE state = 'held';
COMMENT ON TABLE bill IS 'tenant';
ALTER TABLE bill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bill USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bill TO heyi_app;
GRANT SELECT ON bill TO heyi_read, heyi_backup;

CREATE TABLE bin_move_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    bin_move_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    lot_id UUID,
    quality TEXT COLLATE "C" NOT NULL,
    from_bin_id UUID,
    to_bin_id UUID,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_bin_move_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bin_move_line_tenant_id_bin_move_id FOREIGN KEY(tenant_id, bin_move_id) REFERENCES bin_move (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_line_tenant_id_lot_id FOREIGN KEY(tenant_id, lot_id) REFERENCES stock_lot (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_line_tenant_id_from_bin_id FOREIGN KEY(tenant_id, from_bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bin_move_line_tenant_id_to_bin_id FOREIGN KEY(tenant_id, to_bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_bin_move_line_tenant_id_bin_move_id_line_no UNIQUE (tenant_id, bin_move_id, line_no),
    CONSTRAINT ck_bin_move_line_quantity CHECK (quantity > 0),
    CONSTRAINT ck_bin_move_line_bins CHECK (from_bin_id IS DISTINCT FROM to_bin_id)
);
CREATE INDEX ix_bin_move_line_product_id ON bin_move_line (tenant_id, product_id);
COMMENT ON TABLE bin_move_line IS 'tenant';
ALTER TABLE bin_move_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bin_move_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON bin_move_line TO heyi_app;
GRANT SELECT ON bin_move_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON bin_move_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bin_move_line');
ALTER TABLE bin_move_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE counted_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    money_account_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_counted_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_counted_line_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_counted_line_tenant_id_id FOREIGN KEY(tenant_id, id) REFERENCES bank_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_counted_line_tenant_id_money_account_id_key UNIQUE (tenant_id, money_account_id, key)
);
COMMENT ON TABLE counted_line IS 'tenant';
ALTER TABLE counted_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON counted_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_line TO heyi_app;
GRANT SELECT ON counted_line TO heyi_read, heyi_backup;

CREATE TABLE goods_hold (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    opportunity_id UUID,
    warehouse_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    made_on DATE NOT NULL,
    expires_on DATE,
    ended_on DATE,
    reason TEXT COLLATE "C" NOT NULL,
    release_reason TEXT COLLATE "C",
    owner_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_goods_hold PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_goods_hold_expires CHECK ((state = 'held') = (expires_on IS NOT NULL) AND expires_on >= made_on),
    CONSTRAINT ck_goods_hold_ended CHECK ((state = 'held') = (ended_on IS NULL)),
    CONSTRAINT fk_goods_hold_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_tenant_id_opportunity_id FOREIGN KEY(tenant_id, opportunity_id) REFERENCES opportunity (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_goods_hold_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_goods_hold_created_at_id ON goods_hold (tenant_id, created_at, id);
CREATE INDEX ix_goods_hold_expires ON goods_hold (tenant_id, company_id, expires_on) WHERE state = 'held';
CREATE INDEX ix_goods_hold_opportunity_id ON goods_hold (tenant_id, opportunity_id);
CREATE INDEX ix_goods_hold_owner_id_made_on ON goods_hold (tenant_id, owner_id, made_on);
CREATE INDEX ix_goods_hold_party_id_id ON goods_hold (tenant_id, party_id, id);
COMMENT ON TABLE goods_hold IS 'tenant';
ALTER TABLE goods_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON goods_hold USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON goods_hold TO heyi_app;
GRANT SELECT ON goods_hold TO heyi_read, heyi_backup;

CREATE TABLE lead (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    contact_name TEXT COLLATE "C",
    position TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    email TEXT COLLATE "C",
    wechat TEXT COLLATE "C",
    region TEXT COLLATE "C",
    address TEXT COLLATE "C",
    state TEXT COLLATE "C" DEFAULT 'new' NOT NULL,
    source TEXT COLLATE "C",
    industry TEXT COLLATE "C",
    level TEXT COLLATE "C",
    owner_id UUID,
    note TEXT COLLATE "C",
    pool_id UUID,
    previous_owner_id UUID,
    received_at TIMESTAMP WITH TIME ZONE,
    pooled_at TIMESTAMP WITH TIME ZONE,
    last_followed_at TIMESTAMP WITH TIME ZONE,
    next_contact_at TIMESTAMP WITH TIME ZONE,
    locked BOOLEAN DEFAULT 'false' NOT NULL,
    due_on DATE,
    invalid_reason TEXT COLLATE "C",
    party_id UUID,
    contact_id UUID,
    opportunity_id UUID,
    converted_at TIMESTAMP WITH TIME ZONE,
    custom JSONB DEFAULT '{}' NOT NULL,
    contact_told_for TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_lead PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_lead_has_its_customer CHECK ((state = 'converted') = (party_id IS NOT NULL)),
    CONSTRAINT fk_lead_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_tenant_id_pool_id FOREIGN KEY(tenant_id, pool_id) REFERENCES pool (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_tenant_id_previous_owner_id FOREIGN KEY(tenant_id, previous_owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_tenant_id_contact_id FOREIGN KEY(tenant_id, contact_id) REFERENCES contact (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_tenant_id_opportunity_id FOREIGN KEY(tenant_id, opportunity_id) REFERENCES opportunity (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_lead_contact_id ON lead (tenant_id, contact_id);
CREATE INDEX ix_lead_created_at_id ON lead (tenant_id, created_at, id);
CREATE INDEX ix_lead_opportunity_id ON lead (tenant_id, opportunity_id);
CREATE INDEX ix_lead_owner_id_created_at_id ON lead (tenant_id, owner_id, created_at, id);
CREATE INDEX ix_lead_owner_id_next_contact_at ON lead (tenant_id, owner_id, next_contact_at);
CREATE INDEX ix_lead_party_id ON lead (tenant_id, party_id);
CREATE INDEX ix_lead_pool_id_pooled_at_id ON lead (tenant_id, pool_id, pooled_at, id);
CREATE INDEX ix_lead_reminding ON lead (tenant_id, next_contact_at) WHERE next_contact_at IS DISTINCT FROM contact_told_for;
CREATE INDEX ix_lead_state_owner_id ON lead (tenant_id, state, owner_id);
COMMENT ON TABLE lead IS 'tenant';
ALTER TABLE lead ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON lead USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON lead TO heyi_app;
GRANT SELECT ON lead TO heyi_read, heyi_backup;

CREATE TABLE opportunity_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    opportunity_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_price NUMERIC(20, 6) NOT NULL,
    discount NUMERIC(9, 6) DEFAULT '0' NOT NULL,
    share NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_opportunity_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_opportunity_line_tenant_id_opportunity_id FOREIGN KEY(tenant_id, opportunity_id) REFERENCES opportunity (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_opportunity_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_opportunity_line_quantity CHECK (quantity > 0 AND unit_price >= 0),
    CONSTRAINT ck_opportunity_line_discount CHECK (discount >= 0 AND discount <= 1 AND amount >= 0)
);
CREATE INDEX ix_opportunity_line_opportunity_id ON opportunity_line (tenant_id, opportunity_id);
CREATE INDEX ix_opportunity_line_product_id ON opportunity_line (tenant_id, product_id);
COMMENT ON TABLE opportunity_line IS 'tenant';
ALTER TABLE opportunity_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON opportunity_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON opportunity_line TO heyi_app;
GRANT SELECT ON opportunity_line TO heyi_read, heyi_backup;

CREATE TABLE purchase_order_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    order_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_id UUID NOT NULL,
    typed_quantity NUMERIC(20, 6) NOT NULL,
    unit_numerator BIGINT DEFAULT '1' NOT NULL,
    unit_denominator BIGINT DEFAULT '1' NOT NULL,
    unit_price NUMERIC(20, 6) NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    expected_on DATE,
    received NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    received_net NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    returned NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    returned_net NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    invoiced NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    invoiced_net NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_purchase_order_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_purchase_order_line_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES purchase_order (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_purchase_order_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_order_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_purchase_order_line_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_purchase_order_line_typed CHECK (typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator),
    CONSTRAINT ck_purchase_order_line_received CHECK (quantity > 0 AND received >= 0 AND received <= quantity),
    CONSTRAINT ck_purchase_order_line_returned CHECK (returned >= 0 AND returned <= received),
    CONSTRAINT ck_purchase_order_line_invoiced CHECK (invoiced >= 0 AND invoiced <= received)
);
CREATE INDEX ix_purchase_order_line_order_id ON purchase_order_line (tenant_id, order_id);
CREATE INDEX ix_purchase_order_line_product_id ON purchase_order_line (tenant_id, product_id);
CREATE INDEX ix_purchase_order_line_unbilled ON purchase_order_line (tenant_id, order_id) WHERE received - returned <> invoiced;
COMMENT ON TABLE purchase_order_line IS 'tenant';
ALTER TABLE purchase_order_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_order_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_order_line TO heyi_app;
GRANT SELECT ON purchase_order_line TO heyi_read, heyi_backup;

CREATE TABLE purchase_receipt (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    order_id UUID NOT NULL,
    party_id UUID NOT NULL,
    received_on DATE NOT NULL,
    warehouse_id UUID NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_purchase_receipt PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_purchase_receipt_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES purchase_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_receipt_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_receipt_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_receipt_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_purchase_receipt_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_purchase_receipt_created_at_id ON purchase_receipt (tenant_id, created_at, id);
CREATE INDEX ix_purchase_receipt_order_id ON purchase_receipt (tenant_id, order_id);
CREATE INDEX ix_purchase_receipt_party_id_id ON purchase_receipt (tenant_id, party_id, id);
COMMENT ON TABLE purchase_receipt IS 'tenant';
ALTER TABLE purchase_receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_receipt USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_receipt TO heyi_app;
GRANT SELECT ON purchase_receipt TO heyi_read, heyi_backup;

CREATE TABLE receipt_tail (
    tenant_id UUID NOT NULL,
    write_off_id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    CONSTRAINT pk_receipt_tail PRIMARY KEY (tenant_id, write_off_id),
    CONSTRAINT fk_receipt_tail_tenant_id_write_off_id FOREIGN KEY(tenant_id, write_off_id) REFERENCES write_off (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_receipt_tail_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES receipt (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_receipt_tail_receipt_id ON receipt_tail (tenant_id, receipt_id);
COMMENT ON TABLE receipt_tail IS 'tenant';
ALTER TABLE receipt_tail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_tail USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON receipt_tail TO heyi_app;
GRANT SELECT ON receipt_tail TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_tail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('receipt_tail');
ALTER TABLE receipt_tail ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE stock_arrival (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    transfer_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    arrived_on DATE NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_arrival PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_arrival_tenant_id_transfer_id FOREIGN KEY(tenant_id, transfer_id) REFERENCES stock_transfer (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_arrival_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_arrival_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_arrival_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_arrival_created_at_id ON stock_arrival (tenant_id, created_at, id);
CREATE INDEX ix_stock_arrival_transfer_id ON stock_arrival (tenant_id, transfer_id);
COMMENT ON TABLE stock_arrival IS 'tenant';
ALTER TABLE stock_arrival ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_arrival USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_arrival TO heyi_app;
GRANT SELECT ON stock_arrival TO heyi_read, heyi_backup;

CREATE TABLE stock_balance (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    on_hand NUMERIC(20, 6) NOT NULL,
    held NUMERIC(20, 6) NOT NULL,
    blocked NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    apart BOOLEAN DEFAULT 'false' NOT NULL,
    usual_bin_id UUID,
    frozen_by UUID,
    short BOOLEAN DEFAULT 'false' NOT NULL,
    CONSTRAINT pk_stock_balance PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_balance_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_balance_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_balance_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_balance_tenant_id_usual_bin_id FOREIGN KEY(tenant_id, usual_bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_balance_tenant_id_frozen_by FOREIGN KEY(tenant_id, frozen_by) REFERENCES stock_count (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_balance_tenant_id_warehouse_id_product_id UNIQUE (tenant_id, warehouse_id, product_id),
    CONSTRAINT ck_stock_balance_on_hand CHECK (on_hand >= 0 OR short),
    CONSTRAINT ck_stock_balance_held CHECK (held >= 0 AND blocked >= 0 AND (held + blocked <= on_hand OR short))
);
CREATE INDEX ix_stock_balance_product_id ON stock_balance (tenant_id, product_id);
CREATE INDEX ix_stock_balance_short ON stock_balance (tenant_id, warehouse_id) WHERE short;
COMMENT ON TABLE stock_balance IS 'tenant';
ALTER TABLE stock_balance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_balance USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_balance TO heyi_app;
GRANT SELECT ON stock_balance TO heyi_read, heyi_backup;

CREATE TABLE stock_count_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    count_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    bin_id UUID,
    lot TEXT COLLATE "C",
    expected NUMERIC(20, 6),
    counted NUMERIC(20, 6),
    counted_at TIMESTAMP WITH TIME ZONE,
    counted_by UUID,
    recounts INTEGER DEFAULT '0' NOT NULL,
    moved NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    value NUMERIC(20, 4),
    CONSTRAINT pk_stock_count_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_count_line_tenant_id_count_id FOREIGN KEY(tenant_id, count_id) REFERENCES stock_count (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_count_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_count_line_tenant_id_bin_id FOREIGN KEY(tenant_id, bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_count_line_place UNIQUE NULLS NOT DISTINCT (tenant_id, count_id, product_id, bin_id, lot),
    CONSTRAINT ck_stock_count_line_counted CHECK ((counted IS NULL OR (counted >= 0 AND expected IS NOT NULL AND counted_at IS NOT NULL)))
);
CREATE INDEX ix_stock_count_line_product_id_counted_at ON stock_count_line (tenant_id, product_id, counted_at);
COMMENT ON TABLE stock_count_line IS 'tenant';
ALTER TABLE stock_count_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_count_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_count_line TO heyi_app;
GRANT SELECT ON stock_count_line TO heyi_read, heyi_backup;

CREATE TABLE stock_detail (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    lot_id UUID,
    bin_id UUID,
    quality TEXT COLLATE "C" NOT NULL,
    serial BOOLEAN DEFAULT 'false' NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_stock_detail PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_detail_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_detail_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_detail_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_detail_tenant_id_lot_id FOREIGN KEY(tenant_id, lot_id) REFERENCES stock_lot (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_detail_tenant_id_bin_id FOREIGN KEY(tenant_id, bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_detail_place UNIQUE NULLS NOT DISTINCT (tenant_id, warehouse_id, product_id, lot_id, quality, bin_id),
    CONSTRAINT ck_stock_detail_quantity CHECK (quantity >= 0 AND (NOT serial OR quantity <= 1)),
    CONSTRAINT ck_stock_detail_quality CHECK (quality IN ('free', 'quarantine', 'blocked'))
);
CREATE INDEX ix_stock_detail_bin ON stock_detail (tenant_id, bin_id) WHERE bin_id IS NOT NULL AND quantity > 0;
CREATE INDEX ix_stock_detail_lot_id ON stock_detail (tenant_id, lot_id);
CREATE INDEX ix_stock_detail_lying ON stock_detail (tenant_id, product_id, warehouse_id) WHERE quantity > 0;
CREATE INDEX ix_stock_detail_unfree ON stock_detail (tenant_id, company_id, id) WHERE quality <> 'free' AND quantity > 0;
CREATE UNIQUE INDEX uq_stock_detail_serial ON stock_detail (tenant_id, lot_id) WHERE serial AND quantity > 0;
COMMENT ON TABLE stock_detail IS 'tenant';
ALTER TABLE stock_detail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_detail USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_detail TO heyi_app;
GRANT SELECT ON stock_detail TO heyi_read, heyi_backup;

CREATE TABLE stock_issue (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    issued_on DATE NOT NULL,
    total NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" DEFAULT 'posted' NOT NULL,
    note TEXT COLLATE "C",
    count_id UUID,
    transfer_id UUID,
    reverses_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_issue PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_issue_tenant_id_count_id FOREIGN KEY(tenant_id, count_id) REFERENCES stock_count (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_issue_tenant_id_transfer_id FOREIGN KEY(tenant_id, transfer_id) REFERENCES stock_transfer (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_issue_tenant_id_reverses_id FOREIGN KEY(tenant_id, reverses_id) REFERENCES stock_issue (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_issue_tenant_id_count_id UNIQUE (tenant_id, count_id),
    CONSTRAINT uq_stock_issue_tenant_id_reverses_id UNIQUE (tenant_id, reverses_id),
    CONSTRAINT ck_stock_issue_reversal CHECK ((state = 'reversal') = (reverses_id IS NOT NULL)),
    CONSTRAINT ck_stock_issue_count CHECK ((reason = 'count_loss' AND reverses_id IS NULL) = (count_id IS NOT NULL)),
    CONSTRAINT ck_stock_issue_theirs CHECK (reason NOT IN ('given_back', 'used_up', 'bought_out') OR total = 0),
    CONSTRAINT ck_stock_issue_transfer CHECK ((reason = 'transit_loss') = (transfer_id IS NOT NULL)),
    CONSTRAINT fk_stock_issue_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_issue_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_issue_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_issue_created_at_id ON stock_issue (tenant_id, created_at, id);
CREATE INDEX ix_stock_issue_transfer_id ON stock_issue (tenant_id, transfer_id);
COMMENT ON TABLE stock_issue IS 'tenant';
ALTER TABLE stock_issue ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_issue USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_issue TO heyi_app;
GRANT SELECT ON stock_issue TO heyi_read, heyi_backup;

CREATE TABLE stock_layer (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    product_id UUID NOT NULL,
    move_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    seq BIGINT NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    value NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_stock_layer PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_layer_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_layer_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_layer_tenant_id_move_id FOREIGN KEY(tenant_id, move_id) REFERENCES stock_move (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_layer_tenant_id_move_id UNIQUE (tenant_id, move_id),
    CONSTRAINT ck_stock_layer_quantity CHECK (quantity > 0 AND value >= 0)
);
CREATE INDEX ix_stock_layer_company_id_product_id_occurred_on_seq ON stock_layer (tenant_id, company_id, product_id, occurred_on, seq);
COMMENT ON TABLE stock_layer IS 'tenant';
ALTER TABLE stock_layer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_layer USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_layer TO heyi_app;
GRANT SELECT ON stock_layer TO heyi_read, heyi_backup;

CREATE TABLE stock_move_detail (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    move_id UUID NOT NULL,
    lot_id UUID,
    bin_id UUID,
    quality TEXT COLLATE "C" NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_stock_move_detail PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_move_detail_tenant_id_move_id FOREIGN KEY(tenant_id, move_id) REFERENCES stock_move (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_move_detail_tenant_id_lot_id FOREIGN KEY(tenant_id, lot_id) REFERENCES stock_lot (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_move_detail_tenant_id_bin_id FOREIGN KEY(tenant_id, bin_id) REFERENCES warehouse_bin (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_stock_move_detail_quantity CHECK (quantity <> 0),
    CONSTRAINT ck_stock_move_detail_quality CHECK (quality IN ('free', 'quarantine', 'blocked'))
);
CREATE INDEX ix_stock_move_detail_lot_id ON stock_move_detail (tenant_id, lot_id);
CREATE INDEX ix_stock_move_detail_move_id ON stock_move_detail (tenant_id, move_id);
COMMENT ON TABLE stock_move_detail IS 'tenant';
ALTER TABLE stock_move_detail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_move_detail USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON stock_move_detail TO heyi_app;
GRANT SELECT ON stock_move_detail TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_move_detail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('stock_move_detail');
ALTER TABLE stock_move_detail ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE stock_receipt (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    warehouse_id UUID NOT NULL,
    received_on DATE NOT NULL,
    total NUMERIC(20, 4) NOT NULL,
    state TEXT COLLATE "C" DEFAULT 'posted' NOT NULL,
    note TEXT COLLATE "C",
    count_id UUID,
    reverses_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_stock_receipt PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_receipt_tenant_id_count_id FOREIGN KEY(tenant_id, count_id) REFERENCES stock_count (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_receipt_tenant_id_reverses_id FOREIGN KEY(tenant_id, reverses_id) REFERENCES stock_receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_receipt_tenant_id_count_id UNIQUE (tenant_id, count_id),
    CONSTRAINT uq_stock_receipt_tenant_id_reverses_id UNIQUE (tenant_id, reverses_id),
    CONSTRAINT ck_stock_receipt_reversal CHECK ((state = 'reversal') = (reverses_id IS NOT NULL)),
    CONSTRAINT ck_stock_receipt_count CHECK ((reason = 'count_gain' AND reverses_id IS NULL) = (count_id IS NOT NULL)),
    CONSTRAINT fk_stock_receipt_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_receipt_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_receipt_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_stock_receipt_created_at_id ON stock_receipt (tenant_id, created_at, id);
COMMENT ON TABLE stock_receipt IS 'tenant';
ALTER TABLE stock_receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_receipt USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_receipt TO heyi_app;
GRANT SELECT ON stock_receipt TO heyi_read, heyi_backup;

CREATE TABLE stock_transfer_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    transfer_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    arrived NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    returned NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    lost NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_stock_transfer_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_transfer_line_tenant_id_transfer_id FOREIGN KEY(tenant_id, transfer_id) REFERENCES stock_transfer (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_stock_transfer_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_transfer_line_tenant_id_transfer_id_line_no UNIQUE (tenant_id, transfer_id, line_no),
    CONSTRAINT ck_stock_transfer_line_quantities CHECK (quantity > 0 AND arrived >= 0 AND returned >= 0 AND lost >= 0 AND arrived + returned + lost <= quantity)
);
CREATE INDEX ix_stock_transfer_line_product_id ON stock_transfer_line (tenant_id, product_id);
COMMENT ON TABLE stock_transfer_line IS 'tenant';
ALTER TABLE stock_transfer_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_transfer_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_transfer_line TO heyi_app;
GRANT SELECT ON stock_transfer_line TO heyi_read, heyi_backup;

CREATE TABLE stock_verdict_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    verdict_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    lot_id UUID,
    before TEXT COLLATE "C" NOT NULL,
    after TEXT COLLATE "C" NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_stock_verdict_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_verdict_line_tenant_id_verdict_id FOREIGN KEY(tenant_id, verdict_id) REFERENCES stock_verdict (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_verdict_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_verdict_line_tenant_id_lot_id FOREIGN KEY(tenant_id, lot_id) REFERENCES stock_lot (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_verdict_line_tenant_id_verdict_id_line_no UNIQUE (tenant_id, verdict_id, line_no),
    CONSTRAINT ck_stock_verdict_line_quantity CHECK (quantity > 0),
    CONSTRAINT ck_stock_verdict_line_quality CHECK (before IN ('free', 'quarantine', 'blocked') AND after IN ('free', 'quarantine', 'blocked') AND before <> after)
);
COMMENT ON TABLE stock_verdict_line IS 'tenant';
ALTER TABLE stock_verdict_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_verdict_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON stock_verdict_line TO heyi_app;
GRANT SELECT ON stock_verdict_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_verdict_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('stock_verdict_line');
ALTER TABLE stock_verdict_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE supplier_invoice (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C",
    supplier_number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    order_id UUID,
    landed_cost_id UUID,
    invoiced_on DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    match_state TEXT COLLATE "C" NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    settled NUMERIC(20, 4) NOT NULL,
    open NUMERIC(20, 4) NOT NULL,
    override_reason TEXT COLLATE "C",
    note TEXT COLLATE "C",
    warehouse_id UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_supplier_invoice PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_supplier_invoice_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_supplier_invoice_tenant_id_landed_cost_id UNIQUE (tenant_id, landed_cost_id),
    CONSTRAINT ck_supplier_invoice_for_what CHECK (num_nonnulls(order_id, landed_cost_id) = CASE WHEN kind IN ('opening', 'bill') THEN 0 ELSE 1 END),
    CONSTRAINT ck_supplier_invoice_where CHECK ((order_id IS NULL) = (warehouse_id IS NULL)),
    CONSTRAINT ck_supplier_invoice_amounts CHECK (net + tax = gross AND gross >= 0 AND (NOT kind IN ('opening', 'bill') OR tax = 0)),
    CONSTRAINT ck_supplier_invoice_open CHECK (settled >= 0 AND settled <= gross AND open = CASE WHEN state = 'posted' THEN gross - settled ELSE 0 END),
    CONSTRAINT ck_supplier_invoice_number CHECK ((number IS NOT NULL) = (state = 'posted' OR kind IN ('opening', 'bill'))),
    CONSTRAINT ck_supplier_invoice_overridden CHECK ((match_state = 'overridden') = (override_reason IS NOT NULL)),
    CONSTRAINT fk_supplier_invoice_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_invoice_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES purchase_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_invoice_tenant_id_landed_cost_id FOREIGN KEY(tenant_id, landed_cost_id) REFERENCES landed_cost (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_invoice_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_supplier_invoice_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_supplier_invoice_created_at_id ON supplier_invoice (tenant_id, created_at, id);
CREATE INDEX ix_supplier_invoice_order_id ON supplier_invoice (tenant_id, order_id);
CREATE INDEX ix_supplier_invoice_party_id_state_id ON supplier_invoice (tenant_id, party_id, state, id);
CREATE UNIQUE INDEX uq_supplier_invoice_supplier_number ON supplier_invoice (tenant_id, company_id, party_id, supplier_number) WHERE state <> 'cancelled' AND kind <> 'bill';
COMMENT ON TABLE supplier_invoice IS 'tenant';
ALTER TABLE supplier_invoice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON supplier_invoice USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON supplier_invoice TO heyi_app;
GRANT SELECT ON supplier_invoice TO heyi_read, heyi_backup;

CREATE TABLE bank_match_line (
    tenant_id UUID NOT NULL,
    line_id UUID NOT NULL,
    match_id UUID NOT NULL,
    CONSTRAINT pk_bank_match_line PRIMARY KEY (tenant_id, line_id),
    CONSTRAINT fk_bank_match_line_tenant_id_line_id FOREIGN KEY(tenant_id, line_id) REFERENCES counted_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_match_line_tenant_id_match_id FOREIGN KEY(tenant_id, match_id) REFERENCES bank_match (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_bank_match_line_match_id ON bank_match_line (tenant_id, match_id);
COMMENT ON TABLE bank_match_line IS 'tenant';
ALTER TABLE bank_match_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bank_match_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_match_line TO heyi_app;
GRANT SELECT ON bank_match_line TO heyi_read, heyi_backup;

CREATE TABLE goods_hold_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    hold_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_id UUID NOT NULL,
    typed_quantity NUMERIC(20, 6) NOT NULL,
    unit_numerator BIGINT DEFAULT '1' NOT NULL,
    unit_denominator BIGINT DEFAULT '1' NOT NULL,
    used NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_goods_hold_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_goods_hold_line_tenant_id_hold_id FOREIGN KEY(tenant_id, hold_id) REFERENCES goods_hold (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_goods_hold_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_goods_hold_line_typed CHECK (typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator),
    CONSTRAINT ck_goods_hold_line_used CHECK (quantity > 0 AND used >= 0 AND used <= quantity)
);
CREATE INDEX ix_goods_hold_line_hold_id ON goods_hold_line (tenant_id, hold_id);
COMMENT ON TABLE goods_hold_line IS 'tenant';
ALTER TABLE goods_hold_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON goods_hold_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON goods_hold_line TO heyi_app;
GRANT SELECT ON goods_hold_line TO heyi_read, heyi_backup;

CREATE TABLE payment_allocation (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    payment_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    dishonour INTEGER,
    CONSTRAINT pk_payment_allocation PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_payment_allocation_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES payment (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_payment_allocation_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES supplier_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_payment_allocation_amount CHECK (amount > 0 OR (dishonour IS NOT NULL AND amount <> 0))
);
CREATE INDEX ix_payment_allocation_invoice_id ON payment_allocation (tenant_id, invoice_id);
CREATE INDEX ix_payment_allocation_payment_id ON payment_allocation (tenant_id, payment_id);
COMMENT ON TABLE payment_allocation IS 'tenant';
ALTER TABLE payment_allocation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON payment_allocation USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON payment_allocation TO heyi_app;
GRANT SELECT ON payment_allocation TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('payment_allocation');
ALTER TABLE payment_allocation ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE purchase_receipt_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    order_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    returned NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    returned_net NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_purchase_receipt_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_purchase_receipt_line_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES purchase_receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_receipt_line_tenant_id_order_line_id FOREIGN KEY(tenant_id, order_line_id) REFERENCES purchase_order_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_receipt_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_purchase_receipt_line_returned CHECK (quantity > 0 AND returned >= 0 AND returned <= quantity)
);
CREATE INDEX ix_purchase_receipt_line_order_line_id ON purchase_receipt_line (tenant_id, order_line_id);
CREATE INDEX ix_purchase_receipt_line_receipt_id ON purchase_receipt_line (tenant_id, receipt_id);
COMMENT ON TABLE purchase_receipt_line IS 'tenant';
ALTER TABLE purchase_receipt_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_receipt_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_receipt_line TO heyi_app;
GRANT SELECT ON purchase_receipt_line TO heyi_read, heyi_backup;

CREATE TABLE purchase_return (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    receipt_id UUID NOT NULL,
    party_id UUID NOT NULL,
    returned_on DATE NOT NULL,
    warehouse_id UUID NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    credit_state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_purchase_return PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_purchase_return_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES purchase_receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_return_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_return_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_return_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_purchase_return_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_purchase_return_created_at_id ON purchase_return (tenant_id, created_at, id);
CREATE INDEX ix_purchase_return_party_id_id ON purchase_return (tenant_id, party_id, id);
CREATE INDEX ix_purchase_return_receipt_id ON purchase_return (tenant_id, receipt_id);
COMMENT ON TABLE purchase_return IS 'tenant';
ALTER TABLE purchase_return ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_return USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_return TO heyi_app;
GRANT SELECT ON purchase_return TO heyi_read, heyi_backup;

CREATE TABLE sales_order (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    ordered_on DATE NOT NULL,
    deliver_on DATE,
    next_delivery_on DATE,
    state TEXT COLLATE "C" NOT NULL,
    delivery_state TEXT COLLATE "C" NOT NULL,
    invoice_state TEXT COLLATE "C" NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    prices_include_tax BOOLEAN NOT NULL,
    warehouse_id UUID NOT NULL,
    owner_id UUID,
    note TEXT COLLATE "C",
    hold_id UUID,
    change_no BIGINT DEFAULT '0' NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    whole_discount_share NUMERIC(9, 6),
    whole_discount NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_sales_order PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_sales_order_whole_discount CHECK (whole_discount >= 0 AND whole_discount_share BETWEEN 0 AND 1),
    CONSTRAINT ck_sales_order_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_sales_order_deliver_on CHECK (deliver_on >= ordered_on),
    CONSTRAINT ck_sales_order_confirmed CHECK (state IN ('draft', 'cancelled') OR confirmed_at IS NOT NULL),
    CONSTRAINT fk_sales_order_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_tenant_id_hold_id FOREIGN KEY(tenant_id, hold_id) REFERENCES goods_hold (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sales_order_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_sales_order_company_id_next_delivery_on ON sales_order (tenant_id, company_id, next_delivery_on);
CREATE INDEX ix_sales_order_created_at_id ON sales_order (tenant_id, created_at, id);
CREATE INDEX ix_sales_order_hold_id ON sales_order (tenant_id, hold_id);
CREATE INDEX ix_sales_order_owner_id_ordered_on ON sales_order (tenant_id, owner_id, ordered_on);
CREATE INDEX ix_sales_order_party_id_id ON sales_order (tenant_id, party_id, id);
CREATE INDEX ix_sales_order_to_confirm ON sales_order (tenant_id, company_id) WHERE state = 'draft';
CREATE INDEX ix_sales_order_to_deliver ON sales_order (tenant_id, company_id) WHERE state = 'confirmed' AND delivery_state IS DISTINCT FROM 'full' COLLATE "C";
CREATE INDEX ix_sales_order_to_invoice ON sales_order (tenant_id, company_id) WHERE delivery_state IS DISTINCT FROM 'none' COLLATE "C" AND invoice_state IS DISTINCT FROM 'full' COLLATE "C";
COMMENT ON TABLE sales_order IS 'tenant';
ALTER TABLE sales_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_order USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_order TO heyi_app;
GRANT SELECT ON sales_order TO heyi_read, heyi_backup;

CREATE TABLE stock_arrival_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    arrival_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    transfer_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_stock_arrival_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_arrival_line_tenant_id_arrival_id FOREIGN KEY(tenant_id, arrival_id) REFERENCES stock_arrival (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_arrival_line_tenant_id_transfer_line_id FOREIGN KEY(tenant_id, transfer_line_id) REFERENCES stock_transfer_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_arrival_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_arrival_line_tenant_id_arrival_id_line_no UNIQUE (tenant_id, arrival_id, line_no),
    CONSTRAINT ck_stock_arrival_line_quantity CHECK (quantity > 0)
);
CREATE INDEX ix_stock_arrival_line_transfer_line_id ON stock_arrival_line (tenant_id, transfer_line_id);
COMMENT ON TABLE stock_arrival_line IS 'tenant';
ALTER TABLE stock_arrival_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_arrival_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON stock_arrival_line TO heyi_app;
GRANT SELECT ON stock_arrival_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_arrival_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('stock_arrival_line');
ALTER TABLE stock_arrival_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE stock_issue_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    issue_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    value NUMERIC(20, 4) NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    transfer_line_id UUID,
    tax_code TEXT COLLATE "C",
    market_value NUMERIC(20, 4),
    tax NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    tax_account TEXT COLLATE "C",
    CONSTRAINT pk_stock_issue_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_issue_line_tenant_id_issue_id FOREIGN KEY(tenant_id, issue_id) REFERENCES stock_issue (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_issue_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_issue_line_tenant_id_transfer_line_id FOREIGN KEY(tenant_id, transfer_line_id) REFERENCES stock_transfer_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_issue_line_tenant_id_issue_id_line_no UNIQUE (tenant_id, issue_id, line_no),
    CONSTRAINT ck_stock_issue_line_deemed CHECK ((market_value IS NULL) = (tax_account IS NULL) AND (market_value IS NOT NULL OR tax = 0)),
    CONSTRAINT ck_stock_issue_line_quantity CHECK (quantity <> 0 AND value * sign(quantity) >= 0)
);
CREATE INDEX ix_stock_issue_line_transfer_line_id ON stock_issue_line (tenant_id, transfer_line_id);
COMMENT ON TABLE stock_issue_line IS 'tenant';
ALTER TABLE stock_issue_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_issue_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_issue_line TO heyi_app;
GRANT SELECT ON stock_issue_line TO heyi_read, heyi_backup;

CREATE TABLE stock_receipt_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_cost NUMERIC(20, 6) NOT NULL,
    value NUMERIC(20, 4) NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_stock_receipt_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_stock_receipt_line_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES stock_receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_receipt_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_stock_receipt_line_tenant_id_receipt_id_line_no UNIQUE (tenant_id, receipt_id, line_no),
    CONSTRAINT ck_stock_receipt_line_quantity CHECK (quantity <> 0 AND value * sign(quantity) >= 0)
);
COMMENT ON TABLE stock_receipt_line IS 'tenant';
ALTER TABLE stock_receipt_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_receipt_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_receipt_line TO heyi_app;
GRANT SELECT ON stock_receipt_line TO heyi_read, heyi_backup;

CREATE TABLE supplier_invoice_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    order_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_price NUMERIC(20, 6) NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    estimate NUMERIC(20, 4) NOT NULL,
    ordered_net NUMERIC(20, 4) NOT NULL,
    ordered_gross NUMERIC(20, 4) NOT NULL,
    ordered_tax_rate NUMERIC(9, 6) NOT NULL,
    CONSTRAINT pk_supplier_invoice_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_supplier_invoice_line_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES supplier_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_invoice_line_tenant_id_order_line_id FOREIGN KEY(tenant_id, order_line_id) REFERENCES purchase_order_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_invoice_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_supplier_invoice_line_amounts CHECK (net + tax = gross AND quantity > 0)
);
CREATE INDEX ix_supplier_invoice_line_invoice_id ON supplier_invoice_line (tenant_id, invoice_id);
CREATE INDEX ix_supplier_invoice_line_order_line_id ON supplier_invoice_line (tenant_id, order_line_id);
COMMENT ON TABLE supplier_invoice_line IS 'tenant';
ALTER TABLE supplier_invoice_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON supplier_invoice_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON supplier_invoice_line TO heyi_app;
GRANT SELECT ON supplier_invoice_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON supplier_invoice_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('supplier_invoice_line');
ALTER TABLE supplier_invoice_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE supplier_settlement (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_supplier_settlement PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_supplier_settlement_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_supplier_settlement_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES supplier_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_supplier_settlement_amount CHECK (amount <> 0)
);
CREATE INDEX ix_supplier_settlement_invoice_id ON supplier_settlement (tenant_id, invoice_id);
CREATE INDEX ix_supplier_settlement_source_type_source_id ON supplier_settlement (tenant_id, source_type, source_id);
COMMENT ON TABLE supplier_settlement IS 'tenant';
ALTER TABLE supplier_settlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON supplier_settlement USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON supplier_settlement TO heyi_app;
GRANT SELECT ON supplier_settlement TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON supplier_settlement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('supplier_settlement');
ALTER TABLE supplier_settlement ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE delivery (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    order_id UUID NOT NULL,
    party_id UUID NOT NULL,
    delivered_on DATE NOT NULL,
    warehouse_id UUID NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    recognised BOOLEAN NOT NULL,
    unbilled NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    unbilled_tax NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_delivery PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_delivery_unbilled CHECK (recognised OR (unbilled = 0 AND unbilled_tax = 0)),
    CONSTRAINT fk_delivery_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_delivery_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_delivery_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_delivery_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_delivery_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_delivery_created_at_id ON delivery (tenant_id, created_at, id);
CREATE INDEX ix_delivery_order_id ON delivery (tenant_id, order_id);
CREATE INDEX ix_delivery_party_id_id ON delivery (tenant_id, party_id, id);
CREATE INDEX ix_delivery_unbilled ON delivery (tenant_id, company_id, party_id) WHERE unbilled <> 0 OR unbilled_tax <> 0;
COMMENT ON TABLE delivery IS 'tenant';
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON delivery USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON delivery TO heyi_app;
GRANT SELECT ON delivery TO heyi_read, heyi_backup;

CREATE TABLE landed_cost_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    landed_cost_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    receipt_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    base NUMERIC(20, 6) NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    on_hand NUMERIC(20, 4) NOT NULL,
    gone_account TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_landed_cost_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_landed_cost_line_tenant_id_landed_cost_id FOREIGN KEY(tenant_id, landed_cost_id) REFERENCES landed_cost (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_landed_cost_line_tenant_id_receipt_line_id FOREIGN KEY(tenant_id, receipt_line_id) REFERENCES purchase_receipt_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_landed_cost_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_landed_cost_line_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_landed_cost_line_tenant_id_landed_cost_id_line_no UNIQUE (tenant_id, landed_cost_id, line_no),
    CONSTRAINT ck_landed_cost_line_quantity CHECK (quantity > 0 AND amount * on_hand >= 0)
);
CREATE INDEX ix_landed_cost_line_product_id ON landed_cost_line (tenant_id, product_id);
CREATE INDEX ix_landed_cost_line_receipt_line_id ON landed_cost_line (tenant_id, receipt_line_id);
COMMENT ON TABLE landed_cost_line IS 'tenant';
ALTER TABLE landed_cost_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON landed_cost_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON landed_cost_line TO heyi_app;
GRANT SELECT ON landed_cost_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON landed_cost_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('landed_cost_line');
ALTER TABLE landed_cost_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE order_advance (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    order_id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    CONSTRAINT pk_order_advance PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_order_advance_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_order_advance_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_order_advance_tenant_id_receipt_id UNIQUE (tenant_id, receipt_id)
);
CREATE INDEX ix_order_advance_order_id ON order_advance (tenant_id, order_id);
COMMENT ON TABLE order_advance IS 'tenant';
ALTER TABLE order_advance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON order_advance USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON order_advance TO heyi_app;
GRANT SELECT ON order_advance TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON order_advance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('order_advance');
ALTER TABLE order_advance ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE purchase_return_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    return_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    receipt_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_purchase_return_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_purchase_return_line_tenant_id_return_id FOREIGN KEY(tenant_id, return_id) REFERENCES purchase_return (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_return_line_tenant_id_receipt_line_id FOREIGN KEY(tenant_id, receipt_line_id) REFERENCES purchase_receipt_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_return_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_purchase_return_line_quantity CHECK (quantity > 0)
);
CREATE INDEX ix_purchase_return_line_return_id ON purchase_return_line (tenant_id, return_id);
COMMENT ON TABLE purchase_return_line IS 'tenant';
ALTER TABLE purchase_return_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON purchase_return_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON purchase_return_line TO heyi_app;
GRANT SELECT ON purchase_return_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON purchase_return_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('purchase_return_line');
ALTER TABLE purchase_return_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE quotation (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    quoted_on DATE NOT NULL,
    valid_until DATE NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    owner_id UUID,
    last_seen_at TIMESTAMP WITH TIME ZONE,
    opportunity_id UUID,
    order_id UUID,
    contact_id UUID,
    version_no BIGINT NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    prices_include_tax BOOLEAN NOT NULL,
    warehouse_id UUID NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    payment_terms TEXT COLLATE "C",
    delivery_terms TEXT COLLATE "C",
    note TEXT COLLATE "C",
    first_id UUID NOT NULL,
    shows_discount BOOLEAN DEFAULT 'true' NOT NULL,
    whole_discount_share NUMERIC(9, 6),
    whole_discount NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    first_seen_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_quotation PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_quotation_whole_discount CHECK (whole_discount >= 0 AND whole_discount_share BETWEEN 0 AND 1),
    CONSTRAINT uq_quotation_tenant_id_first_id_version_no UNIQUE (tenant_id, first_id, version_no),
    CONSTRAINT uq_quotation_tenant_id_order_id UNIQUE (tenant_id, order_id),
    CONSTRAINT ck_quotation_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_quotation_valid_until CHECK (valid_until >= quoted_on),
    CONSTRAINT ck_quotation_version_no CHECK (version_no > 0 AND (version_no = 1) = (first_id = id)),
    CONSTRAINT ck_quotation_sent CHECK (state IN ('draft', 'withdrawn') OR sent_at IS NOT NULL),
    CONSTRAINT ck_quotation_seen CHECK ((first_seen_at IS NULL) = (last_seen_at IS NULL)),
    CONSTRAINT ck_quotation_ordered CHECK (order_id IS NULL OR state IN ('sent', 'accepted')),
    CONSTRAINT fk_quotation_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_owner_id FOREIGN KEY(tenant_id, owner_id) REFERENCES app_user (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_opportunity_id FOREIGN KEY(tenant_id, opportunity_id) REFERENCES opportunity (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_contact_id FOREIGN KEY(tenant_id, contact_id) REFERENCES contact (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_quotation_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_quotation_contact_id ON quotation (tenant_id, contact_id);
CREATE INDEX ix_quotation_created_at_id ON quotation (tenant_id, created_at, id);
CREATE INDEX ix_quotation_lapses ON quotation (tenant_id, valid_until) WHERE state = 'sent';
CREATE INDEX ix_quotation_opportunity_id_id ON quotation (tenant_id, opportunity_id, id);
CREATE INDEX ix_quotation_owner_id_quoted_on ON quotation (tenant_id, owner_id, quoted_on);
CREATE INDEX ix_quotation_party_id_id ON quotation (tenant_id, party_id, id);
CREATE UNIQUE INDEX uq_quotation_draft ON quotation (tenant_id, first_id) WHERE state = 'draft';
CREATE UNIQUE INDEX uq_quotation_first_id ON quotation (tenant_id, first_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX uq_quotation_standing ON quotation (tenant_id, first_id) WHERE state IN ('sent', 'accepted');
COMMENT ON TABLE quotation IS 'tenant';
ALTER TABLE quotation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quotation USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON quotation TO heyi_app;
GRANT SELECT ON quotation TO heyi_read, heyi_backup;

CREATE TABLE receipt_plan (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    order_id UUID NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_receipt_plan PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_receipt_plan_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_receipt_plan_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_receipt_plan_tenant_id_order_id UNIQUE (tenant_id, order_id)
);
COMMENT ON TABLE receipt_plan IS 'tenant';
ALTER TABLE receipt_plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_plan USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON receipt_plan TO heyi_app;
GRANT SELECT ON receipt_plan TO heyi_read, heyi_backup;

CREATE TABLE sales_order_change (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    order_id UUID NOT NULL,
    version_no BIGINT NOT NULL,
    party_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    changed_on DATE NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    gross_change NUMERIC(20, 4) NOT NULL,
    deliver_on DATE,
    note TEXT COLLATE "C",
    old_deliver_on DATE,
    old_note TEXT COLLATE "C",
    applied_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_sales_order_change PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_sales_order_change_tenant_id_order_id_version_no UNIQUE (tenant_id, order_id, version_no),
    CONSTRAINT ck_sales_order_change_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_sales_order_change_version_no CHECK (version_no > 0),
    CONSTRAINT ck_sales_order_change_applied CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
    CONSTRAINT fk_sales_order_change_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_change_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_change_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sales_order_change_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_sales_order_change_created_at_id ON sales_order_change (tenant_id, created_at, id);
CREATE INDEX ix_sales_order_change_party_id_id ON sales_order_change (tenant_id, party_id, id);
CREATE UNIQUE INDEX uq_sales_order_change_order_id ON sales_order_change (tenant_id, order_id) WHERE state = 'draft';
COMMENT ON TABLE sales_order_change IS 'tenant';
ALTER TABLE sales_order_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_order_change USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_order_change TO heyi_app;
GRANT SELECT ON sales_order_change TO heyi_read, heyi_backup;

CREATE TABLE sales_order_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    order_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    is_goods BOOLEAN NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_id UUID NOT NULL,
    typed_quantity NUMERIC(20, 6) NOT NULL,
    unit_numerator BIGINT DEFAULT '1' NOT NULL,
    unit_denominator BIGINT DEFAULT '1' NOT NULL,
    list_price NUMERIC(20, 6),
    unit_price NUMERIC(20, 6) NOT NULL,
    head_discount NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    deliver_on DATE,
    delivered NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    returned NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    settled NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_sales_order_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_order_line_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_sales_order_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_sales_order_line_discounts CHECK (unit_price >= 0 AND list_price >= 0 AND head_discount >= 0 AND gross >= 0),
    CONSTRAINT ck_sales_order_line_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_sales_order_line_typed CHECK (typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator),
    CONSTRAINT ck_sales_order_line_delivered CHECK (quantity > 0 AND delivered >= 0 AND delivered <= quantity),
    CONSTRAINT ck_sales_order_line_returned CHECK (returned >= 0 AND returned <= delivered),
    CONSTRAINT ck_sales_order_line_settled CHECK (settled >= 0 AND settled <= delivered)
);
CREATE INDEX ix_sales_order_line_order_id ON sales_order_line (tenant_id, order_id);
COMMENT ON TABLE sales_order_line IS 'tenant';
ALTER TABLE sales_order_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_order_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_order_line TO heyi_app;
GRANT SELECT ON sales_order_line TO heyi_read, heyi_backup;

CREATE TABLE delivery_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    delivery_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    order_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    returned NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    returned_net NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    returned_tax NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    returned_cost NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    invoiced BOOLEAN DEFAULT 'false' NOT NULL,
    CONSTRAINT pk_delivery_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_delivery_line_tenant_id_delivery_id FOREIGN KEY(tenant_id, delivery_id) REFERENCES delivery (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_delivery_line_tenant_id_order_line_id FOREIGN KEY(tenant_id, order_line_id) REFERENCES sales_order_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_delivery_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_delivery_line_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_delivery_line_returned CHECK (quantity > 0 AND returned >= 0 AND returned <= quantity)
);
CREATE INDEX ix_delivery_line_delivery_id ON delivery_line (tenant_id, delivery_id);
CREATE INDEX ix_delivery_line_order_line_id ON delivery_line (tenant_id, order_line_id);
COMMENT ON TABLE delivery_line IS 'tenant';
ALTER TABLE delivery_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON delivery_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON delivery_line TO heyi_app;
GRANT SELECT ON delivery_line TO heyi_read, heyi_backup;

CREATE TABLE pick_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    pick_list_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    order_id UUID NOT NULL,
    order_line_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    bin TEXT COLLATE "C" NOT NULL,
    lot TEXT COLLATE "C" NOT NULL,
    expires_on DATE,
    quantity NUMERIC(20, 6) NOT NULL,
    found NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    picked NUMERIC(20, 6),
    reason TEXT COLLATE "C",
    delivery_id UUID,
    CONSTRAINT pk_pick_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_pick_line_tenant_id_pick_list_id FOREIGN KEY(tenant_id, pick_list_id) REFERENCES pick_list (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_pick_line_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_pick_line_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_pick_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_pick_line_tenant_id_delivery_id FOREIGN KEY(tenant_id, delivery_id) REFERENCES delivery (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_pick_line_tenant_id_pick_list_id_line_no UNIQUE (tenant_id, pick_list_id, line_no),
    CONSTRAINT ck_pick_line_picked CHECK (quantity > 0 AND (picked IS NULL OR (picked >= 0 AND picked <= quantity))),
    CONSTRAINT ck_pick_line_found CHECK (found >= 0 AND found <= quantity),
    CONSTRAINT ck_pick_line_short CHECK (picked IS NULL OR picked = quantity OR reason IS NOT NULL),
    CONSTRAINT ck_pick_line_delivered CHECK ((delivery_id IS NOT NULL) = (picked IS NOT NULL AND picked > 0))
);
CREATE INDEX ix_pick_line_order_id ON pick_line (tenant_id, order_id);
COMMENT ON TABLE pick_line IS 'tenant';
ALTER TABLE pick_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pick_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON pick_line TO heyi_app;
GRANT SELECT ON pick_line TO heyi_read, heyi_backup;

CREATE TABLE quotation_answer (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    quotation_id UUID NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    how TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    answered_on DATE NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    user_agent TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    recorded_by UUID,
    CONSTRAINT pk_quotation_answer PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_quotation_answer_tenant_id_quotation_id FOREIGN KEY(tenant_id, quotation_id) REFERENCES quotation (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_quotation_answer_tenant_id_quotation_id UNIQUE (tenant_id, quotation_id),
    CONSTRAINT ck_quotation_answer_verdict CHECK (verdict IN ('accepted', 'declined')),
    CONSTRAINT ck_quotation_answer_how CHECK (how IN ('link', 'phone', 'paper', 'message')),
    CONSTRAINT ck_quotation_answer_certified CHECK (how <> 'link' OR (name <> '' AND address <> '' AND recorded_by IS NULL))
);
COMMENT ON TABLE quotation_answer IS 'tenant';
ALTER TABLE quotation_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quotation_answer USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON quotation_answer TO heyi_app;
GRANT SELECT ON quotation_answer TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON quotation_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('quotation_answer');
ALTER TABLE quotation_answer ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE quotation_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    quotation_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    is_goods BOOLEAN NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_id UUID NOT NULL,
    typed_quantity NUMERIC(20, 6) NOT NULL,
    unit_numerator BIGINT DEFAULT '1' NOT NULL,
    unit_denominator BIGINT DEFAULT '1' NOT NULL,
    list_price NUMERIC(20, 6),
    unit_price NUMERIC(20, 6) NOT NULL,
    head_discount NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_quotation_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_quotation_line_tenant_id_quotation_id FOREIGN KEY(tenant_id, quotation_id) REFERENCES quotation (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_quotation_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_quotation_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_quotation_line_discounts CHECK (unit_price >= 0 AND list_price >= 0 AND head_discount >= 0 AND gross >= 0),
    CONSTRAINT uq_quotation_line_tenant_id_quotation_id_line_no UNIQUE (tenant_id, quotation_id, line_no),
    CONSTRAINT ck_quotation_line_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_quotation_line_typed CHECK (typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator)
);
CREATE INDEX ix_quotation_line_product_id ON quotation_line (tenant_id, product_id);
COMMENT ON TABLE quotation_line IS 'tenant';
ALTER TABLE quotation_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quotation_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON quotation_line TO heyi_app;
GRANT SELECT ON quotation_line TO heyi_read, heyi_backup;

CREATE TABLE quotation_link (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    quotation_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_quotation_link PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_quotation_link_tenant_id_quotation_id FOREIGN KEY(tenant_id, quotation_id) REFERENCES quotation (tenant_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX uq_quotation_link_open ON quotation_link (tenant_id, quotation_id) WHERE ended_at IS NULL;
COMMENT ON TABLE quotation_link IS 'tenant';
ALTER TABLE quotation_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quotation_link USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON quotation_link TO heyi_app;
GRANT SELECT ON quotation_link TO heyi_read, heyi_backup;

CREATE TABLE quotation_sending (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    quotation_id UUID NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_by UUID,
    CONSTRAINT pk_quotation_sending PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_quotation_sending_tenant_id_quotation_id FOREIGN KEY(tenant_id, quotation_id) REFERENCES quotation (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_quotation_sending_tenant_id_quotation_id UNIQUE (tenant_id, quotation_id)
);
COMMENT ON TABLE quotation_sending IS 'tenant';
ALTER TABLE quotation_sending ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quotation_sending USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON quotation_sending TO heyi_app;
GRANT SELECT ON quotation_sending TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON quotation_sending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('quotation_sending');
ALTER TABLE quotation_sending ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE receipt_plan_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    plan_id UUID NOT NULL,
    position INTEGER NOT NULL,
    due_on DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    note TEXT COLLATE "C",
    CONSTRAINT pk_receipt_plan_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_receipt_plan_line_tenant_id_plan_id FOREIGN KEY(tenant_id, plan_id) REFERENCES receipt_plan (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_receipt_plan_line_tenant_id_plan_id_position UNIQUE (tenant_id, plan_id, position),
    CONSTRAINT ck_receipt_plan_line_amount CHECK (amount > 0 AND position > 0)
);
CREATE INDEX ix_receipt_plan_line_due_on ON receipt_plan_line (tenant_id, due_on);
COMMENT ON TABLE receipt_plan_line IS 'tenant';
ALTER TABLE receipt_plan_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_plan_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON receipt_plan_line TO heyi_app;
GRANT SELECT ON receipt_plan_line TO heyi_read, heyi_backup;

CREATE TABLE sales_order_change_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    change_id UUID NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    line_no INTEGER NOT NULL,
    order_line_id UUID,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    is_goods BOOLEAN NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_id UUID NOT NULL,
    typed_quantity NUMERIC(20, 6) NOT NULL,
    unit_numerator BIGINT DEFAULT '1' NOT NULL,
    unit_denominator BIGINT DEFAULT '1' NOT NULL,
    list_price NUMERIC(20, 6),
    unit_price NUMERIC(20, 6) NOT NULL,
    head_discount NUMERIC(20, 4) DEFAULT '0' NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    deliver_on DATE,
    CONSTRAINT pk_sales_order_change_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_order_change_line_tenant_id_change_id FOREIGN KEY(tenant_id, change_id) REFERENCES sales_order_change (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_change_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_order_change_line_tenant_id_unit_id FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_sales_order_change_line_discounts CHECK (unit_price >= 0 AND list_price >= 0 AND head_discount >= 0 AND gross >= 0),
    CONSTRAINT uq_sales_order_change_line_tenant_id_change_id_side_line_no UNIQUE (tenant_id, change_id, side, line_no),
    CONSTRAINT uq_sales_order_change_line_tenant_id_change_id_side_ord_bf6f UNIQUE (tenant_id, change_id, side, order_line_id),
    CONSTRAINT ck_sales_order_change_line_side CHECK (side IN ('was', 'wanted')),
    CONSTRAINT ck_sales_order_change_line_was CHECK (side <> 'was' OR order_line_id IS NOT NULL),
    CONSTRAINT ck_sales_order_change_line_amounts CHECK (net + tax = gross),
    CONSTRAINT ck_sales_order_change_line_typed CHECK (typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator)
);
COMMENT ON TABLE sales_order_change_line IS 'tenant';
ALTER TABLE sales_order_change_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_order_change_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_order_change_line TO heyi_app;
GRANT SELECT ON sales_order_change_line TO heyi_read, heyi_backup;

CREATE TABLE sales_return (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    delivery_id UUID NOT NULL,
    party_id UUID NOT NULL,
    returned_on DATE NOT NULL,
    warehouse_id UUID NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    credit_state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    recognised BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_sales_return PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_return_tenant_id_delivery_id FOREIGN KEY(tenant_id, delivery_id) REFERENCES delivery (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_return_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_return_tenant_id_warehouse_id FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_return_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sales_return_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_sales_return_created_at_id ON sales_return (tenant_id, created_at, id);
CREATE INDEX ix_sales_return_delivery_id ON sales_return (tenant_id, delivery_id);
CREATE INDEX ix_sales_return_party_id_id ON sales_return (tenant_id, party_id, id);
COMMENT ON TABLE sales_return IS 'tenant';
ALTER TABLE sales_return ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_return USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_return TO heyi_app;
GRANT SELECT ON sales_return TO heyi_read, heyi_backup;

CREATE TABLE waybill (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    delivery_id UUID NOT NULL,
    party_id UUID NOT NULL,
    carrier_id UUID,
    tracking_number TEXT COLLATE "C",
    driver TEXT COLLATE "C",
    driver_phone TEXT COLLATE "C",
    parcels BIGINT NOT NULL,
    shipped_on DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    received_on DATE,
    received_by TEXT COLLATE "C",
    receipt_note TEXT COLLATE "C",
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_waybill PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_waybill_brought CHECK (carrier_id IS NOT NULL OR driver IS NOT NULL),
    CONSTRAINT ck_waybill_received CHECK ((state = 'under_way') = (received_on IS NULL) AND received_on >= shipped_on),
    CONSTRAINT ck_waybill_received_by CHECK ((state = 'under_way') = (received_by IS NULL)),
    CONSTRAINT ck_waybill_wrong CHECK (state NOT IN ('partly', 'refused') OR receipt_note IS NOT NULL),
    CONSTRAINT fk_waybill_tenant_id_delivery_id FOREIGN KEY(tenant_id, delivery_id) REFERENCES delivery (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_waybill_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_waybill_tenant_id_carrier_id FOREIGN KEY(tenant_id, carrier_id) REFERENCES carrier (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_waybill_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_waybill_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_waybill_carrier_id ON waybill (tenant_id, carrier_id);
CREATE INDEX ix_waybill_created_at_id ON waybill (tenant_id, created_at, id);
CREATE INDEX ix_waybill_delivery_id ON waybill (tenant_id, delivery_id);
CREATE INDEX ix_waybill_party_id_id ON waybill (tenant_id, party_id, id);
CREATE INDEX ix_waybill_shipped_on_id ON waybill (tenant_id, shipped_on, id);
CREATE INDEX ix_waybill_under_way ON waybill (tenant_id, company_id, shipped_on) WHERE state = 'under_way';
COMMENT ON TABLE waybill IS 'tenant';
ALTER TABLE waybill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON waybill USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON waybill TO heyi_app;
GRANT SELECT ON waybill TO heyi_read, heyi_backup;

CREATE TABLE sales_invoice (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    paper_number TEXT COLLATE "C",
    party_id UUID NOT NULL,
    order_id UUID,
    return_id UUID,
    invoiced_on DATE NOT NULL,
    due_on DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    settled NUMERIC(20, 4) NOT NULL,
    open NUMERIC(20, 4) NOT NULL,
    note TEXT COLLATE "C",
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by UUID,
    CONSTRAINT pk_sales_invoice PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_sales_invoice_due CHECK (due_on >= invoiced_on),
    CONSTRAINT ck_sales_invoice_for_what CHECK ((kind IN ('opening', 'bill')) = (order_id IS NULL)),
    CONSTRAINT ck_sales_invoice_paper_number CHECK ((kind IN ('opening', 'bill')) = (paper_number IS NOT NULL)),
    CONSTRAINT ck_sales_invoice_amounts CHECK (net + tax = gross AND gross >= 0 AND (NOT kind IN ('opening', 'bill') OR tax = 0)),
    CONSTRAINT ck_sales_invoice_open CHECK (settled >= 0 AND settled <= gross AND open = CASE WHEN state = 'posted' THEN gross - settled ELSE 0 END),
    CONSTRAINT ck_sales_invoice_number CHECK ((number IS NOT NULL) = (state = 'posted' OR kind IN ('opening', 'bill'))),
    CONSTRAINT fk_sales_invoice_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_invoice_tenant_id_order_id FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_invoice_tenant_id_return_id FOREIGN KEY(tenant_id, return_id) REFERENCES sales_return (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_invoice_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_sales_invoice_tenant_id_company_id_number UNIQUE (tenant_id, company_id, number)
);
CREATE INDEX ix_sales_invoice_created_at_id ON sales_invoice (tenant_id, created_at, id);
CREATE INDEX ix_sales_invoice_order_id ON sales_invoice (tenant_id, order_id);
CREATE INDEX ix_sales_invoice_party_id_state_id ON sales_invoice (tenant_id, party_id, state, id);
CREATE UNIQUE INDEX uq_sales_invoice_paper_number ON sales_invoice (tenant_id, company_id, party_id, paper_number) WHERE state <> 'cancelled' AND kind <> 'bill';
COMMENT ON TABLE sales_invoice IS 'tenant';
ALTER TABLE sales_invoice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_invoice USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_invoice TO heyi_app;
GRANT SELECT ON sales_invoice TO heyi_read, heyi_backup;

CREATE TABLE sales_return_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    return_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    delivery_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    was_invoiced BOOLEAN NOT NULL,
    CONSTRAINT pk_sales_return_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_return_line_tenant_id_return_id FOREIGN KEY(tenant_id, return_id) REFERENCES sales_return (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_return_line_tenant_id_delivery_line_id FOREIGN KEY(tenant_id, delivery_line_id) REFERENCES delivery_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_return_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_sales_return_line_amounts CHECK (net + tax = gross AND quantity > 0)
);
CREATE INDEX ix_sales_return_line_return_id ON sales_return_line (tenant_id, return_id);
COMMENT ON TABLE sales_return_line IS 'tenant';
ALTER TABLE sales_return_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_return_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON sales_return_line TO heyi_app;
GRANT SELECT ON sales_return_line TO heyi_read, heyi_backup;

CREATE TABLE shipped_change (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    delivery_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    of_move BOOLEAN NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    source_number TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_shipped_change PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_shipped_change_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_shipped_change_tenant_id_delivery_line_id FOREIGN KEY(tenant_id, delivery_line_id) REFERENCES delivery_line (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_shipped_change_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_shipped_change_amount CHECK (amount <> 0)
);
CREATE INDEX ix_shipped_change_delivery_line_id ON shipped_change (tenant_id, delivery_line_id);
CREATE INDEX ix_shipped_change_product_id_occurred_on ON shipped_change (tenant_id, product_id, occurred_on);
CREATE INDEX ix_shipped_change_source_type_source_id ON shipped_change (tenant_id, source_type, source_id);
COMMENT ON TABLE shipped_change IS 'tenant';
ALTER TABLE shipped_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON shipped_change USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON shipped_change TO heyi_app;
GRANT SELECT ON shipped_change TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON shipped_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('shipped_change');
ALTER TABLE shipped_change ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE allocation (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    receipt_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    dishonour INTEGER,
    CONSTRAINT pk_allocation PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_allocation_tenant_id_receipt_id FOREIGN KEY(tenant_id, receipt_id) REFERENCES receipt (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_allocation_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES sales_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_allocation_amount CHECK (amount > 0 OR (dishonour IS NOT NULL AND amount <> 0))
);
CREATE INDEX ix_allocation_invoice_id ON allocation (tenant_id, invoice_id);
CREATE INDEX ix_allocation_receipt_id ON allocation (tenant_id, receipt_id);
COMMENT ON TABLE allocation IS 'tenant';
ALTER TABLE allocation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON allocation USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON allocation TO heyi_app;
GRANT SELECT ON allocation TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('allocation');
ALTER TABLE allocation ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE bill_use (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    bill_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    occurred_on DATE NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    interest NUMERIC(20, 4) NOT NULL,
    money_account_id UUID,
    payment_id UUID,
    undoes_id UUID,
    of_id UUID,
    invoice_id UUID,
    owed_id UUID,
    CONSTRAINT pk_bill_use PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_bill_use_tenant_id_bill_id FOREIGN KEY(tenant_id, bill_id) REFERENCES bill (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_money_account_id FOREIGN KEY(tenant_id, money_account_id) REFERENCES money_account (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES payment (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_undoes_id FOREIGN KEY(tenant_id, undoes_id) REFERENCES bill_use (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_of_id FOREIGN KEY(tenant_id, of_id) REFERENCES bill_use (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES sales_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bill_use_tenant_id_owed_id FOREIGN KEY(tenant_id, owed_id) REFERENCES supplier_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_bill_use_tenant_id_bill_id_line_no UNIQUE (tenant_id, bill_id, line_no),
    CONSTRAINT uq_bill_use_tenant_id_undoes_id UNIQUE (tenant_id, undoes_id),
    CONSTRAINT ck_bill_use_amount CHECK (amount <> 0 AND (amount < 0) = (undoes_id IS NOT NULL) AND interest >= 0),
    CONSTRAINT ck_bill_use_sent_back CHECK ((kind = 'recourse') = (of_id IS NOT NULL))
);
CREATE INDEX ix_bill_use_invoice_id ON bill_use (tenant_id, invoice_id);
CREATE INDEX ix_bill_use_of_id ON bill_use (tenant_id, of_id);
CREATE INDEX ix_bill_use_owed_id ON bill_use (tenant_id, owed_id);
CREATE INDEX ix_bill_use_payment_id ON bill_use (tenant_id, payment_id);
COMMENT ON TABLE bill_use IS 'tenant';
ALTER TABLE bill_use ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bill_use USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON bill_use TO heyi_app;
GRANT SELECT ON bill_use TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON bill_use FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bill_use');
ALTER TABLE bill_use ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE sales_invoice_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    source_line_id UUID NOT NULL,
    order_line_id UUID NOT NULL,
    product_id UUID NOT NULL,
    product_name TEXT COLLATE "C" NOT NULL,
    is_goods BOOLEAN NOT NULL,
    recognised BOOLEAN NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit_price NUMERIC(20, 6) NOT NULL,
    tax_code TEXT COLLATE "C" NOT NULL,
    tax_rate NUMERIC(9, 6) NOT NULL,
    net NUMERIC(20, 4) NOT NULL,
    tax NUMERIC(20, 4) NOT NULL,
    gross NUMERIC(20, 4) NOT NULL,
    cost NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_sales_invoice_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_sales_invoice_line_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES sales_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_sales_invoice_line_tenant_id_product_id FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_sales_invoice_line_amounts CHECK (net + tax = gross AND quantity > 0)
);
CREATE INDEX ix_sales_invoice_line_invoice_id ON sales_invoice_line (tenant_id, invoice_id);
CREATE INDEX ix_sales_invoice_line_source_line_id ON sales_invoice_line (tenant_id, source_line_id);
COMMENT ON TABLE sales_invoice_line IS 'tenant';
ALTER TABLE sales_invoice_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sales_invoice_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON sales_invoice_line TO heyi_app;
GRANT SELECT ON sales_invoice_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON sales_invoice_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('sales_invoice_line');
ALTER TABLE sales_invoice_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE settlement (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    source_type TEXT COLLATE "C" NOT NULL,
    source_id UUID NOT NULL,
    occurred_on DATE NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_settlement PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_settlement_tenant_id_company_id FOREIGN KEY(tenant_id, company_id) REFERENCES company (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_settlement_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES sales_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT ck_settlement_amount CHECK (amount <> 0)
);
CREATE INDEX ix_settlement_invoice_id ON settlement (tenant_id, invoice_id);
CREATE INDEX ix_settlement_source_type_source_id ON settlement (tenant_id, source_type, source_id);
COMMENT ON TABLE settlement IS 'tenant';
ALTER TABLE settlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON settlement USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON settlement TO heyi_app;
GRANT SELECT ON settlement TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('settlement');
ALTER TABLE settlement ENABLE ALWAYS TRIGGER append_only_guard;

CREATE TABLE write_off_line (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    write_off_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(20, 4) NOT NULL,
    CONSTRAINT pk_write_off_line PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_write_off_line_tenant_id_write_off_id FOREIGN KEY(tenant_id, write_off_id) REFERENCES write_off (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_write_off_line_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES sales_invoice (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_write_off_line_tenant_id_write_off_id_line_no UNIQUE (tenant_id, write_off_id, line_no),
    CONSTRAINT ck_write_off_line_amount CHECK (amount > 0)
);
CREATE INDEX ix_write_off_line_invoice_id ON write_off_line (tenant_id, invoice_id);
COMMENT ON TABLE write_off_line IS 'tenant';
ALTER TABLE write_off_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON write_off_line USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON write_off_line TO heyi_app;
GRANT SELECT ON write_off_line TO heyi_read, heyi_backup;
CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON write_off_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('write_off_line');
ALTER TABLE write_off_line ENABLE ALWAYS TRIGGER append_only_guard;

CREATE FUNCTION journal_lines_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM journal_line l LEFT JOIN new_lines n ON n.tenant_id = l.tenant_id AND n.id = l.id
    WHERE (l.tenant_id, l.entry_id) IN (SELECT b.tenant_id, b.entry_id FROM new_lines b)
    GROUP BY l.tenant_id, l.entry_id, l.currency HAVING sum(l.debit) <> sum(l.credit) OR count(n.id) <> count(*)
  ) THEN
    RAISE EXCEPTION 'debits and credits differ, or the entry was posted before'
      USING ERRCODE = '23514', CONSTRAINT = 'journal_entry_balances';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_lines_balance AFTER INSERT ON journal_line
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION journal_lines_balance();
CREATE FUNCTION journal_entry_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.total IS DISTINCT FROM (
    SELECT sum(l.debit) FROM journal_line l WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'journal_entry_complete', MESSAGE = 'total and lines differ';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_complete AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_complete();

CREATE FUNCTION lead_next_contact_at_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moment_hour (hour, tenant_id)
  SELECT DISTINCT date_trunc('hour', at, 'UTC'), NEW.tenant_id
    FROM unnest(ARRAY[NEW.next_contact_at, GREATEST(NEW.next_contact_at, now())]) AS at ORDER BY 1
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER lead_next_contact_at_hour AFTER INSERT OR UPDATE OF next_contact_at ON lead
  FOR EACH ROW WHEN (NEW.next_contact_at IS NOT NULL) EXECUTE FUNCTION lead_next_contact_at_hour();

CREATE FUNCTION party_next_contact_at_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moment_hour (hour, tenant_id)
  SELECT DISTINCT date_trunc('hour', at, 'UTC'), NEW.tenant_id
    FROM unnest(ARRAY[NEW.next_contact_at, GREATEST(NEW.next_contact_at, now())]) AS at ORDER BY 1
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER party_next_contact_at_hour AFTER INSERT OR UPDATE OF next_contact_at ON party
  FOR EACH ROW WHEN (NEW.next_contact_at IS NOT NULL) EXECUTE FUNCTION party_next_contact_at_hour();

CREATE FUNCTION task_remind_at_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moment_hour (hour, tenant_id)
  SELECT DISTINCT date_trunc('hour', at, 'UTC'), NEW.tenant_id
    FROM unnest(ARRAY[NEW.remind_at, GREATEST(NEW.remind_at, now())]) AS at ORDER BY 1
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER task_remind_at_hour AFTER INSERT OR UPDATE OF remind_at ON task
  FOR EACH ROW WHEN (NEW.remind_at IS NOT NULL) EXECUTE FUNCTION task_remind_at_hour();
