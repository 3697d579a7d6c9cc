"""Files made to hurt: each is answered in seconds, in little memory, with a sentence, and leaves nothing behind."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.documents.pdfs import lines, pdf, written
from tests.documents.zips import W, archive, p, with_declared_size, word, word_members
from verify.documents import DocumentFormat, UnreadableDocument, read

GIB = 1024**3
TEXT = p("The ferry ran aground on Wednesday.")
_MEASURED = """
import json, resource, sys
from verify.documents import UnreadableDocument, read
def spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)

start = spent()
try:
    answer = read(open(sys.argv[1], "rb").read()).text[:80]
    refused = False
except UnreadableDocument as error:
    answer, refused = str(error), True
# Not ru_maxrss, which starts at the size of the process that this one was forked from.
own = int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps({"answer": answer, "refused": refused, "seconds": spent() - start, "peak": peak / 1024}))
"""


def answer_of(data: bytes, format: DocumentFormat | None = None) -> str:
    """The text, or the sentence of the refusal; either can be stored and shown."""
    try:
        answer = read(data, format=format).text
    except UnreadableDocument as error:
        answer = str(error)
    answer.encode("utf-8")
    return answer


def zeros(size: int) -> bytes:
    """``size`` zero bytes, deflated in pieces so that the test itself needs no memory."""
    packer, parts, piece = zlib.compressobj(9, zlib.DEFLATED, -15), [], bytes(2**20)
    for _ in range(size // len(piece)):
        parts.append(packer.compress(piece))
    return b"".join([*parts, packer.flush()])


def bomb(path: Path, member: str, size: int = GIB) -> bytes:
    """A .docx one member of which is ``size`` zero bytes, about a thousandth of that packed."""
    members = word_members(TEXT)
    members.pop(member, None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in members.items():
            made.writestr(name, content)
        with made.open(member, "w", force_zip64=False) as stream:
            for _ in range(size // 2**20):
                stream.write(bytes(2**20))
    return path.read_bytes()


def measured(data: bytes, tmp_path: Path) -> dict[str, float]:
    """How a process of its own answers: seconds of work, its children's included, and MiB at the peak, imports included."""
    (tmp_path / "file").write_bytes(data)
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(tmp_path / "file")],
        capture_output=True,
        timeout=120,
        check=True,
        env={**os.environ, "TMPDIR": str(scratch)},
        cwd=Path(__file__).parents[2],
    )
    assert not list(scratch.iterdir())
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("member", ["word/document.xml", "word/media/image1.png", "word/styles.xml"])
def test_a_bomb_of_one_gib_is_refused_in_five_seconds_and_200_mb(member: str, tmp_path: Path) -> None:
    data = bomb(tmp_path / "bomb.docx", member)
    assert len(data) < 1_200_000
    answer = measured(data, tmp_path)
    assert answer["refused"]
    assert answer["seconds"] < 5
    assert answer["peak"] < 200


def test_a_bomb_that_lies_about_its_size_is_refused_as_well(tmp_path: Path) -> None:
    data = with_declared_size(bomb(tmp_path / "bomb.docx", "word/document.xml"), "word/document.xml", 5_000)
    answer = measured(data, tmp_path)
    assert answer["refused"]
    assert answer["seconds"] < 5
    assert answer["peak"] < 200


def test_a_bomb_that_stays_below_the_ratio_is_refused_by_its_size(tmp_path: Path) -> None:
    padding = os.urandom(200_000)
    data = archive({**word_members(TEXT), "word/document.xml": b"<a>" + b" " * 40_000_000, "word/media/a.bin": padding})
    assert measured(data, tmp_path)["refused"]


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = archive({"word/document.xml": zeros(2**21)}, zipfile.ZIP_STORED)
    central = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[central:end]
    many = b"".join(entry.replace(b"document", b"doc%05d" % number) for number in range(1000))
    tail = bytearray(data[end:])
    tail[8:12] = (1000).to_bytes(2, "little") * 2
    tail[12:16] = len(many).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match=r"far more than an article|damaged"):
        read(data[:central] + many + bytes(tail))


@pytest.mark.parametrize("count", [20_000, 65_535])
def test_thousands_of_members_are_refused_before_they_are_listed(count: int) -> None:
    data = archive({**word_members(TEXT), **{f"word/{number}": "" for number in range(count - 10)}})
    start = time.process_time()
    with pytest.raises(UnreadableDocument, match="more than 5,000 parts"):
        read(data)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "word\\..\\..\\evil", "C:/evil", "word/../../evil"])
