"""Every reason a check can end with: its outcome and the sentence that tells a person what to do next."""

from verify.checking.model import Outcome


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues; whoever shows it says it in the reader's language."""
    return sentence


REASONS: dict[str, tuple[Outcome, str]] = {
    "fetched": (Outcome.OK, _("The address answers.")),
    "moved": (Outcome.REDIRECTED, _("The address now leads somewhere else: see whether the new page says the same.")),
    "short_address": (
        Outcome.REDIRECTED,
        _("The short address leads to the page shown: link that page itself, short addresses end first."),
    ),
    "title_says_missing": (
        Outcome.SOFT_404,
        _("The page answers, but says that nothing is there: find another source."),
    ),
    "redirect_to_root": (
        Outcome.SOFT_404,
        _("The address leads to the site's front page only: find where the page went."),
    ),
    "text_says_missing": (Outcome.SOFT_404, _("The page answers, but says that it is missing: find another source.")),
    "same_as_missing": (
        Outcome.SOFT_404,
        _("The site shows the same page for addresses that cannot exist: find where the page went."),
    ),
    "redirect_to_search": (Outcome.SOFT_404, _("The address leads to a search page only: find where the page went.")),
    "redirect_to_catch_all": (
        Outcome.SOFT_404,
        _("The address leads to where the site sends every unknown address: find where the page went."),
    ),
    "redirect_to_error": (Outcome.SOFT_404, _("The address leads to an error page: find where the page went.")),
    "not_found": (
        Outcome.BROKEN,
        _("The site says that this page does not exist: find where it went or another source."),
    ),
    "gone": (Outcome.BROKEN, _("The site says that this page was removed for good: find another source.")),
    "client_error": (Outcome.BROKEN, _("The site refuses this address as wrong: copy it again from the browser.")),
    "redirect_loop": (
        Outcome.BROKEN,
        _("The address leads in a circle: open it in a browser and take the address shown."),
    ),
    "too_many_redirects": (Outcome.BROKEN, _("The address leads on more than ten times: link the last page directly.")),
    "bad_redirect": (Outcome.BROKEN, _("The address leads on to nowhere: find where the page went or another source.")),
    "server_error": (Outcome.SERVER_ERROR, _("The site has a fault of its own: check again later.")),
    "dns_failure": (
        Outcome.UNREACHABLE,
        _("The name of the site is not known: check its spelling or find another source."),
    ),
    "refused": (Outcome.UNREACHABLE, _("The site does not accept connections: check again later.")),
    "reset": (Outcome.UNREACHABLE, _("The site broke the connection off: check again later.")),
    "no_route": (
        Outcome.UNREACHABLE,
        _("There is no way to this site from here: check the network or try again later."),
    ),
    "line_down": (
        Outcome.UNREACHABLE,
        _(
            "No site could be reached when this was looked at: the fault was on our side, and the link is "
            "looked at again soon."
        ),
    ),
    "bad_answer": (Outcome.UNREACHABLE, _("The site does not answer as a web site should: check the address.")),
    "dns_timeout": (Outcome.TIMEOUT, _("The name of the site could not be looked up in time: check again later.")),
    "connect_timeout": (Outcome.TIMEOUT, _("The site did not take the connection in time: check again later.")),
    "no_answer": (Outcome.TIMEOUT, _("The site took the connection and then said nothing in time: check again later.")),
    "slow_body": (
        Outcome.TIMEOUT,
        _("The site sends too slowly to be read in time: open it in a browser and note what you see."),
    ),
    "certificate_expired": (
        Outcome.TLS_ERROR,
        _("The site's certificate has expired: open it in a browser and note what you see."),
    ),
    "certificate_not_yet_valid": (Outcome.TLS_ERROR, _("The site's certificate is not valid yet: check again later.")),
    "wrong_host": (Outcome.TLS_ERROR, _("The site's certificate belongs to another name: check the address.")),
    "self_signed": (Outcome.TLS_ERROR, _("The site vouches for itself with its own certificate: check the address.")),
    "unknown_authority": (
        Outcome.TLS_ERROR,
        _("Nobody known here vouches for the site's certificate: check the address."),
    ),
    "weak_certificate": (
        Outcome.TLS_ERROR,
        _("The site's certificate is signed too weakly to prove anything: do not rely on the page alone."),
    ),
    "certificate_revoked": (Outcome.TLS_ERROR, _("The site's certificate was withdrawn: do not rely on the page.")),
    "old_protocol": (
        Outcome.TLS_ERROR,
        _(
            "The site speaks only an outdated encryption that browsers refuse as well: look for a kept copy "
            "or another source."
        ),
    ),
    "only_tls_1_0": (
        Outcome.TLS_ERROR,
        _(
            "The site speaks only TLS 1.0, an outdated encryption that browsers refuse as well: look for a "
            "kept copy or another source."
        ),
    ),
    "only_tls_1_1": (
        Outcome.TLS_ERROR,
        _(
            "The site speaks only TLS 1.1, an outdated encryption that browsers refuse as well: look for a "
            "kept copy or another source."
        ),
    ),
    "not_tls": (Outcome.TLS_ERROR, _("The site does not speak encryption on this port: try the address with http://.")),
    "handshake_failed": (
        Outcome.TLS_ERROR,
        _("No encrypted connection could be agreed on: open it in a browser and note what you see."),
    ),
    "unauthorized": (Outcome.RESTRICTED, _("The site asks for a password: a person with access must look.")),
    "payment_required": (Outcome.RESTRICTED, _("The site asks for payment: a person with access must look.")),
    "forbidden": (
        Outcome.RESTRICTED,
        _("The site does not let the program in: open it in a browser and note what you see."),
    ),
    "proxy_authentication": (
        Outcome.RESTRICTED,
        _("The site asks for a proxy password: open it in a browser and note what you see."),
    ),
    "rate_limited": (Outcome.RESTRICTED, _("The site asks to be left alone for a while: check again later.")),
    "legal_reasons": (
        Outcome.RESTRICTED,
        _("The site withholds this page for legal reasons: look from another country."),
    ),
    "refuses_programs": (
        Outcome.RESTRICTED,
        _("The site refuses programs: open it in a browser and note what you see."),
    ),
    "bot_challenge": (
        Outcome.RESTRICTED,
        _("The site wants to see that a person is asking: open it in a browser and note what you see."),
    ),
    "login": (Outcome.RESTRICTED, _("The page is behind a login: a person with access must look.")),
    "consent": (
        Outcome.RESTRICTED,
        _("The page is behind a consent wall: open it in a browser and note what you see."),
    ),
    "not_in_this_country": (
        Outcome.RESTRICTED,
        _("The site shows this page in other countries only: look from another country or ask a colleague there."),
    ),
    "forbidden_port": (
        Outcome.BLOCKED,
        _("Web pages are expected on ports 80, 443, 8080 and 8443: link a public address."),
    ),
    "forbidden_scheme": (Outcome.BLOCKED, _("The program opens http and https addresses only: link a web page.")),
    "local_name": (Outcome.BLOCKED, _("This name exists inside one network only: link a public address.")),
    "loopback_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is the machine itself: link a public page."),
    ),
    "private_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is private: link a public page."),
    ),
    "shared_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is inside a provider's network: link another."),
    ),
    "link_local_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is link-local: link a public page."),
    ),
    "platform_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is a cloud's own service: link another."),
    ),
    "multicast_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is multicast: link a public page."),
    ),
    "broadcast_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is broadcast: link a public page."),
    ),
    "reserved_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is reserved: link a public page."),
    ),
    "unspecified_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is no address: link a public page."),
    ),
    "documentation_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one is for examples: link a public page."),
    ),
    "mapped_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one hides another: link the site by its name."),
    ),
    "translated_address": (
        Outcome.BLOCKED,
        _("The program connects to public addresses only, and this one hides another: link the site by its name."),
    ),
    "mixed_addresses": (
        Outcome.BLOCKED,
        _("The site's name leads to public and internal addresses at once: do not rely on it."),
    ),
    "not_asked_for": (
        Outcome.BLOCKED,
        _("The program refused a connection nobody asked for: report this to the operator."),
    ),
    "placeholder": (
        Outcome.INVALID,
        _("This link is a placeholder without an address: add the address of the source."),
    ),
    "relative": (Outcome.INVALID, _("This is not a full address: write it with https:// and the name of the site.")),
    "malformed": (Outcome.INVALID, _("This address is malformed: copy it again from the browser.")),
    "too_long": (Outcome.INVALID, _("This address is too long to be one: link the page itself.")),
    "mailto": (Outcome.INVALID, _("This is an e-mail address, not a page: link the page the claim rests on.")),
    "tel": (Outcome.INVALID, _("This is a telephone number, not a page: link the page the claim rests on.")),
    "data": (Outcome.INVALID, _("This link carries its own content instead of naming a page: link the page itself.")),
    "javascript": (Outcome.INVALID, _("This link runs a script instead of opening a page: link the page itself.")),
    "page_too_large": (
        Outcome.TOO_LARGE,
        _("The page is larger than the program reads: open it in a browser and note what you see."),
    ),
    "media_too_large": (Outcome.TOO_LARGE, _("The file is larger than the program reads: look at it by hand.")),
    "headers_too_large": (
        Outcome.TOO_LARGE,
        _("The site's answer begins with too much about itself: open it in a browser and note what you see."),
    ),
    "page_instead": (Outcome.NOT_MEDIA, _("A page came instead of a picture, video or sound: link the file itself.")),
    "other_file": (Outcome.NOT_MEDIA, _("A file came that is no picture, video or sound: link the media file itself.")),
    "empty": (Outcome.NOT_MEDIA, _("An empty file came instead of a picture, video or sound: check again later.")),
    "internal_fault": (
        Outcome.UNREACHABLE,
        _("The program itself failed on this address: report this to the operator."),
    ),
}


def outcome_of(reason: str) -> Outcome:
    """The outcome that ``reason`` belongs to. Raises KeyError for a word that is not in the table."""
    return REASONS[reason][0]


def sentence_of(reason: str) -> str:
    """What to tell a person about ``reason``."""
    return REASONS[reason][1]


FLAGS: dict[str, str] = {
    "credentials_in_url": _("A name or password stands in the address; it was not sent: take it out of the article."),
    "body_cut": _("The document is long and only its beginning was read."),
    "leads_to_front_page": _("Another site's front page answers in the page's place: see whether it says the same."),
    "fragment_missing": _(
        "The page is there, but the place in it that the link names is not: see where the passage went."
    ),
    "paywall": _("Only subscribers see the whole page: somebody with access must read the rest."),
    "drawn_by_script": _("A script draws this page in the browser, so its text was not seen here: open it and look."),
}


def flag_sentence(flag: str) -> str:
    """What to tell a person about ``flag``; empty for a word that is not in the table."""
    return FLAGS.get(flag, "")
