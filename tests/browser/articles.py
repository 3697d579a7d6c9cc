"""The texts that the browser tests upload, made to hold what real ones hold: furniture, a post, hedges, links of all kinds."""

from tests.browser.linkserver import LinkServer

TITLE = "Storm surge closes half of Nordhavn’s berths"

SENTENCES = [
    "The port of Nordhavn closed 12 of its 24 berths on Tuesday after a storm surge lifted the outer pier.",
    "Harbour master Anna Wester said the pier would stay shut until Friday.",
    "Two cranes fell into the basin during the night.",
    "Nine ships reportedly waited outside the breakwater for more than 40 hours.",
    "The damage appears to exceed 4 million euros, according to the regional insurer.",
    "The ferry company denied on Wednesday that its crew had ignored the warning.",
    "It was not immediately possible to verify the videos.",
    "The council will vote on repairs next Monday.",
]


def markdown(web: LinkServer) -> str:
    """The article as an editor copies it from a website; every kind of link outcome stands in it once."""
    s = SENTENCES
    return f"""# {TITLE}

March 12, 2025

![The outer pier on Tuesday morning]({web.url("/pier.png")})

The outer pier of Nordhavn on Tuesday morning. **Port of Nordhavn / Telegram**

{s[0]} A [report]({web.url("/report")}) and an [older report]({web.url("/moved")}) list the berths.

{s[1]} "We lost two days of trade and nobody was hurt," she [told reporters](#).

{s[2]} {s[3]}

## Embed:

✖✖ Порт Нордхавна закрыл половину причалов после шторма

Власти города просят жителей не подходить к внешнему молу до пятницы... [pic.example/abc](#)

— HARBOUR WATCH (@harbour\\_watch) [March 12, 2025](#)

{s[4]} The insurer's [notice]({web.url("/missing")}) has since been taken down, and its [archive]({web.unreachable}) does not answer.

{s[5]} The crew's [own log]({web.url("/private")}) is open to members only.

People on the quay shared [videos](#) of waves breaking over the pier. {s[6]}

{s[7]}

Original url:

<{web.url("/report/original")}>
"""


def plain(web: LinkServer) -> str:
    """The same article without markup, as a reader would copy it; the number of waiting ships is another one."""
    s = [*SENTENCES]
    s[3] = s[3].replace("Nine ships", "Seven ships")
    return f"""{TITLE}

March 12, 2025

The outer pier of Nordhavn on Tuesday morning. Port of Nordhavn / Telegram

{s[0]} A report and an older report list the berths.

{s[1]} "We lost two days of trade and nobody was hurt," she told reporters.

{s[2]} {s[3]}

✖✖ Порт Нордхавна закрыл половину причалов после шторма

Власти города просят жителей не подходить к внешнему молу до пятницы... pic.example/abc

— HARBOUR WATCH (@harbour_watch) March 12, 2025

{s[4]} The insurer's notice has since been taken down, and its archive does not answer.

{s[5]} The crew's own log is open to members only.

People on the quay shared videos of waves breaking over the pier. {s[6]}

{s[7]}

Original url:

{web.url("/report/original")}
"""
