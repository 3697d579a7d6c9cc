"""The rules that stand even when code is wrong: history is append-only, a status never changes without its review, and a
verdict has what it needs. Messages are for the log; the services say the same to people before it comes to this."""

from django.db import migrations

APPEND_ONLY = ("review", "reviewevidence", "evidence", "linkcheck", "mediacheck")

REFUSE_CHANGE = """
CREATE FUNCTION verify_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is history: rows are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

APPEND_ONLY_TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON verify_{table} "
    "FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();\n"
    for table in APPEND_ONLY
)

REVISION_IS_FIXED = """
CREATE FUNCTION verify_revision_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a revision is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.article_id, NEW.number, NEW.original, NEW.sha256, NEW.uploaded_by_id, NEW.uploaded_at)
       IS DISTINCT FROM (OLD.article_id, OLD.number, OLD.original, OLD.sha256, OLD.uploaded_by_id, OLD.uploaded_at)
       OR (OLD.split_state = 'done' AND (NEW.text, NEW.split_state) IS DISTINCT FROM (OLD.text, OLD.split_state)) THEN
        RAISE EXCEPTION 'revision % is fixed: upload a new one', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER revision_is_fixed BEFORE UPDATE OR DELETE ON verify_revision
    FOR EACH ROW EXECUTE FUNCTION verify_revision_is_fixed();
"""

# A claim starts unchecked; a change of status makes a new version, and at commit that version has its review. Gaining an
# attribution that nobody has decided (null to unchecked, or back) is no verdict and needs none.
CLAIM_STATUS = """
CREATE FUNCTION verify_claim_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'unchecked' OR coalesce(NEW.attribution_status, 'unchecked') <> 'unchecked' THEN
            RAISE EXCEPTION 'a claim starts unchecked' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.version < OLD.version OR NEW.version > OLD.version + 1 THEN
        RAISE EXCEPTION 'claim %: versions go up one by one', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.status <> OLD.status OR coalesce(NEW.attribution_status, 'unchecked') <> coalesce(OLD.attribution_status, 'unchecked'))
       AND NEW.version = OLD.version THEN
        RAISE EXCEPTION 'claim %: a status changes with a new version only', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_status BEFORE INSERT OR UPDATE ON verify_claim FOR EACH ROW EXECUTE FUNCTION verify_claim_status();

CREATE FUNCTION verify_claim_has_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.status <> OLD.status OR coalesce(NEW.attribution_status, 'unchecked') <> coalesce(OLD.attribution_status, 'unchecked'))
       AND NOT EXISTS (SELECT 1 FROM verify_review r WHERE r.claim_id = NEW.id AND r.claim_version = NEW.version) THEN
        RAISE EXCEPTION 'claim %: a change of status needs its review', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_has_review AFTER UPDATE ON verify_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION verify_claim_has_review();
"""

# The claim is set first, then the review is written (ARCHITECTURE, rule 4): so the row can be held against the claim at once.
REVIEW_RULES = """
CREATE FUNCTION verify_review_matches_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.new_status = NEW.old_status AND NEW.new_attribution_status IS NOT DISTINCT FROM NEW.old_attribution_status THEN
        RAISE EXCEPTION 'a review that changes nothing is not written' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM verify_claim c WHERE c.id = NEW.claim_id AND c.version = NEW.claim_version AND c.status = NEW.new_status
        AND c.attribution_status IS NOT DISTINCT FROM NEW.new_attribution_status
    ) THEN
        RAISE EXCEPTION 'review and claim % do not agree', NEW.claim_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER review_matches_claim AFTER INSERT ON verify_review FOR EACH ROW EXECUTE FUNCTION verify_review_matches_claim();

CREATE FUNCTION verify_review_has_grounds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    verdict text := CASE WHEN NEW.scope = 'attribution' THEN NEW.new_attribution_status ELSE NEW.new_status END;
BEGIN
    IF verdict IN ('unverified', 'unchecked') AND NEW.note !~ '\\S' THEN
        RAISE EXCEPTION '% needs a note', verdict USING ERRCODE = 'check_violation';
    END IF;
    IF verdict = 'verified' AND NOT EXISTS (
        SELECT 1 FROM verify_reviewevidence re JOIN verify_evidence e ON e.id = re.evidence_id
        WHERE re.review_id = NEW.id AND e.claim_id = NEW.claim_id AND e.stance <> 'refutes'
    ) THEN
        RAISE EXCEPTION 'verified needs evidence' USING ERRCODE = 'check_violation';
    END IF;
    IF verdict = 'disputed' AND NOT EXISTS (
        SELECT 1 FROM verify_reviewevidence re JOIN verify_evidence e ON e.id = re.evidence_id
        WHERE re.review_id = NEW.id AND e.claim_id = NEW.claim_id AND e.stance = 'refutes'
    ) THEN
        RAISE EXCEPTION 'disputed needs evidence against' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER review_has_grounds AFTER INSERT ON verify_review
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION verify_review_has_grounds();
"""

DROP = (
    """
DROP TRIGGER IF EXISTS review_has_grounds ON verify_review;
DROP TRIGGER IF EXISTS review_matches_claim ON verify_review;
DROP TRIGGER IF EXISTS claim_has_review ON verify_claim;
DROP TRIGGER IF EXISTS claim_status ON verify_claim;
DROP TRIGGER IF EXISTS revision_is_fixed ON verify_revision;
"""
    + "".join(f"DROP TRIGGER IF EXISTS {table}_append_only ON verify_{table};\n" for table in APPEND_ONLY)
    + """
DROP FUNCTION IF EXISTS verify_review_has_grounds, verify_review_matches_claim, verify_claim_has_review,
    verify_claim_status, verify_revision_is_fixed, verify_refuse_change;
"""
)


class Migration(migrations.Migration):
    dependencies = [("verify", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE_CHANGE + APPEND_ONLY_TRIGGERS + REVISION_IS_FIXED + CLAIM_STATUS + REVIEW_RULES, DROP)
    ]
