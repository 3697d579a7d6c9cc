"""Words that tell what a capitalised name is: titles, endings of organisations and places, and words that are no names."""

from verify.claims.word_lists import words

TITLES = frozenset(
    words("""
    president vice-president sens reps rev vice governor lieutenant-governor mayor minister premier chancellor
    senator sen rep representative congressman congresswoman secretary secretary-general ambassador general gen
    colonel col major maj captain capt lieutenant lt sergeant sgt admiral commander marshal judge justice
    prosecutor attorney chairman chairwoman chair ceo director king queen prince princess emir sheikh sultan
    pope archbishop bishop cardinal patriarch rabbi imam ayatollah father sister dr doctor prof professor mr mrs
    ms miss sir lord lady baroness dame speaker spokesman spokeswoman spokesperson chief deputy acting prime
    foreign interior finance defense defence health justice energy former ex-president leader analyst reporter
    correspondent coach officer inspector gov mp lawmaker state oblast regional region democratic republican
    businessman oligarch journalist activist lawyer economist historian author
""")
)
"""Words that stand before a person's name in the same run of capitals and are no part of it."""
HARD_TITLES = TITLES - frozenset(
    words("""
    foreign interior finance defense defence health justice energy state region oblast regional democratic
    republican prime former acting chief deputy major general king prince father sister sheikh bishop pope
    marshal miss lord lady dame author chair vice
""")
)
"""Titles that make what follows a person."""
ORGANISATION_ENDS = frozenset(
    words("""
    Academy Administration Agency Airlines Airways Alliance Army Assembly Associates Association Authority Bank
    Bar Batallion Battalion Board Brigade Broadcasting Bureau Cabinet Campaign Capital Center Centre Chamber
    Charity Church Club Co Coalition Co-operative College Command Commission Committee Communications Community
    Company Conference Confederation Congress Consortium Convention Cooperative Corp Corporation Corps Council
    Court Daily Defense Department Directorate Division Electric Energy Enterprises Exchange Federation Fleet
    Force Forces Forum Foundation Front Fund GmbH Gazette Government Group Guard Guards Guild Herald Holdings
    Hospital Inc Industries Initiative Institute Institution Intelligence International Investments Journal
    Laboratories Laboratory League Legion Limited Ltd LLC LLP Magazine Mail Media Militia Ministry Mission
    Monitor Motors Museum Music Navy Network News Observatory Office Ombudsman Orchestra Organisation
    Organization PLC Panel Partners Party Petroleum Pharmaceuticals Police Post Press Programme Radio Railways
    Rada Regiment Register Research Review School Secretariat Securities Senate Service Services Society Squad
    Staff Star Stores Studios Systems Taskforce Technologies Telegraph Television Theatre Theater Times Today
    Trade Tribune Tribunal Trust Union University Univision Watch Weekly Works TV FM FC AG SA Democrats
    Republicans Industries Brothers Bros Airforce Media Collective Patrol Caucus
""")
)
ORGANISATION_HEADS = frozenset(
    words("""
    Academy Agency Army Assembly Association Bank Board Bureau Center Centre Chamber Church Coalition College
    Commission Committee Congress Council Court Department Directorate Embassy Federation Foundation Front
    General House Institute Joint League Legion Ministry Movement Museum National Office Organisation
    Organization Parliament Party School Secretariat Senate Society Union University Armed Security Federal
    International
""")
)
"""Words an organisation's name opens with before "of": "Ministry of Defence", "Bank of England"."""
OF_HEADS = frozenset(
    words("""
    Academy Archbishop Army Assembly Association Bank Bay Bill Board Bureau Cape Center Centre Chamber Church
    City Coast College Commission Committee Confederation Congress Convention Council Court Day Department
    Directorate Duke Embassy Federation Foundation Freedom Front General Gulf Horn House Institute Isle Kingdom
    League Legion Lord Masters Ministry Movement Museum Office Organisation Organization Parliament Party
    Province Region Republic Riots School Sea Secretary Senate Society Statue Strait Theatre Tower Treaty Union
    University War Forces
""")
)
PLACE_ENDS = frozenset(
    words("""
    Region Oblast Krai Province Prefecture County District Governorate River Lake Sea Ocean Gulf Bay Strait
    Canal Island Islands Peninsula Mountain Mountains Hills Valley Desert Forest Park Street Avenue Boulevard
    Road Square Bridge Airport Beach Harbor Harbour Port City Town Village Heights Territory Coast Highway
    Palace Castle Stadium Prison Plaza Border Basin Delta Falls Springs Canyon Creek Base Station Plant Hall
""")
)
PLACE_STARTS = frozenset(
    words("""
    Lake Mount Mt Cape Fort Camp Port San Santa Saint St New North South East West Upper Lower Los Las El La
""")
)
PLACE_STARTS_SURE = frozenset(["Lake", "Mount", "Mt", "Cape", "Fort", "Camp"])
OTHER_ENDS = frozenset(
    words("""
    Act Agreement Accord Award Awards Bill Championship Championships Constitution Convention Crisis Cup Day
    Deal Declaration Doctrine Fair Festival Games Law Memorial Night Olympics Open Operation Pact Plan Prize
    Project Protocol Revolution Rule Rules Season Show Summit Tour Treaty War Week Year Code Amendment
    Resolution Election Elections Report Statement Trophy Medal Order Cross Language Bowl Series Marathon
    Strategy Story Book
""")
)
NOT_NAMES = frozenset(
    words("""
    the a an and or but if in on at by for to of from with as is was were are be been this that these those it
    its he she they we you i his her their our my your not no yes so there here when where while who what which
    why how all some many most more both each every any few several other another such one two three four five
    six seven eight nine ten first second third last next old after before since until during under over between
    against about also however meanwhile still then now today yesterday tomorrow earlier later according despite
    although though because unlike like among amid instead even just only once perhaps maybe well oh january
    february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    spring summer autumn winter mr mrs ms dr am pm ok tv pdf html url ceo cfo dna hiv aids covid covid-19 gmt
    utc est edt et cet msk pr id vip sms gps ptsd atm gdp vat suv ipo ev ai it do does did has have had will would
    can could should let please read watch see photo image video file courtesy credit source embed original god
    internet christmas easter thanksgiving neither either whether i'm i've it's that's he's she's we're they're
    there's don't what's let's people officials police authorities residents another nobody everyone everything
    something nothing former early late recent recently often never always total overall nearly almost around
    about less than separately additionally moreover furthermore nonetheless nevertheless thus hence therefore
    asked told said says speaking writing following given based citing including having being using taking
    making sources analysts critics experts investors traders shares sales profit revenue earnings net stock
    stocks bonds prices
""")
)
SPEECH_AFTER = (
    r"(?:said|says|told|added|wrote|announced|claimed|argued"
    r"|tweeted|insisted|explained|noted|replied|asked|warned|recalled|testified|tells|thinks|believes)"
)
"""Verbs after a name that make it somebody, a person where nothing says otherwise."""

