"""Who takes a third person's decision back stands on the disagreement again, and so do the two who disagree."""

from django.db import migrations

STANDING = """
CREATE FUNCTION verify_standing_review(of_claim bigint, at_version integer) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    stands record;
    undone integer;
BEGIN
    SELECT r.id, r.act, r.undoes_id INTO stands FROM verify_review r WHERE r.claim_id = of_claim AND r.claim_version = at_version;
    WHILE stands.act = 'undo' LOOP
        SELECT r.claim_version INTO undone FROM verify_review r WHERE r.id = stands.undoes_id;
        SELECT r.id, r.act, r.undoes_id INTO stands FROM verify_review r
            WHERE r.claim_id = of_claim AND r.claim_version < undone ORDER BY r.claim_version DESC LIMIT 1;
    END LOOP;
    RETURN stands.id;
END $$;
"""
RULE = """
CREATE OR REPLACE FUNCTION verify_review_third_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before record;
    reviewer_role text := (SELECT role FROM verify_person WHERE id = NEW.reviewer_id);
BEGIN
    SELECT r.act, r.reviewer_id, other.reviewer_id AS other_id INTO before
    FROM verify_review r LEFT JOIN verify_review other ON other.id = r.disagrees_with_id
    WHERE {before};
    IF before.act = 'disagreement' AND NEW.act NOT IN ('undo', 'rewording')
       AND NEW.reviewer_id IN (before.reviewer_id, before.other_id) AND reviewer_role NOT IN ('editor', 'administrator') THEN
        RAISE EXCEPTION 'two people disagree on claim %: a third person or an editor decides', NEW.claim_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.act IN ('disagreement', 'corroboration') AND NOT EXISTS (
        SELECT 1 FROM verify_review r WHERE r.claim_id = NEW.claim_id AND r.claim_version = NEW.claim_version - 1
        AND r.reviewer_id <> NEW.reviewer_id AND (NEW.act = 'corroboration' OR r.id = NEW.disagrees_with_id)
    ) THEN
        RAISE EXCEPTION 'claim %: a second person answers the newest review, and no other', NEW.claim_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
STANDS = "r.id = verify_standing_review(NEW.claim_id, NEW.claim_version - 1)"
NEWEST = "r.claim_id = NEW.claim_id AND r.claim_version = NEW.claim_version - 1"


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0025_rare_words"),
    ]

    operations = [
        migrations.RunSQL(
            STANDING + RULE.format(before=STANDS),
            RULE.format(before=NEWEST) + "DROP FUNCTION verify_standing_review(bigint, integer);",
        ),
    ]