def test_names_that_lead_outside_are_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("evil*")) | set(Path.cwd().parent.glob("evil*"))
    with pytest.raises(UnreadableDocument, match="outside of itself"):
        read(archive({**word_members(TEXT), name: "x"}))
    assert before == set(Path(tempfile.gettempdir()).glob("evil*")) | set(Path.cwd().parent.glob("evil*"))


def test_an_archive_in_an_article_is_never_opened(tmp_path: Path) -> None:
    inner = bomb(tmp_path / "inner.docx", "word/document.xml", 2**26)
    assert read(archive({**word_members(TEXT), "word/embeddings/inner.docx": inner})).text.startswith("The ferry")
    with pytest.raises(UnreadableDocument, match="an archive"):
        read(archive({"inner.docx": inner}))


def test_a_member_twice_an_unknown_packing_and_a_password_are_refused() -> None:
    twice = archive({**word_members(TEXT), "word/documenu.xml": "<a/>"}).replace(b"documenu", b"document")
    packed = archive(word_members(TEXT), zipfile.ZIP_LZMA)
    locked = bytearray(word(TEXT))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    for data, words in ((twice, "damaged"), (packed, "damaged"), (bytes(locked), "password")):
        with pytest.raises(UnreadableDocument, match=words):
            read(data)


LAUGHS = (
    "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % remote SYSTEM "http://127.0.0.1:9/x.dtd"> %remote;]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_office_and_wire_files(head: str, encoding: str) -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&l9;&file;</w:t></w:r></w:p></w:body></w:document>"
    document = f'<?xml version="1.0" encoding="{encoding}"?>{head}{body}'.encode(encoding)
    nitf = f'<?xml version="1.0" encoding="{encoding}"?>{head}<nitf><body><body.content><p>&l9;</p></body.content></body></nitf>'
    for data in (archive({**word_members(TEXT), "word/document.xml": document}), nitf.encode(encoding)):
        start = time.process_time()
        with pytest.raises(UnreadableDocument, match="entities"):
            read(data, format=None if data.startswith(b"PK") else DocumentFormat.NITF)
        assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p>" * 100_000,
        "<w:tbl><w:tr><w:tc>" * 300 + TEXT + "</w:tc></w:tr></w:tbl>" * 300,
        "<w:sdt><w:sdtContent>" * 120 + TEXT + "</w:sdtContent></w:sdt>" * 120,
        "<w:p/>" * 900_000,
        "<w:p " + " ".join(f'a{number}=""' for number in range(100_000)) + "/>",
        "<w:p><w:r>" + '<w:fldChar w:fldCharType="begin"/>' * 100_000 + "</w:r></w:p>",
    ],
    ids=["unclosed", "nested tables", "nested controls", "empty paragraphs", "attributes", "fields"],
)
def test_word_text_that_is_a_maze_is_answered_in_seconds(xml: str, tmp_path: Path) -> None:
    data = archive({**word_members(""), "word/document.xml": f"<w:document {W}><w:body>{xml}</w:body></w:document>"})
    answer = measured(data, tmp_path)
    assert answer["seconds"] < 10
    assert answer["peak"] < 800


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{" * 1_000_000,
        b"{\\rtf1 " + b"\\'ff" * 1_000_000,
        b"{\\rtf1 \\bin999999999 " + bytes(1000),
        b"{\\rtf1 " + b"\\u-10179?\\u-8704?" * 200_000 + b"}",
        b"{\\rtf1 " + b"{\\b x\\b0 y}" * 200_000 + b"}",
        b"{\\rtf1 " + b"\\par x" * 300_000 + b"}",
        b"{\\rtf1 " + b"\\u55296 lone" * 1000 + b"\\u0 nul}",
        b"{\\rtf1 " + b"}" * 1_000_000,
    ],
    ids=["groups", "codes", "binary", "pairs", "bold", "paragraphs", "surrogates", "ends"],
)
def test_rich_text_that_is_a_maze_is_answered_in_seconds(data: bytes) -> None:
    start = time.process_time()
    answer = answer_of(data)
    assert answer
    assert "\x00" not in answer
    assert time.process_time() - start < 10


def _pdf_bomb() -> bytes:
    packed = zlib.compress(b"")[:2] + zeros(GIB)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 2 0 R>>>>>>"
    return written([b"<</Type/Pages/Count 1/Kids[5 0 R]>>", font, stream, b"<<>>", page])


