"""The simple past of an English verb from its form in -ing."""

from verify.claims.tree import words

_IRREGULAR = dict(
    pair.split("=")
    for pair in words(
        "being=was beating=beat becoming=became beginning=began bending=bent binding=bound biting=bit"
        " bleeding=bled blowing=blew breaking=broke bringing=brought broadcasting=broadcast building=built"
        " bursting=burst buying=bought casting=cast catching=caught choosing=chose clinging=clung coming=came"
        " costing=cost creeping=crept cutting=cut dealing=dealt digging=dug doing=did drawing=drew drinking=drank"
        " driving=drove eating=ate falling=fell feeding=fed feeling=felt fighting=fought finding=found"
        " fleeing=fled flying=flew forcing=forced forgetting=forgot freezing=froze getting=got giving=gave"
        " going=went growing=grew hanging=hung hearing=heard hiding=hid hitting=hit holding=held hurting=hurt"
        " keeping=kept knowing=knew laying=laid leading=led leaving=left lending=lent letting=let lying=lay"
        " losing=lost making=made meaning=meant meeting=met misleading=misled overcoming=overcame"
        " overtaking=overtook overthrowing=overthrew paying=paid putting=put quitting=quit reading=read"
        " rebuilding=rebuilt riding=rode ringing=rang rising=rose running=ran saying=said seeing=saw"
        " seeking=sought selling=sold sending=sent setting=set shaking=shook shedding=shed shooting=shot"
        " showing=showed shutting=shut singing=sang sinking=sank sitting=sat sleeping=slept sliding=slid"
        " speaking=spoke spending=spent splitting=split spreading=spread standing=stood stealing=stole"
        " sticking=stuck striking=struck swearing=swore sweeping=swept swimming=swam swinging=swung taking=took"
        " teaching=taught tearing=tore telling=told thinking=thought throwing=threw undergoing=underwent"
        " understanding=understood undertaking=undertook upsetting=upset waking=woke wearing=wore winning=won"
        " withdrawing=withdrew withstanding=withstood writing=wrote dying=died tying=tied"
    )
)


def past_of(gerund: str) -> str:
    """ "killed" of "killing": the stem in front of -ing already has the doubled letter or lacks the e."""
    known = _IRREGULAR.get(gerund)
    if known:
        return known
    stem = gerund.removesuffix("ing")
    if stem.endswith("y") and stem[-2:-1] not in set("aeiou"):
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"
