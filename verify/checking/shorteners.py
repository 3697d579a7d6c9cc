"""Hosts that only lead on to another address.

Source: the shorteners of social networks, of large publishers and the common public ones, by their own documentation.
"""

import ada_url

_NAMES = """
t.co bit.ly bitly.com j.mp buff.ly ow.ly hubs.ly trib.al dlvr.it ift.tt tinyurl.com goo.gl g.co youtu.be fb.me lnkd.in is.gd
v.gd cutt.ly rb.gy rebrand.ly shorturl.at tiny.cc n9.cl clck.ru vk.cc u.to shorter.me soo.gd bl.ink nyti.ms wapo.st bbc.in
cnn.it reut.rs apne.ws ti.me econ.st on.ft.com on.wsj.com gu.com theatln.tc politi.co fxn.ws abcn.ws cbsn.ws nbcnews.to
n.pr es.pn usat.ly lat.ms bloom.bg for.tn hrld.us dailym.ai ind.pn lemde.fr flip.it pin.it redd.it amzn.to wp.me db.tt
"""
HOSTS = frozenset(_NAMES.split())


def is_shortener(url: str) -> bool:
    """Whether the host of ``url`` only leads on."""
    try:
        host = ada_url.URL(url).hostname
    except (ValueError, UnicodeError):
        return False
    return host.removeprefix("www.") in HOSTS