def _many_pages(count: int) -> bytes:
    kids = b" ".join([b"2 0 R"] * count)
    return written(
        [
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 9 9]>>",
            b"<<>>",
            b"<<>>",
        ]
    )


def _looped_pages() -> bytes:
    return written(
        [
            b"<</Type/Pages/Count 100000/Kids[2 0 R]>>",
            b"<</Type/Pages/Count 100000/Kids[1 0 R 2 0 R]/Parent 1 0 R>>",
            b"<<>>",
            b"<<>>",
        ]
    )


def _looped_form() -> bytes:
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 2 0 R>>>>/Length 12>>stream\n/X Do /X Do \nendstream"
    page = b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</X 2 0 R>>>>>>"
    return written(
        [b"<</Type/Pages/Count 1/Kids[5 0 R]>>", form, b"<</Length 6>>stream\n/X Do \nendstream", b"<<>>", page]
    )


@pytest.mark.parametrize(
    "data",
    [
        _pdf_bomb(),
        _many_pages(100_000),
        _looped_pages(),
        _looped_form(),
        pdf([[(1.0, 1.0, 1.0, "x" * 60_000)] * 30]),
        b"%PDF-1.4\n" + b"1 0 obj <<" * 300_000,
        b"%PDF-1.4\n" + b"[" * 3_000_000,
    ],
    ids=["one GiB of page", "100,000 pages", "page loop", "form loop", "letters", "objects", "brackets"],
)
def test_a_pdf_that_is_a_trap_is_answered_in_seconds(data: bytes, tmp_path: Path) -> None:
    answer = measured(data, tmp_path)
    assert answer["refused"] or str(answer["answer"]).startswith("xxx")
    assert answer["seconds"] < 15
    assert answer["peak"] < 600


def test_a_pdf_cannot_end_the_process_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of PDF files is native code; here it is made to crash for real, in its own process."""
    from verify.documents import pdf as module

    crash = (
        Path(module.__file__)
        .with_name("pdf_pages.py")
        .read_text()
        .replace("    _limit()\n", "    ctypes.string_at(0)\n", 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        child = Path(folder) / "crash.py"
        child.write_text(crash)
        monkeypatch.setattr(module, "_CHILD", child)
        with pytest.raises(UnreadableDocument):
            read(pdf([lines(["The ferry ran aground."])]))


MAILS = {
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000 + b"--b--\n",
    "nested": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
    "headers": b"".join(b"X-A%d: b\n" % n for n in range(60_000)) + b"\nText.",
    "one header": b"Subject: " + b"a\n " * 300_000 + b"\n\nText.",
    "words": b"Subject: " + b"=?utf-8?b?" * 50_000 + b"\n\nText.",
    "addresses": b"From: " + b"<" * 100_000 + b"\n\nText.",
    "charset": b"Content-Type: text/plain; charset=zlib\n\nText of the mail.",
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_that_is_a_maze_is_answered_in_seconds(name: str) -> None:
    head = b"From: ann@example.org\nDate: Wed, 13 Mar 2024 14:05:00 +0000\nMIME-Version: 1.0\n"
    start = time.process_time()
    assert answer_of(head + MAILS[name], DocumentFormat.MAIL)
    assert time.process_time() - start < 10


NEWS = {
    "deep": b'{"uri": "a", "headline": "b", "body_text": ' + b"[" * 500_000,
    "surrogates": b'{"uri": "a", "headline": "b", "body_text": "The \\ud800 ferry \\u0000 sank."}',
    "long number": b'{"uri": "a", "headline": "b", "body_text": "The ferry sank.", "urgency": '
    + b"9" * 1_000_000
    + b"}",
    "wrong types": b'{"uri": 1, "headline": [], "bodies": [[], 3, {"value": 7}], "body_text": "The ferry sank.", "located": [{}]}',
}


@pytest.mark.parametrize("name", NEWS)
def test_json_that_is_a_maze_is_answered_in_seconds(name: str) -> None:
    start = time.process_time()
    assert "\x00" not in answer_of(NEWS[name], DocumentFormat.NINJS)
    assert time.process_time() - start < 5


def test_the_limits_of_the_child_do_not_reach_this_process() -> None:
    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]
    read(pdf([lines(["The ferry ran aground on Wednesday."])]))
    assert before == [
        resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    ]
