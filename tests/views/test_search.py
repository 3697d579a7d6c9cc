"""Finding: in the language of the text, with phrases and fields, only in what one may see, and at the same cost in a large desk."""

from importlib import import_module

import pytest
from django.db import connection
from django.test import Client

from tests.factories import Cast, claims_of, decide, evidence_on, learn_sizes, make_cast, plain_article, revision_of
from tests.views.pages import faults, parsed
from verify.models import Article, Attribution, ClaimOccurrence, Mention, SavedFilter

pytestmark = pytest.mark.django_db
WORDINGS = [
    "The council counted twelve boats in the harbour.",
    "Two cranes fell into the basin.",
    "Мэрия закрыла половину причалов.",
    "Die Häfen wurden geschlossen.",
    "Boats left the harbour at 10:30.",
]
LANGUAGES = ["en", "en", "ru", "de", "en"]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    article = plain_article(cast.editor, len(WORDINGS), "Storm surge in Nordhavn", WORDINGS.__getitem__)
    for row, language in zip(ClaimOccurrence.objects.order_by("position"), LANGUAGES, strict=True):
        row.language = language
        row.save()
    return article


@pytest.fixture
def viewer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.viewer)
    return client


def found(client: Client, **asked: str) -> list[str]:
    """The lines of the answer, the newest first."""
    page = parsed(client.get("/search/", asked))
    return [" ".join(link.text_content().split()) for link in page.xpath("//ol[contains(@class, 'found')]/li/a")]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("boat", [4, 0]),
        ("counting boats", [0]),
        ('"boats left"', [4]),
        ('"left boats"', []),
        ("boats -council", [4]),
        ('harbour -"twelve boat"', [4]),
        ("причал", [2]),
        ("закрыть", [2]),
        ("Hafen geschlossen", [3]),
        ("geschlossen", [3]),
        ("10:30", [4]),
        ("cranes or причал", [2, 1]),
        ("nowhere", []),
    ],
)
def test_words_are_found_by_the_rules_of_their_language(
    article: Article, viewer: Client, asked: str, places: list[int]
) -> None:
    assert found(viewer, q=asked) == [WORDINGS[place] for place in places]


def test_what_was_found_is_marked_in_the_words(article: Article, viewer: Client) -> None:
    page = parsed(viewer.get("/search/", {"q": "crane"}))
    assert [mark.text_content() for mark in page.xpath("//mark")] == ["cranes"]


def test_the_fields_narrow_the_search(cast: Cast, article: Article, viewer: Client) -> None:
    first, second, *_rest = claims_of(article)
    said = Attribution.objects.create(
        revision=revision_of(article), speaker_text="harbour master Anna Wester", mode="indirect"
    )
    second.occurrences.update(attribution=said)
    decide(first, cast.reviewer, "unverified")
    assert found(viewer, q="said:wester") == [WORDINGS[1]]
    assert found(viewer, q="by:rosa") == [WORDINGS[0]]
    assert found(viewer, q="by:milan") == []
    assert found(viewer, status="unverified") == [WORDINGS[0]]
    assert len(found(viewer, q='title:"storm surge"')) == len(WORDINGS)
    assert found(viewer, q="title:elsewhere") == []


def test_notes_evidence_and_articles_are_found_too(cast: Cast, article: Article, viewer: Client) -> None:
    claim = claims_of(article)[0]
    evidence_on(claim, cast.editor, source="The minutes of the session list them.")
    decide(claim, cast.reviewer, "unverified", note="Nobody at the pilot station answered.")
    assert found(viewer, q="answering", **{"in": "notes"}) == ["Nobody at the pilot station answered."]
    assert found(viewer, q="minute", **{"in": "evidence"}) == ["The minutes of the session list them."]
    assert found(viewer, q="nordhavn", **{"in": "articles"}) == ["Storm surge in Nordhavn"]
    tabs = [" ".join(tab.text_content().split()) for tab in parsed(viewer.get("/search/?q=nordhavn")).xpath("//nav/a")]
    assert "Articles 1" in tabs
    assert "Claims 0" in tabs


@pytest.mark.parametrize("kind", ["claims", "notes", "evidence", "articles"])
def test_nothing_of_a_restricted_article_is_found_or_counted_by_whom_it_does_not_name(
    cast: Cast, article: Article, viewer: Client, kind: str
) -> None:
    claim = claims_of(article)[0]
    evidence_on(claim, cast.editor, source="Boats in Nordhavn.")
    decide(claim, cast.reviewer, "unverified", note="Boats in Nordhavn.")
    Mention.objects.create(revision=revision_of(article), kind="place", start=0, end=3, text="Nordhaven")
    word = "nordhavn" if kind == "articles" else "boats"
    assert found(viewer, q=word, **{"in": kind}) != []
    Article.objects.update(restricted=True)
    assert found(viewer, q=word, **{"in": kind}) == []
    page = parsed(viewer.get("/search/", {"q": "Nordhavn", "in": kind}))
    assert "100" not in page.text_content()
    assert [tab.text_content().split()[-1] for tab in page.xpath("//nav[@class='chips']/a")] == ["0"] * 4
    assert "Nordhaven" not in page.text_content()
    article.people.add(cast.viewer)
    assert found(viewer, q=word, **{"in": kind}) != []


