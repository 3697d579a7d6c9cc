"""Classes of words and phrases that say how checkable a sentence is, English and Russian, each with its reason in words.

A word that ends in ``*`` stands for all words that begin with it. A class without a reason lowers the rank, or says
nothing a reader would need to know."""

WORD_CLASSES: dict[str, tuple[str, str]] = {
    "number_word": (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens twenty-* "
        "thirty-* forty-* fifty-* sixty-* seventy-* eighty-* ninety-* два две двое три трое четыре четверо пять "
        "пятеро шесть семь восемь девять десять десят* двенадцать пятнадцать двадцат* тридцат* сорок пятьдесят "
        "сто двести триста пятьсот",
        "has a number in words",
    ),
    "fraction": (
        "half halved third thirds quarter quarters double doubled doubling triple tripled twice times two-thirds "
        "one-third fold tenfold quadrupled половин* треть четверть вдвое втрое дважды",
        "says by how much",
    ),
    "magnitude": (
        "hundreds thousand thousands million millions billion billions trillion trillions тысяч* тыс миллион* млн "
        "миллиард* млрд триллион* сотни",
        "has a large number",
    ),
    "percent": (
        "% percent percentage percentages per-cent cent процент*",
        "has a percentage",
    ),
    "money": (
        "$ € £ dollar dollars cents euro euros pounds rubles рубл* доллар* евро гривен гривн*",
        "names a sum of money",
    ),
    "budget": (
        "budget budgets deficit deficits debt debts surplus spending expenditure* fund funds funding funded "
        "subsid* revenue* appropriat* treasury payroll loan loans cost costs costing price prices priced bailout* "
        "billionaire* бюджет* дефицит* расход* стоимост* цен цены цена средств*",
        "speaks of a budget or a cost",
    ),
    "tax": (
        "tax taxes taxed taxation tariff* deduction* exempt* loophole* irs taxpayer* налог* пошлин* акциз*",
        "speaks of taxes",
    ),
    "month": (
        "january february march april june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday yesterday январ* феврал* март марта апрел* мая июня июне июля "
        "июле август* сентябр* октябр* ноябр* декабр* понедельник* вторник* среду четверг* пятницу субботу "
        "воскресенье вчера",
        "names a time",
    ),
    "ago": (
        "ago since previous previously recently formerly earlier decades decade century centuries назад ранее прежде",
        "speaks of a stretch of time",
    ),
    "casualty": (
        "kill killed killing kills dead die dies died deaths death wound* injur* casualt* murder* victim* "
        "massacre* slaughter* bomb* hostage* genocid* drown* suicide* погиб* ранен* убит* убил* жертв* пострада* "
        "скончал* умер*",
        "speaks of dead or wounded",
    ),
    "office": (
        "president vice-president minister ministry governor gov senator senators congressman congresswoman "
        "congress secretary general spokes* police court courts official officials government administration "
        "administrations army military department agency agencies ambassador mayor council chairman director "
        "commission committee legislature parliament senate house lawmaker* judge judges attorney prosecutor* "
        "authorit* regulator* министр* министерств* минобороны мчс губернатор* президент* правительств* полици* "
        "суд суда суде мэр* мэри* депутат* чиновник* ведомств* прокурор* прокуратур* администраци* госдум* армии",
        "names an office or authority",
    ),
    "party": (
        "republican republicans democrat democrats democratic gop conservative* liberal* opponent",
        "names a party",
    ),
    "org": (
        "company companies corporation* bank banks union unions university hospital hospitals schools factory "
        "factories plant plants organization* group institute foundation firms firm industry industries "
        "industrial компани* завод* банк* больниц* школ* университет*",
        "names an organisation",
    ),
    "source": (
        "according said says told tells announced claimed claims reported report reports study studies survey "
        "poll polls statistics figures data record records documents estimate* testified testif* stated statement "
        "quote quoted wrote published findings found indicated show shows showed сообщил* заявил* сказал* "
        "рассказал* утвержда* говорится данным словам пишет отчёт* отчет* опрос* исследован*",
        "rests on a source",
    ),
    "superl": (
        "most largest biggest highest lowest worst best fewest greatest longest fastest smallest oldest richest "
        "poorest only first last record number-one самый самая самое самые крупнейш* впервые наибольш* рекорд* "
        "единственн*",
        "says something is the most, the first or the only",
    ),
    "comp": (
        "more less fewer higher lower larger greater bigger better worse smaller faster than больше меньше выше "
        "ниже более менее",
        "compares",
    ),
    "never": (
        "never nobody none neither every all ever entire always никогда никто все каждый каждая",
        "says never, nobody, all or every",
    ),
    "rise": (
        "increase increased increases increasing rose rise rises risen rising grew grow grown growing growth "
        "raise raised raises raising gain gained gains up expanded climbed soared surged jumped added adding "
        "вырос* увелич* повыс* подорожал* прибав*",
        "says how something changed",
    ),
    "fall": (
        "decrease* decline* declining reduce reduced reduces reducing reduction* fell fall fallen falling drop "
        "dropped dropping lost lose loses losing loss losses down cut cuts cutting slashed shrank shrunk "
        "eliminat* lower lowered closed shut plunge* declin* упал* сниз* сократ* уменьш* подешев* потерял*",
        "says how something changed",
    ),
    "vote": (
        "vote voted votes voting vetoed veto vetoes signed passed enacted bill bills law laws legislation "
        "amendment act acts ratified treaty resolution sponsored co-sponsored cosponsored introduced filibuster* "
        "repeal* endorsed nominated overrode закон* проголосова* подписал* голосов*",
        "speaks of a vote or a law",
    ),
    "stance": (
        "supported opposed opposes opposing supports favored favors advocated rejected refused denied called "
        "calls wants wanted proposed proposes promised promises pledged proposal proposing suggested criticized "
        "praised",
        "says where somebody stood",
    ),
    "act": (
        "created spent gave given paid pays invested built bought sold sent brought took taken made ran run "
        "started began begun ended left went gone got gotten put provided appointed elected hired fired joined "
        "served worked led moved kept set opened launched invaded attacked occupied seized arrested convicted "
        "indicted sued investigated negotiated met visited won beat received returned established imposed "
        "deployed withdrew removed banned blocked stopped allowed required ordered used owned owns borrowed "
        "inherited happened became shipped outsourced imported exported import* export* produced produces doing "
        "doubled turned построил* открыл* закрыл* запустил* арестовал* задержал* уволил* назначил* ввел* ввёл* "
        "запретил* купил* продал* атаковал* захватил*",
        "says what happened or was done",
    ),
    "pastbe": (
        "was were been had did wasn't weren't didn't hadn't был была было были",
        "says what happened or was done",
    ),
    "perfect": (
        "has have 've hasn't haven't he's we've they've i've you've she's it's",
        "says what happened or was done",
    ),
    "jobs": (
        "job jobs unemploy* employed employment workers wage wages salary income incomes earn* inflation econom* "
        "recession gdp poverty poor hungry homeless welfare foodstamps stamps",
        "speaks of work, wages or poverty",
    ),
    "trade": (
        "trade oil gas gasoline energy coal barrels barrel steel nuclear solar farm* agricultur* wheat grain "
        "manufactur* export* import* insurance premiums insured uninsured mortgage* housing houses homes interest "
        "rate rates stock wall",
        "speaks of trade, energy or housing",
    ),
    "social": (
        "medicare medicaid social-security prescription drug drugs health healthcare insurance nurses doctor* "
        "hospital* patients schools students teachers tuition college scholarship* prison* crime crimes abortion* "
        "guns gun immigra* illegal border",
        "speaks of health, schools or crime",
    ),
    "war": (
        "troops weapon* missile* warhead* submarin* soldiers soldier forces bomber* tanks nato soviet* terrorist* "
        "nuclear war wars invasion treaty aid arms al-qaida isis taliban combat",
        "speaks of war or weapons",
    ),
    "total": (
        "average total number rate level levels ratio gross per share majority minority rank ranked ranks ranking "
        "percentile net proportion amount size over under below above almost nearly approximately about around "
        "out-of exactly",
        "counts or compares",
    ),
    "third": (
        "he she his her him they their them he's she's they're он она они",
        "speaks of somebody's acts",
    ),
    "i": (
        "i me my myself i'm i've i'd i'll mine я мне меня мой моя",
        "",
    ),
    "we": (
        "we us our ours we're we've we'll we'd мы нас нам наш наша наши",
        "",
    ),
    "you": (
        "you your yours you're you've you'll yourself вы вас вам ваш ваша",
        "",
    ),
    "opinion": (
        "think believe hope feel guess suppose mean know agree disagree doubt understand wish love hate like "
        "prefer consider regard happy glad proud sure certain sorry afraid opinion view personally honest* "
        "frankly думаю считаю надеюсь верю кажется по-моему уверен уверена",
        "",
    ),
    "modal": (
        "should would could might may must ought shall can cannot can't couldn't wouldn't shouldn't won't может "
        "могут мог бы",
        "",
    ),
    "future": (
        "will 'll won't going gonna tomorrow future shall i'll we'll you'll they'll he'll it'll будет будут буду",
        "",
    ),
    "need": (
        "need needs want wants let let's lets try must make sure please hopefully нужно надо должен должна должны "
        "следует давайте",
        "",
    ),
    "if": (
        "if whether unless perhaps maybe probably possibly если возможно",
        "",
    ),
    "wh": (
        "how what why who whom which whose where как что почему кто какой зачем",
        "",
    ),
    "thanks": (
        "thank thanks sir welcome good-evening evening please well okay ok yes no look yeah excuse ladies "
        "gentlemen tonight question questions debate debates answer answers moderator minute minutes seconds jim "
        "hello hi sorry wait спасибо пожалуйста здравствуйте привет дорогие друзья",
        "",
    ),
    "value": (
        "great good wonderful terrible strong stronger important right wrong freedom values faith dream dreams "
        "proud hard responsib* peace strength leadership future hope life tough fair clear opportunity "
        "opportunities choice decision decisions courage trust honor dignity character principle* belief* vision "
        "challenge* moral* god bless bad better beautiful nice fundamental* difference* different problem "
        "problems issue issues respect confidence judgment хороший хорошо плохо прекрасн* важно важный свобод* "
        "мечт* честн*",
        "",
    ),
    "vague": (
        "thing things something everything nothing everybody somebody anybody someone anyone way ways kind lot "
        "stuff idea ideas sort point fact matter situation ones что-то всё",
        "",
    ),
    "be": (
        "is are 's 're am be isn't aren't being it's that's there's he's she's we're they're you're i'm",
        "",
    ),
    "quant": (
        "many much few several some any each both majority numbers lots",
        "says how many",
    ),
    "imper": (
        "look listen remember imagine consider stop give go tell take ask come",
        "",
    ),
}

