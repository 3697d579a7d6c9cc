"""What people and articles say is hostile: it is shown on every page to the letter, and nowhere is it markup or code."""

import uuid

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, decide, evidence_on, looked_for_quote, revise, said_on, split_article
from tests.views.pages import SHOWING, Answer, faults, parsed
from tests.views.scene import ARGUMENTS, Scene, set_scene
from verify.models import (
    ArchiveCopy,
    Article,
    Attribution,
    ClaimOccurrence,
    DocumentNote,
    Flag,
    Hedge,
    Keeping,
    Link,
    LinkCheck,
    LinkOccurrence,
    MediaItem,
    Mention,
    Person,
    Revision,
)
from verify.services.reviewing import NewEvidence, add_evidence

BREAK_OUT = "\"'><xss onfocus=alert(1) style=color:red><script>alert('pwned')</script>&lt;xss&gt;{{7*7}}"
JAVASCRIPT = "javascript:alert(document.cookie)//"
RTL = "\u202eقالت البلدية إن القوارب عادت\u202c"
LONG = "Donaudampfschiff" * 625


@pytest.fixture
def editor(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


def poison(scene: Scene, words: str) -> None:
    """Write the words wherever a person or a text of an article can put words."""
    short = words[:400]
    Person.objects.update(first_name=words[:150], last_name="")
    Article.objects.update(title=short, byline=words[:300], credit=words[:300], source_url=JAVASCRIPT + short)
    text = "\n".join([words] * 3)
    Revision.objects.filter(split_state="done").update(split_state="done", notices=[words], split_error=words)
    Attribution.objects.update(speaker_text=short, cue_text=short)
    Hedge.objects.update(text=short)
    Mention.objects.update(text=short, value=short, note=words, also=[words], rule=short[:60])
    DocumentNote.objects.create(
        revision=scene.article.revisions.get(),
        position=0,
        kind="comment",
        text=words,
        start=3,
        author=words[:200],
        written_at=words[:40],
    )
    ClaimOccurrence.objects.update(text=text)
    piece = evidence_on(scene.claim, scene.cast.editor, "context", scene.link.url)
    looked_for_quote(scene.claim, scene.link, words, piece, words + " indeed")
    ArchiveCopy.objects.create(link=scene.link, address=JAVASCRIPT + words)
    Keeping.objects.update(state="failed", sentence=words)
    Link.objects.update(url=JAVASCRIPT + words, host=short[:255])
    LinkOccurrence.objects.update(anchor=words, target=JAVASCRIPT + words, caption=words)
    Flag.objects.update(reason=words, diff=[["gone", words], ["new", words]])
    MediaItem.objects.update(camera=words[:200], software=words[:200], mime="image/png")
    for link in Link.objects.all():
        link.latest_check = LinkCheck.objects.create(
            link=link, outcome="broken", sentence=words, title=words, final_url=JAVASCRIPT, flags=[words]
        )
        link.save()
    add_evidence(
        scene.claim,
        scene.cast.editor,
        NewEvidence("", "supports", quotation=words, file=b"x", filename=words[:200]),
        idempotency_key=uuid.uuid4(),
    )
    said_on(scene.claim, scene.cast.editor, f"I ask: {words}")
    evidence_on(scene.claim, scene.cast.editor, "refutes", f"I saw {words}")
    decide(scene.claim, scene.cast.reviewer, "disputed", note=words)


def shown(client: Client, scene: Scene, name: str) -> Answer:
    # A page that knows of no change yet is told all of them.
    response = client.get(scene.address(name), headers={"If-None-Match": '"-0"'} if name == "live" else None)
    assert response.status_code == 200, name
    return response


def test_every_address_that_shows_something_is_among_these() -> None:
    others = {
        "add_claim",
        "answer",
        "assign",
        "bulk",
        "undo_bulk",
        "check_link",
        "check_links",
        "overrule_link",
        "withdraw_overruling",
        "comment",
        "read_notification",
        "read_notifications",
        "settle_comment",
        "dismiss_flag",
        "evidence",
        "evidence_file",
        "evidence_kept",
        "forget_filter",
        "health_live",
        "health_ready",
        "keep_evidence",
        "keep_link",
        "login",
        "logout",
        "original",
        "palette",
        "password_change",
        "password_change_done",
        "preferences",
        "preview",
        "retry_split",
        "review",
        "save_filter",
        "search",
        "sign",
        "snapshot_timestamp",
        "snapshot_warc",
        "undo",
        "undo_edit",
    }
    assert set(SHOWING) | others == set(ARGUMENTS)


@pytest.mark.parametrize("name", [*SHOWING, "preferences"])
def test_words_that_try_to_break_out_of_the_page_stay_words(cast: Cast, editor: Client, name: str) -> None:
    scene = set_scene(cast)
    poison(scene, BREAK_OUT)
    page = parsed(shown(editor, scene, name))
    assert list(faults(page)) == []
    assert page.xpath("//xss") == []
    everything = page.text_content() + " ".join(page.xpath("//@*"))
    assert "alert(1)" in everything
    assert "{{7*7}}" in everything or name in ("desk", "upload", "preferences")


@pytest.mark.parametrize("name", SHOWING)
def test_no_link_leads_to_code(cast: Cast, editor: Client, name: str) -> None:
    scene = set_scene(cast)
    poison(scene, "harmless")
    page = parsed(shown(editor, scene, name))
    leads = [str(address) for address in page.xpath("//a/@href | //form/@action | //img/@src | //button/@formaction")]
    assert leads or name in ("checks",)
    assert [address for address in leads if not address.startswith(("/", "?", "#", "http://", "https://"))] == []


@pytest.mark.parametrize("words", [RTL, LONG], ids=["from right to left", "one word of ten thousand letters"])
@pytest.mark.parametrize("name", SHOWING)
def test_words_that_no_page_was_drawn_for_are_shown_all_the_same(
    cast: Cast, editor: Client, name: str, words: str
) -> None:
    scene = set_scene(cast)
    poison(scene, words)
    page = parsed(shown(editor, scene, name))
    assert list(faults(page)) == []
    assert words[:30] in page.text_content() + " ".join(page.xpath("//@*"))


def test_text_that_may_run_from_right_to_left_says_so_where_it_stands(cast: Cast, editor: Client) -> None:
    scene = set_scene(cast)
    poison(scene, RTL)
    page = parsed(shown(editor, scene, "article"))
    holders = page.xpath("//h2[@id='claim-title'] | //a[@class='claim-row']/span[contains(., 'قالت')]")
    assert len(holders) == 4
    assert {holder.get("dir") for holder in holders} == {"auto"}


def test_a_hostile_article_that_came_in_through_the_front_door_is_only_words(cast: Cast, editor: Client) -> None:
    text = (
        "# Storm <script>alert(1)</script>\n\nThe mayor counted 12 boats <img src=x onerror=alert(2)> on Monday.\n\n"
        "The [council](javascript:alert(3)) met on Tuesday.\n\n<a href=\"data:text/html,x\" style='x'>Nine ships</a> sank.\n"
    )
    article = split_article(cast.editor, text, "storm.md")
    revise(article, cast.editor, text + "\nTwo <b onclick=alert(4)>cranes</b> fell.\n", "storm.md")
    claim = claims_of(article)[0]
    for address in (
        f"/articles/{article.pk}/", f"/claims/{claim.pk}/", f"/articles/{article.pk}/revisions/1/", "/",
        f"/articles/{article.pk}/revisions/", f"/articles/{article.pk}/checks/",
    ):  # fmt: skip
        response = editor.get(address)
        assert response.status_code == 200
        assert list(faults(parsed(response))) == []


def test_what_a_refused_form_held_comes_back_as_words(cast: Cast, editor: Client) -> None:
    scene = set_scene(cast)
    typed = {
        "note": BREAK_OUT,
        "evidence_source": BREAK_OUT,
        "evidence_quotation": BREAK_OUT,
        "version": BREAK_OUT,
        "key": BREAK_OUT,
    }
    for name in ("review", "evidence", "edit_claim", "details", "upload", "revise"):
        response = editor.post(scene.address(name), typed | {"title": BREAK_OUT, "published_on": BREAK_OUT, "text": ""})
        assert response.status_code == 422, name
        page = parsed(response)
        assert list(faults(page)) == []
        assert page.xpath("//xss") == []


def test_what_a_faster_colleague_wrote_is_shown_as_words(cast: Cast, editor: Client) -> None:
    scene = set_scene(cast)
    Person.objects.filter(username="reviewer2").update(first_name=BREAK_OUT[:150], last_name="")
    decide(scene.claim, cast.reviewer2, "disputed", note=BREAK_OUT)
    form = {"version": 0, "key": uuid.uuid4(), "status": "verified", "note": BREAK_OUT}
    response = editor.post(scene.address("review"), form)
    assert response.status_code == 409
    page = parsed(response)
    assert list(faults(page)) == []
    assert page.xpath("//xss") == []
    assert page.xpath("//*[contains(@class, 'conflict')]/blockquote")[0].text_content() == BREAK_OUT
