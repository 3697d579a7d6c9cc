"""The figures of check-worthiness: logistic regression on the ClaimBuster debate sentences.

Arslan, Hassan, Li, Tremayne: A Benchmark Dataset of Check-worthy Factual Claims, doi 10.5281/zenodo.3609356 (open access).
Fitted: L1 regression picks the features, L2 fits them and the words; words are rounded to quarters. ``SET_BY_HAND`` holds what
debates hardly speak of and news does."""

BIAS = -2.14

FITTED: dict[str, float] = {
    "figure": 1.84,
    "has:act": 0.31,
    "has:ago": 0.46,
    "has:budget": 0.18,
    "has:fraction": 0.57,
    "has:i": -0.36,
    "has:if": -0.33,
    "has:magnitude": 0.89,
    "has:money": 0.16,
    "has:need": -0.20,
    "has:never": 0.21,
    "has:number_word": 0.69,
    "has:office": 0.16,
    "has:org": 0.21,
    "has:pastbe": 0.29,
    "has:percent": 1.35,
    "has:perfect": 0.11,
    "has:quant": 0.33,
    "has:social": 0.51,
    "has:source": 0.78,
    "has:stance": 0.64,
    "has:superl": 0.30,
    "has:tax": 0.09,
    "has:third": 0.19,
    "has:total": 0.22,
    "has:trade": 0.45,
    "has:vague": -0.32,
    "has:vote": 0.69,
    "has:war": 0.38,
    "has:we": 0.19,
    "i_and_future": -0.31,
    "name_and_past": 0.24,
    "names": 0.84,
    "number_and_money": 0.35,
    "office_and_past": 0.37,
    "officer": 0.35,
    "past": 0.54,
    "phrase:first": 0.59,
    "phrase:hasdone": 0.20,
    "phrase:haveto": -0.78,
    "phrase:hedgeq": -0.43,
    "phrase:inyear": 0.44,
    "phrase:ithink": -0.39,
    "phrase:outof": 0.22,
    "phrase:ownpast": 0.56,
    "phrase:state": 0.57,
    "phrase:there": 0.19,
    "phrase:thisis": -0.23,
    "phrase:wasno": 0.31,
    "phrase:we_are": 0.28,
    "phrase:years": -0.15,
    "question": -0.83,
    "share:act": 0.35,
    "share:budget": 0.34,
    "share:comp": 0.46,
    "share:fall": 0.60,
    "share:future": -0.43,
    "share:i": -0.51,
    "share:if": -0.39,
    "share:imper": -0.07,
    "share:jobs": 0.38,
    "share:magnitude": 0.72,
    "share:modal": -0.74,
    "share:need": -0.40,
    "share:number_word": 0.55,
    "share:opinion": -0.60,
    "share:party": -0.26,
    "share:pastbe": 0.28,
    "share:rise": 0.39,
    "share:social": 0.41,
    "share:tax": 0.32,
    "share:thanks": -0.43,
    "share:total": 0.35,
    "share:trade": 0.36,
    "share:value": -1.31,
    "share:vote": 0.57,
    "share:we": -0.38,
    "share:wh": -0.68,
    "share:you": -0.13,
    "starts_and": -0.16,
    "starts_he": 0.37,
    "starts_i": -0.17,
    "starts_the": 0.25,
    "starts_we": 0.29,
    "starts_you": -0.35,
    "under_9": -0.32,
    "year": 0.52,
}

SET_BY_HAND: dict[str, float] = {
    "has:casualty": 0.5,
    "number_and_casualty": 0.3,
    "has:month": 0.3,
}

WORDS_BY_WEIGHT: dict[float, str] = {
    0.75: ("against countries even now relief supported year"),
    0.5: (
        "actually biggest crisis decision done fighting free highest history increase loans million nations "
        "percent position president's private reduced report sanctions since single women yes"
    ),
    0.25: (
        "able administration after agency agreement agricultural almost although any are average bankrupt "
        "benefits bilateral bill billion bipartisan border borders both bottom broke budget businesses by change "
        "civil coming commission completely conditions cover criminal cut debt defend defense did didn't does "
        "dollars double doubled down eight eleven ended enterprise ever exactly except fact failed find first "
        "five fought found fund getting gun guns hasn't he held helping higher in include indicated interests "
        "into islands it'll kept killed labor largest later leading least less major many matter middle military "
        "missiles money months never no nuclear office ones only opposed other own pay pension percentage places "
        "plans poverty principle production products program proposal proposed putting relations remember respect "
        "rising rules said saved says sector security seeing seen seniors sent she's sign signed six smaller "
        "sources state stop taxes tell term than they're thousands through today took trillion true try under "
        "understand unemployment using veterans vetoed vote voted wall wants we're wealthy week went were while "
        "who's willing within worked workers working worst"
    ),
    -0.25: (
        "again agree all answer anybody areas around ask asked back balance based become been believe believed "
        "benefit between bin built called came cannot card certainly chance charge child citizens coal community "
        "continue conventional credit cutting dangerous day difficult doing economy education effect else equal "
        "experience facts families feel field finally floor forces freedom fully give glad go going good greatest "
        "grow had hands hard he'd health home i'm incentives interested involved issue issues join judgment kinds "
        "knew known let's look made mass means men mistake most mother nation off old once opportunities "
        "opportunity or ought particular particularly party people plant points policy political possible power "
        "presidency presidents prestige probably promised providing questions raising rather reason reduction "
        "requires restore risk run savings say school see senior share shows simply sound spend spending standing "
        "start statement strategic success take takes talk talking ten thank then this threat to together tonight "
        "too tough trade trouble two until very war wars water way why will win woman wonderful words work world "
        "years"
    ),
    -0.5: (
        "about am another be best can century concerned course got here how i've if important its job last making "
        "met need next question served set seven some something thought want wanted"
    ),
    -0.75: ("cost"),
}
"""Single words; each counts 4 / √(words of the sentence) times its weight."""