PHRASES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "haveto": ((" to",), r"\b(?:have|has|had|got) to\b", ""),
    "goingto": (
        ("g to", "gonna", "t to", "s to", "d to", "e to"),
        r"\b(?:going to|gonna|want to|wants to|need to|like to|try to|trying to)\b",
        "",
    ),
    "ithink": (("i ",), r"\bi (?:\w+ )?(?:think|believe|hope|feel|want|guess|know|don't|would|will|am|mean)\b", ""),
    "ownpast": (
        ("i ", "we ", "i'", "we'"),
        r"\b(?:i|we)(?: have|'ve)? (?:\w+ly )?(?:was|were|had|did|said|voted|passed|cut|created|signed|made|put|led|took|\w+ed)\b",
        "says what happened or was done",
    ),
    "hasdone": (
        ("has", "have", "had", "'ve"),
        r"\b(?:has|have|had|'ve|hasn't|haven't)\s+(?:\w+ly\s+|not\s+|been\s+|also\s+)?\w+(?:ed|en|wn|ught|t)\b",
        "says what happened or was done",
    ),
    "thisis": (
        ("that", "this", "it", "there", "here"),
        r"^(?:and |but |so |now |well,? )*(?:that|this|it|there|here)(?:'s| is| was)\b",
        "",
    ),
    "first": (
        ("the ",),
        r"\bthe (?:first|only|last|largest|biggest|highest|lowest|most|worst|greatest)\b",
        "says something is the most, the first or the only",
    ),
    "inyear": (("17", "18", "19", "20"), r"\b(?:in|since|from|by|until|during) (?:1[789]|20)\d\d\b", "names a year"),
    "years": (
        ("years", "months", "days", "weeks"),
        r"\b(?:\d+|\w+) (?:years|months|days|weeks)\b",
        "speaks of a stretch of time",
    ),
    "outof": (
        (" of", "one in", "up to", "number one", "as many", "at least", " than", "over "),
        r"\b(?:out of|one in|\d+ of|up to|number one|as many as|at least|more than|less than|over \d)\b",
        "counts or compares",
    ),
    "there": (("there",), r"\bthere(?:'s| is| are| were| was| have been)\b", "says what there is"),
    "hedgeq": (("",), r"^(?:and |but |so )*(?:what|why|how|who|do|does|did|is|are|can|will|would|should)\b", ""),
    "we_are": (("we",), r"\bwe(?:'re| are) (?:the|a|now|\w+ing)\b", ""),
    "wasno": (
        (" no", " never"),
        r"\b(?:has|have|had|is|are|was|were) (?:no|never)\b",
        "says what there is not or never was",
    ),
    "state": (
        ("my ", "our ", "his ", "her ", "in the "),
        r"\b(?:my|our|his|her|in the) (?:state|administration|party|country|opponent|government|plan|program|record|budget)\b",
        "",
    ),
}
"""Over the lower-case text: parts of which one at least must stand in it (looked for first, because that is quick), the
pattern, and its reason."""
