"""The pages of links: the list of the desk, the table of an article, one link's own page, and who sees what on them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    Cast,
    claims_of,
    evidence_on,
    hang_link,
    looked_at_link,
    looked_for_quote,
    overruled,
    plain_article,
)
from tests.views.pages import parsed
from verify.checking import CheckResult, Outcome
from verify.jobs.checking import store_check
from verify.jobs.storing import known_links
from verify.models import Article, Link, LinkCheck, LinkOccurrence, Overruling
from verify.views import link_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def link_in(article: Article, name: str, outcome: str = "ok", host: str = "127.0.0.1") -> Link:
    link = looked_at_link(f"http://{host}:9/{name}", outcome)
    Link.objects.filter(pk=link.pk).update(host=host)
    hang_link(article, link, position=link.pk, anchor=f"the {name}")
    return link


def shown(client: Client, address: str) -> list[str]:
    """The addresses of the links in the table, in its order."""
    return [
        str(each) for each in parsed(client.get(address)).xpath("//tbody//th//a[starts-with(@href, '/links/')]/@title")
    ]


def names(client: Client, address: str) -> list[str]:
    return [url.rpartition("/")[2] for url in shown(client, address)]


def words(client: Client, address: str) -> str:
    return " ".join(parsed(client.get(address)).text_content().split())


def test_the_worst_come_first_and_what_works_is_not_in_the_way(reviewer: Client, cast: Cast, settings: Any) -> None:
    settings.DEAD_AFTER_DAYS = 0
    article = plain_article(cast.editor)
    for name, outcome in (("walled", "restricted"), ("fine", "ok"), ("gone", "soft_404"), ("broken", "broken")):
        link_in(article, name, outcome)
    dead = link_in(article, "dead", "ok")
    for _look in range(3):
        store_check(dead, CheckResult(dead.url, Outcome.BROKEN, "not_found", "Gone."))
    assert names(reviewer, "/links/") == ["dead", "broken", "gone", "walled"]
    assert names(reviewer, "/links/?show=all") == ["dead", "broken", "gone", "walled", "fine"]
    assert names(reviewer, "/links/?show=soft_404") == ["gone"]
    assert "Dead since" in words(reviewer, "/links/")


def test_the_list_is_filtered_by_host(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    link_in(article, "here", "broken", "127.0.0.1")
    link_in(article, "there", "broken", "127.0.0.2")
    assert names(reviewer, "/links/?host=127.0.0.2") == ["there"]
    assert names(reviewer, "/links/?host=nowhere.example.org") == []


def test_links_with_a_remark_of_their_article_are_a_filter_of_its_table(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    for name in ("old", "fine"):
        link_in(article, name)
    address = f"/articles/{article.pk}/links/"
    assert "With a remark" not in words(reviewer, address)
    old = LinkOccurrence.objects.filter(link__url__endswith="/old")
    old.update(notes=[{"word": "source_too_old", "sentence": "The page is of 2019."}])
    assert "With a remark 1" in words(reviewer, address)
    assert names(reviewer, f"{address}?show=remarks") == ["old"]
    old.update(notes=[])
    assert "No link is like that" in words(reviewer, f"{address}?show=remarks")


def test_pages_go_by_the_last_rows_place(reviewer: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_lists, "ROWS", 2)
    article = plain_article(cast.editor)
    for number in range(5):
        link_in(article, f"n{number}", "broken")
    for start in ("/links/", f"/articles/{article.pk}/links/"):
        found, address = [], start
        while address:
            page = parsed(reviewer.get(address))
            found += names(reviewer, address)
            following = page.xpath("//a[contains(., 'More links')]/@href")
            address = f"{start}{following[0]}" if following else ""
        assert found == [f"n{number}" for number in range(5)]


@pytest.mark.parametrize("after", ["x", "10", "99999999999999999999999999-1", "10-", "-", "²-1"])
@pytest.mark.parametrize("where", ["/links/", "/articles/{pk}/links/"])
def test_an_unreadable_place_is_the_first_page(reviewer: Client, cast: Cast, after: str, where: str) -> None:
    article = plain_article(cast.editor)
    link_in(article, "broken", "broken")
    assert names(reviewer, f"{where.format(pk=article.pk)}?after={after}&show=broken") == ["broken"]


def test_nothing_of_a_restricted_article_shows_to_others_not_even_as_a_number(cast: Cast) -> None:
    secret, open_one = plain_article(cast.editor, title="Secret"), plain_article(cast.editor, title="Open")
    hidden = link_in(secret, "hidden", "broken")
    shared = link_in(open_one, "shared", "broken")
    hang_link(secret, shared, position=900)
    evidence_on(claims_of(secret)[0], cast.editor, source=shared.url)
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    secret.people.add(cast.reviewer)
    for person in (cast.outsider, cast.administrator):
        client = client_of(person)
        assert names(client, "/links/?show=all") == ["shared"]
        assert "To look at 1" in words(client, "/links/")
        assert "more article" not in words(client, "/links/")
        assert "evidence on" not in words(client, "/links/")
        own = words(client, f"/links/{shared.pk}/")
        assert "Secret" not in own
        assert own.count("Evidence:") == 0
        assert client.get(f"/links/{hidden.pk}/").status_code == 404
    assert sorted(names(client_of(cast.reviewer), "/links/")) == ["hidden", "shared"]
    assert "Secret" in words(client_of(cast.reviewer), f"/links/{shared.pk}/")


def test_nobody_has_links_checked_that_they_may_not_see(cast: Cast) -> None:
    secret = plain_article(cast.editor, title="Secret")
    hidden = link_in(secret, "hidden", "broken")
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    client = client_of(cast.outsider)
    client.post("/links/check/", {"link": [hidden.pk]})
    client.post("/links/check/", {"all": "1"})
    assert client.post("/links/check/", {"all": "1", "article": secret.pk}).status_code == 404
    assert Link.objects.get().check_state == "done"


def test_the_ticked_are_checked_again_and_the_list_comes_back_as_it_was(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    one, two, three = (link_in(article, name, "broken") for name in ("one", "two", "three"))
    form = {"link": [one.pk, three.pk, "x", "99999999999999999999"], "show": "broken", "host": "127.0.0.1"}
    response = reviewer.post("/links/check/", form)
    assert response["Location"] == "/links/?show=broken&host=127.0.0.1"
    states = dict(Link.objects.values_list("pk", "check_state"))
    assert states == {one.pk: "pending", two.pk: "done", three.pk: "pending"}
    assert "2 links of this page are being checked" in words(reviewer, "/links/")


def test_all_failing_are_checked_again_within_the_filter_and_what_no_look_changes_is_left(
    reviewer: Client, cast: Cast
) -> None:
    article, other = plain_article(cast.editor), plain_article(cast.editor, title="Another")
    for name, outcome in (("fine", "ok"), ("bad", "broken"), ("slow", "timeout"), ("mail", "invalid")):
        link_in(article, name, outcome)
    link_in(other, "elsewhere", "broken")
    reviewer.post("/links/check/", {"all": "1", "article": article.pk, "show": "all"})
    assert set(Link.objects.filter(check_state="pending").values_list("url", flat=True)) == {
        "http://127.0.0.1:9/bad",
        "http://127.0.0.1:9/slow",
    }
    page = words(reviewer, f"/articles/{article.pk}/links/")
    assert "2 of 4 checked" in page


def test_the_table_of_an_article_tells_how_far_the_checks_are_while_they_run(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    links = [link_in(article, f"n{number}", "broken") for number in range(3)]
    Link.objects.filter(pk=links[0].pk).update(check_state="running")
    address = f"/articles/{article.pk}/links/?show=all"
    headers = {"HX-Request": "true", "HX-Target": "link-progress"}
    fragment = parsed(reviewer.get(address, headers=headers))
    assert "2 of 3 checked" in fragment.text_content()
    assert fragment.xpath("//header") == []
    assert len(fragment.xpath("//div[starts-with(@id, 'outcome-')][@hx-swap-oob]")) == 3
    Link.objects.update(check_state="done")
    fragment = parsed(reviewer.get(address, headers=headers))
    assert fragment.xpath("//*[@id='live'][@hx-swap-oob]")[0].text_content() == "All links are checked."
    assert fragment.xpath("//*[@id='link-progress'][@hx-get]") == []


def test_a_placeholder_stands_among_the_links_of_its_article(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    hang_link(article, None, anchor="joint statement")
    page = words(reviewer, f"/articles/{article.pk}/links/?show=invalid")
    assert "“joint statement”" in page
    assert "No target 1" in page


def test_a_links_own_page_tells_its_whole_story(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor, title="Harbour")
    link = link_in(article, "report", "ok")
    evidence_on(claims_of(article)[1], cast.reviewer, source=link.url)
    start = timezone.now() - timedelta(days=20)
    Link.objects.filter(pk=link.pk).update(latest_check=None)
    for day, outcome in enumerate(("ok", "broken", "broken", "restricted", "broken", "broken", "ok")):
        LinkCheck.objects.create(
            link=link, outcome=outcome, sentence=f"On day {day}.", checked_at=start + timedelta(days=day)
        )
    page = parsed(reviewer.get(f"/links/{link.pk}/"))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//table[contains(@class, 'looks')]//tbody/tr")]
    assert len(rows) == 8
    assert "Back again. On day 6." in rows[1]
    assert "Dead from here on. On day 4." in rows[3]
    assert "counts neither" in rows[4]
    marks = [str(kind) for kind in page.xpath("//*[local-name()='svg']//*[local-name()='rect']/@data-mark")]
    assert marks == ["dead", "works", "fails", "fails", "neither", "fails", "fails", "works", "works"]
    places = [
        float(x) for x in page.xpath("//*[local-name()='svg']//*[local-name()='rect'][not(@data-mark='dead')]/@x")
    ]
    assert places == sorted(places)
    text = " ".join(page.text_content().split())
    assert text.count("The council counted 1 boats.") == 1
    assert text.count("The council counted 2 boats.") == 1
    assert "Evidence: Supports, added by Rosa Aguilar · Harbour" in text


def test_a_person_overrules_and_every_page_says_so_until_it_is_withdrawn(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    link = link_in(article, "walled", "restricted")
    form = {"outcome": "ok", "note": "Checked in a browser, it is there.", "key": uuid.uuid4()}
    assert reviewer.post(f"/links/{link.pk}/overrule/", form).status_code == 302
    until = Overruling.objects.get().expires_at
    assert until is not None
    pages = (
        f"/links/{link.pk}/",
        "/links/?show=all",
        "/links/?show=held",
        f"/articles/{article.pk}/links/",
        f"/articles/{article.pk}/",
    )
    for address in pages:
        page = words(reviewer, address)
        assert "held by Rosa Aguilar until" in page, address
        assert "Works" in page
    assert names(reviewer, "/links/") == []
    assert "need a look" not in words(reviewer, f"/articles/{article.pk}/")
    other = client_of(cast.reviewer2)
    form = {"withdraw_note": "It was another page.", "withdraw_key": uuid.uuid4()}
    assert other.post(f"/links/{link.pk}/withdraw/", form).status_code == 302
    assert names(reviewer, "/links/") == ["walled"]
    story = words(reviewer, f"/links/{link.pk}/")
    assert "Rosa Aguilar held this, until" in story
    assert "Milan Kovac withdrew the overruling: It was another page." in story


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"outcome": "ok", "note": ""}, "Write how you looked"),
        ({"outcome": "", "note": "Seen it."}, "Choose what you saw"),
        ({"outcome": "blocked", "note": "Seen it."}, "Select a valid choice"),
        ({"outcome": "broken", "note": "Seen it."}, "The program found the same"),
    ],
)
def test_a_form_that_lacks_something_comes_back_open_with_what_was_typed(
    reviewer: Client, cast: Cast, form: dict[str, str], sentence: str
) -> None:
    link = link_in(plain_article(cast.editor), "gone", "broken")
    response = reviewer.post(f"/links/{link.pk}/overrule/", form | {"key": str(uuid.uuid4())})
    assert response.status_code == 422
    page = parsed(response)
    assert sentence in page.text_content()
    assert page.xpath("//details[@open]//textarea")[0].text_content().strip() == form["note"]
    assert not Overruling.objects.exists()


def test_a_viewer_sees_links_and_has_no_say(cast: Cast) -> None:
    link = link_in(plain_article(cast.editor), "gone", "broken")
    viewer = client_of(cast.viewer)
    for address in ("/links/", f"/links/{link.pk}/"):
        page = parsed(viewer.get(address))
        assert page.xpath("//main//form[@method='post']//button") == []
        assert page.xpath("//input[@type='checkbox']") == []


def test_a_link_that_only_earlier_revisions_have_keeps_its_page_and_leaves_the_list(
    reviewer: Client, cast: Cast
) -> None:
    article = plain_article(cast.editor)
    link = link_in(article, "old", "broken")
    Article.objects.filter(pk=article.pk).update(current_revision=None)
    assert names(reviewer, "/links/") == []
    assert "Only earlier revisions have this link." in words(reviewer, f"/links/{link.pk}/")


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_every_page_of_links_asks_as_much_for_many_as_for_few(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    link = link_in(article, "watched", "broken")
    overruled(link, cast.reviewer, "ok")
    looked_for_quote(claims_of(article)[0], link, "The council counted")
    addresses = ("/links/?show=all", f"/articles/{article.pk}/links/?show=all", f"/links/{link.pk}/")
    few = [asked(reviewer, address) for address in addresses]
    for number in range(40):
        other = plain_article(cast.editor, 1, title=f"Article {number}")
        overruled(link_in(other, f"n{number}", "broken"), cast.reviewer2, "ok")
        hang_link(other, link, position=900)
        hang_link(article, looked_at_link(f"http://127.0.0.1:9/more/{number}"), position=100_000 + number)
        evidence_on(claims_of(other)[0], cast.reviewer, source=link.url)
        looked_for_quote(claims_of(other)[0], link, "The council counted")
        LinkCheck.objects.create(link=link, outcome="broken", sentence="Again.")
    assert [asked(reviewer, address) for address in addresses] == few


def test_of_each_outcome_no_more_are_counted_than_people_need(
    reviewer: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_lists, "UP_TO", 2)
    article = plain_article(cast.editor)
    for number, outcome in enumerate(["broken"] * 4 + ["timeout"] * 2):
        link_in(article, f"n{number}", outcome)
    page = words(reviewer, "/links/")
    assert "To look at 2+" in page
    assert "Broken 2+" in page
    assert "Too slow to answer 2 " in page
    assert "Re-check all failing (2+)" in page
    assert "To look at 6" in words(reviewer, f"/articles/{article.pk}/links/")


def test_the_list_of_the_desk_reads_the_links_in_their_order_and_stops(cast: Cast) -> None:
    article = plain_article(cast.editor)
    link_in(article, "broken", "broken")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verify_link (url, digest, host, check_state, check_attempts, failures, health)"
            " SELECT 'http://127.0.0.1:9/' || n, md5(n::text), '127.0.0.1', 'done', 0, 0, CASE WHEN n % 9 = 0 THEN 50 ELSE 220 END"
            " FROM generate_series(1, 9000) n"
        )
        cursor.execute(
            "INSERT INTO verify_linkoccurrence"
            ' (revision_id, link_id, position, kind, anchor, target, start, "end", caption, notes)'
            " SELECT %s, id, id, 'link', 'a', url, 0, 1, '', '[]' FROM verify_link WHERE url ~ '/[0-9]+$'",
            [article.current_revision_id],
        )
        cursor.execute("ANALYZE verify_link, verify_linkoccurrence")
    plan = link_lists.DeskLinks(cast.reviewer).rows_asked().explain(analyze=True)
    assert "link_by_health" in plan
    assert "Seq Scan on verify_link " not in plan
    assert "Seq Scan on verify_linkoccurrence" not in plan
    assert len(link_lists.DeskLinks(cast.reviewer).rows) == link_lists.ROWS


def test_placeholders_have_a_line_of_their_own_with_their_articles(reviewer: Client, cast: Cast) -> None:
    harbour, bridge = (plain_article(cast.editor, title=title) for title in ("Harbour", "Bridge"))
    secret = plain_article(cast.editor, title="Secret")
    for article, count in ((harbour, 1), (bridge, 3), (secret, 5)):
        for number in range(count):
            hang_link(article, None, position=number)
    Article.objects.filter(pk=secret.pk).update(restricted=True)
    page = words(reviewer, "/links/")
    assert "4 links have no target, in 2 articles: Bridge 3 · Harbour 1" in page
    assert "Secret" not in page
    found = parsed(reviewer.get("/links/")).xpath("//p[@class='no-target']//a/@href")
    assert found == [f"/articles/{bridge.pk}/links/?show=invalid", f"/articles/{harbour.pk}/links/?show=invalid"]
    assert words(reviewer, str(found[0])).count("A placeholder: there is nothing to ask.") == 3
    assert "have no target" not in words(reviewer, "/links/?host=127.0.0.1")


def test_a_link_given_as_evidence_and_one_in_a_text_are_of_one_host(reviewer: Client, cast: Cast) -> None:
    article = plain_article(cast.editor)
    evidence_on(claims_of(article)[0], cast.reviewer, source="http://127.0.0.7:8099/proof")
    known_links(["http://127.0.0.7:8098/text", "http://user@Example.ORG:81/x", "tel:112", "http://[::1]:80/"])
    assert set(Link.objects.values_list("host", flat=True)) == {"127.0.0.7", "example.org", "", "::1"}
    assert names(reviewer, "/links/?show=all&host=127.0.0.7") == ["proof"]