SURNAMES = frozenset(
    words("""
    Putin Medvedev Yeltsin Gorbachev Zelensky Zelenskyy Zelenskiy Poroshenko Navalny Navalnaya Lavrov Shoigu
    Peskov Prigozhin Kadyrov Lukashenko Tsikhanouskaya Biden Trump Obama Clinton Bush Reagan Carter Kerry Pence
    Harris Pelosi McConnell Sanders Romney McCain Rubio Cruz Blinken Vance Musk Bezos Zuckerberg Gates Merkel
    Scholz Merz Macron Hollande Sarkozy Johnson Sunak Starmer Truss Corbyn Blair Thatcher Churchill Cameron
    Farage Meloni Berlusconi Orban Orbán Erdogan Erdoğan Netanyahu Rabin Arafat Abbas Assad Gaddafi Khamenei
    Rouhani Raisi Mubarak Sisi Modi Gandhi Mandela Zuma Xi Mao Kim Abe Trudeau Bolsonaro Lula Maduro Chavez
    Castro Milei Stalin Lenin Hitler Mussolini Guterres Annan Stoltenberg Rutte Tusk Duda Snowden Assange
    Epstein Weinstein Kissinger Nixon Kennedy Roosevelt Lincoln Sandu Saakashvili Pashinyan Aliyev Tokayev
    Nazarbayev Budanov Zaluzhny Zaluzhnyi Syrskyi Yermak Klitschko Yanukovych Tymoshenko Surovikin Gerasimov
    Strelkov Khodorkovsky Nemtsov
""")
)
"""Surnames that the news use without a given name."""
GENERIC = frozenset(
    words("""
    North South East West Northeast Northwest Southeast Southwest Northern Southern Eastern Western Central
    Midwest Army Navy Government Court Board Editor Sheriff Municipality House Convention Constitution District
    Additional Global Commission Committee Council Ministry Department Parliament Party Union Bank University
    Church State City County Region Province Republic Kingdom Corps Legion Battalion Brigade Regiment Front
    Center Centre Office Agency Administration Cabinet Company Group Institute Association Foundation Federation
    League Club School College Hospital Police Force Forces Marine Marines Amendment Act Bill Treaty Island
    Science Latest Update Breaking Exclusive Opinion Analysis Abstract Editing Reporting Correction Note
    Contract Recognition Inspiration Technology Education Housekeeping Republican Democrat President Governor
    Minister Mayor Chief Director Chairman Judge Secretary General Senator
""")
)
"""Capitals that name nobody when they stand alone, unless they shorten a name of the article ("the Legion")."""
DIRECTIONS = frozenset(
    words("""
    North South East West Northern Southern Eastern Western Central Upper Lower Greater Old Downtown
""")
)
OFFICES = frozenset(
    words("""
    majority minority prime vice deputy first former acting security us u.s u.s. house senate press white state
""")
)