def test_a_wording_of_an_earlier_revision_or_out_of_the_list_is_not_found(article: Article, viewer: Client) -> None:
    ClaimOccurrence.objects.filter(text__contains="cranes").update(withdrawn=True)
    assert found(viewer, q="cranes") == []
    Article.objects.update(current_revision=None)
    assert found(viewer, q="boats") == []


def test_a_name_that_nobody_wrote_so_leads_to_how_it_is_written(article: Article, viewer: Client) -> None:
    Mention.objects.create(revision=revision_of(article), kind="person", start=0, end=3, text="Starovoit")
    page = parsed(viewer.get("/search/", {"q": "Starovit"}))
    assert [link.text for link in page.xpath("//p[@class='alike']/a")] == ["Starovoit"]


@pytest.mark.parametrize(
    "asked",
    ["' OR 1=1 --", "a & b | !", "\0", '"', "-", ":", "said:", 'said:"', "(((", "<b>x</b>", "\\", "%", "x" * 5000],
)
def test_odd_questions_are_answered(article: Article, viewer: Client, asked: str) -> None:
    for kind in ("claims", "notes", "evidence", "articles", "nonsense"):
        answer = viewer.get("/search/", {"q": asked, "in": kind, "status": "odd", "after": "9" * 40})
        assert answer.status_code == 200
        assert list(faults(parsed(answer))) == []


def test_hostile_words_that_were_found_stay_words(cast: Cast, viewer: Client) -> None:
    words = "The <xss onclick=alert(1)>council</xss> </mark> counted \"boats\" & 'ships'."
    plain_article(cast.editor, 1, "A", lambda _index: words)
    page = parsed(viewer.get("/search/", {"q": "council"}))
    assert page.xpath("//xss") == []
    assert found(viewer, q="council") == [words]


def test_pages_go_by_key_and_each_claim_comes_once(cast: Cast, viewer: Client) -> None:
    plain_article(cast.editor, 65)
    seen: list[str] = []
    address = "/search/?q=council"
    while address:
        page = parsed(viewer.get(address))
        seen += [link.text_content() for link in page.xpath("//ol[contains(@class, 'found')]/li/a")]
        address = "".join(f"/search/{link.get('href')}" for link in page.xpath("//a[@rel='next']"))
    assert len(seen) == len(set(seen)) == 65


def test_a_search_is_kept_found_again_and_forgotten_by_its_owner_alone(
    cast: Cast, article: Article, viewer: Client
) -> None:
    kept = viewer.post("/search/keep/", {"name": " Boats  today ", "query": "q=boats&status=unchecked"})
    assert kept.headers["Location"] == "/search/?q=boats&status=unchecked"
    saved = SavedFilter.objects.get()
    assert (saved.person, saved.name) == (cast.viewer, "Boats today")
    assert "Boats today" in viewer.get("/search/").content.decode()
    other = Client()
    other.force_login(cast.reviewer)
    assert "Boats today" not in other.get("/search/").content.decode()
    assert "not kept any more" in other.post(f"/search/{saved.pk}/forget/", follow=True).content.decode()
    assert SavedFilter.objects.filter(pk=saved.pk).exists()
    viewer.post("/search/keep/", {"name": "Boats today", "query": "q=cranes"})
    assert SavedFilter.objects.get().query == "q=cranes"
    assert viewer.post(f"/search/{saved.pk}/forget/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=boats"), ("Boats", ""), ("Boats", "next=https://elsewhere.example")]
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(viewer: Client, name: str, query: str) -> None:
    answer = viewer.post("/search/keep/", {"name": name, "query": query})
    assert answer.status_code == 422
    assert parsed(answer).xpath("//*[@id='filter-error']")
    assert not SavedFilter.objects.exists()


def test_a_search_uses_the_index_of_words(cast: Cast) -> None:
    for number in range(40):
        plain_article(cast.editor, 50, f"Article {number}")
    plain_article(cast.editor, 1, "Rare", lambda _index: "A walrus sat on the pier.")
    learn_sizes()
    question = "verify_words(o.language, o.text) @@ verify_query('walrus')"
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN SELECT id FROM verify_claimoccurrence o WHERE {question}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "occurrence_by_words" in plan, plan


def test_a_question_names_each_form_of_a_word_once() -> None:
    """Fourteen times the same made a rare word look common, and every claim of a large desk was read for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verify_query('14695')::text, verify_query('boats')::text")
        number, word = cursor.fetchone()
    assert number == "'14695'"
    assert word.count("'boat'") == 1


def test_how_rare_words_are_is_counted_on_a_desk_that_has_texts_already(article: Article) -> None:
    with connection.cursor() as cursor:
        cursor.execute(import_module("verify.migrations.0025_rare_words").COUNTED)
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'occurrence_by_words'")
        assert cursor.fetchone() == (1,)
