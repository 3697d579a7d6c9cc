"""Names of places, organisations and given names that news texts use. Compiled for this project from general knowledge.

Entries are separated by semicolons; "A = B" makes A another name of B.
"""

_COUNTRIES = """
Afghanistan; Albania; Algeria; Andorra; Angola; Argentina; Armenia; Australia; Austria; Azerbaijan; Bahamas; Bahrain;
Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bhutan; Bolivia; Bosnia; Bosnia and Herzegovina; Botswana;
Brazil; Brunei; Bulgaria; Burkina Faso; Burundi; Cambodia; Cameroon; Canada; Cape Verde; Central African Republic;
Chad; Chile; China; Colombia; Comoros; Congo; Costa Rica; Croatia; Cuba; Cyprus; Czech Republic; Czechia = Czech
Republic; Denmark; Djibouti; Dominica; Dominican Republic; East Timor; Ecuador; Egypt; El Salvador; Equatorial Guinea;
Eritrea; Estonia; Eswatini; Ethiopia; Fiji; Finland; France; Gabon; Gambia; Georgia; Germany; Ghana; Greece; Grenada;
Guatemala; Guinea; Guinea-Bissau; Guyana; Haiti; Honduras; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland;
Israel; Italy; Ivory Coast; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kiribati; Kosovo; Kuwait; Kyrgyzstan; Laos;
Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania; Luxembourg; Madagascar; Malawi; Malaysia;
Maldives; Mali; Malta; Mauritania; Mauritius; Mexico; Micronesia; Moldova; Monaco; Mongolia; Montenegro; Morocco;
Mozambique; Myanmar; Burma = Myanmar; Namibia; Nauru; Nepal; Netherlands; New Zealand; Nicaragua; Niger; Nigeria;
North Korea; DPRK = North Korea; North Macedonia; Norway; Oman; Pakistan; Palau; Palestine; Panama; Papua New Guinea;
Paraguay; Peru; Philippines; Poland; Portugal; Qatar; Romania; Russia; Russian Federation = Russia; Rwanda; Saint
Lucia; Samoa; San Marino; Saudi Arabia; Senegal; Serbia; Seychelles; Sierra Leone; Singapore; Slovakia; Slovenia;
Solomon Islands; Somalia; South Africa; South Korea; South Sudan; Spain; Sri Lanka; Sudan; Suriname; Sweden;
Switzerland; Syria; Taiwan; Tajikistan; Tanzania; Thailand; Togo; Tonga; Trinidad and Tobago; Tunisia; Turkey; Türkiye
= Turkey; Turkmenistan; Tuvalu; Uganda; Ukraine; United Arab Emirates; UAE = United Arab Emirates; United Kingdom; UK
= United Kingdom; U.K. = United Kingdom; Britain = United Kingdom; Great Britain = United Kingdom; United States; US =
United States; U.S. = United States; USA = United States; U.S.A. = United States; America = United States; United
States of America = United States; Uruguay; Uzbekistan; Vanuatu; Vatican; Vatican City; Venezuela; Vietnam; Yemen;
Zambia; Zimbabwe; Soviet Union; USSR = Soviet Union; Yugoslavia; Czechoslovakia; East Germany; West Germany; Zaire;
Hong Kong; Macau; Greenland; Puerto Rico; Gaza; Gaza Strip; West Bank; Abkhazia; South Ossetia; Transnistria;
Nagorno-Karabakh; Somaliland; Kurdistan; England; Scotland; Wales; Northern Ireland; Tibet; Xinjiang; Western Sahara;
Faroe Islands; Gibraltar; Bermuda; Guam; Chechnya; Tatarstan; Bashkortostan; Dagestan; Ingushetia; Kalmykia; Karelia;
Mordovia; Udmurtia; Chuvashia; Buryatia; Yakutia; Tuva; Khakassia; Adygea; North Ossetia; Kabardino-Balkaria;
Karachay-Cherkessia; Crimea; Donbas; Donbass = Donbas; Catalonia; Basque Country; Bavaria; Saxony; Kashmir; Punjab;
Balochistan; Sindh; Kosovo; Flanders; Quebec; Ontario; Alberta; British Columbia; Nova Scotia; Manitoba; Saskatchewan;
New South Wales; Queensland; Tasmania; Sicily; Sardinia; Lombardy; Tuscany; Brittany; Normandy; Corsica; Galicia;
Andalusia; Tigray; Darfur; Europe; Asia; Africa; North America; South America; Latin America; Central America; Middle
East; Far East; Balkans; Caucasus; Siberia; Scandinavia; Central Asia; Southeast Asia; Antarctica; Arctic; Eastern
Europe; Western Europe; Central Europe; Horn of Africa; Sahel; Mediterranean; Black Sea; Baltic Sea; Caspian Sea; Red
Sea; Sea of Azov; Persian Gulf; Arabian Sea; South China Sea; North Sea; Atlantic; Pacific; Atlantic Ocean; Pacific
Ocean; Indian Ocean; Gulf of Mexico; Strait of Hormuz; Suez Canal; Panama Canal; Golan Heights; Bosphorus
"""

_STATES = """
Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii; Idaho; Illinois;
Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; Mississippi;
Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; New York; North Carolina; North Dakota;
Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont;
Virginia; West Virginia; Wisconsin; Wyoming; Washington; District of Columbia; D.C. = District of Columbia; Calif. =
California; Fla. = Florida; N.Y. = New York; N.J. = New Jersey; Pa. = Pennsylvania; Mass. = Massachusetts; Conn. =
Connecticut; Va. = Virginia; Tenn. = Tennessee; Mich. = Michigan; Minn. = Minnesota; N.C. = North Carolina; S.C. =
South Carolina
"""

_REGIONS = """
Belgorod; Bryansk; Kursk; Voronezh; Lipetsk; Oryol; Orel = Oryol; Tula; Kaluga; Smolensk; Tver; Yaroslavl; Kostroma;
Ivanovo; Vladimir Oblast; Ryazan; Tambov; Penza; Saratov; Samara; Ulyanovsk; Nizhny Novgorod; Kirov; Perm; Orenburg;
Chelyabinsk; Kurgan; Sverdlovsk; Tyumen; Omsk; Novosibirsk; Tomsk; Kemerovo; Altai; Krasnoyarsk; Irkutsk; Chita;
Zabaykalsky; Amur; Khabarovsk; Primorye; Sakhalin; Magadan; Kamchatka; Chukotka; Arkhangelsk; Murmansk; Vologda;
Pskov; Novgorod; Leningrad; Kaliningrad; Rostov; Rostov-on-Don; Krasnodar; Stavropol; Volgograd; Astrakhan; Kuban;
Grozny; Makhachkala; Nazran; Vladikavkaz; Nalchik; Kazan; Ufa; Izhevsk; Cheboksary; Saransk; Yoshkar-Ola; Syktyvkar;
Petrozavodsk; Yakutsk; Ulan-Ude; Vladivostok; Yekaterinburg; St. Petersburg; Saint Petersburg = St. Petersburg; Sochi;
Taganrog; Engels; Novorossiysk; Tuapse; Shebekino; Grayvoron; Sudzha; Tyotkino; Valuyki; Rylsk; Glushkovo; Ryazan;
Podolsk; Khimki; Severodvinsk; Norilsk; Togliatti; Magnitogorsk; Kharkiv; Kharkov = Kharkiv; Sumy; Chernihiv; Kherson;
Zaporizhzhia; Zaporizhia = Zaporizhzhia; Donetsk; Luhansk; Lugansk = Luhansk; Dnipro; Dnipropetrovsk; Odesa; Odessa =
Odesa; Mykolaiv; Lviv; Lvov = Lviv; Poltava; Cherkasy; Vinnytsia; Zhytomyr; Rivne; Volyn; Lutsk; Ternopil;
Ivano-Frankivsk; Zakarpattia; Uzhhorod; Chernivtsi; Khmelnytskyi; Kirovohrad; Kropyvnytskyi; Kryvyi Rih; Mariupol;
Bakhmut; Avdiivka; Kramatorsk; Sloviansk; Pokrovsk; Toretsk; Chasiv Yar; Kupiansk; Izium; Izyum = Izium; Vovchansk;
Lyman; Sievierodonetsk; Lysychansk; Melitopol; Berdiansk; Enerhodar; Nikopol; Bucha; Irpin; Chornobyl; Chernobyl =
Chornobyl; Sevastopol; Simferopol; Kerch; Yalta; Feodosia; Konotop; Shostka; Nova Kakhovka; Robotyne; Vuhledar;
Marinka; Soledar; Popasna; Snake Island; Dnieper; Dnieper River; Kakhovka; Kramatorsk; Kursk Oblast; Belgorod Oblast
"""

_CITIES = """
Abidjan; Abuja; Abu Dhabi; Accra; Addis Ababa; Aden; Adelaide; Aleppo; Algiers; Almaty; Amman; Amsterdam; Ankara;
Antwerp; Ashgabat; Asmara; Astana; Asuncion; Athens; Atlanta; Auckland; Austin; Baghdad; Baku; Baltimore; Bamako;
Bangalore; Bangkok; Bangui; Barcelona; Basra; Beijing; Beirut; Belfast; Belgrade; Benghazi; Berlin; Bern; Birmingham;
Bishkek; Bogota; Bologna; Bombay = Mumbai; Bonn; Boston; Brasilia; Bratislava; Brisbane; Bristol; Brussels; Bucharest;
Budapest; Buenos Aires; Bujumbura; Cairo; Calais; Calcutta = Kolkata; Calgary; Cambridge; Canberra; Cape Town;
Caracas; Cardiff; Casablanca; Charlotte; Chengdu; Chennai; Chicago; Chisinau; Cincinnati; Cleveland; Cologne; Colombo;
Columbus; Conakry; Copenhagen; Copenhagen; Cork; Dakar; Dallas; Damascus; Dar es Salaam; Darwin; Davos; Delhi; Denver;
Detroit; Dhaka; Doha; Donetsk; Dresden; Dubai; Dublin; Durban; Dushanbe; Düsseldorf; Edinburgh; El Paso; Entebbe;
Erbil; Fallujah; Florence; Frankfurt; Freetown; Gaborone; Gdansk; Geneva; Genoa; Glasgow; Goma; Gothenburg; Grozny;
Guangzhou; Guantanamo; Hamburg; Hanoi; Harare; Havana; Hebron; Helsinki; Hiroshima; Ho Chi Minh City; Homs; Honolulu;
Houston; Hyderabad; Idlib; Indianapolis; Islamabad; Istanbul; Jakarta; Jalalabad; Jeddah; Jenin; Jerusalem;
Johannesburg; Juba; Kabul; Kampala; Kandahar; Kansas City; Karachi; Kathmandu; Khartoum; Kiev = Kyiv; Kyiv; Kigali;
Kingston; Kinshasa; Kirkuk; Kobani; Kolkata; Krakow; Kuala Lumpur; Kunduz; Lagos; Lahore; La Paz; Las Vegas; Lausanne;
Leeds; Leipzig; Libreville; Lilongwe; Lima; Lisbon; Liverpool; Ljubljana; London; Los Angeles; Luanda; Lusaka; Lyon;
Madrid; Malmö; Managua; Manama; Manchester; Manhattan; Brooklyn; Queens; Manila; Maputo; Marrakesh; Marseille; Mecca;
Medina; Melbourne; Memphis; Mexico City; Miami; Milan; Milwaukee; Minneapolis; Minsk; Mogadishu; Monrovia; Monterrey;
Montevideo; Montreal; Moscow; Mosul; Mumbai; Munich; Muscat; Nagasaki; Nairobi; Naples; Nashville; N'Djamena; New
Delhi; New Orleans; New York City; Newark; Niamey; Nice; Nicosia; Nouakchott; Nuremberg; Oakland; Orlando; Osaka;
Oslo; Ottawa; Ouagadougou; Oxford; Palermo; Palmyra; Panama City; Paris; Perth; Peshawar; Philadelphia; Phnom Penh;
Phoenix; Pittsburgh; Podgorica; Port-au-Prince; Portland; Porto; Prague; Pretoria; Pristina; Pyongyang; Quito; Rabat;
Rafah; Ramallah; Ramadi; Raqqa; Reykjavik; Riga; Rio de Janeiro; Riyadh; Rome; Rotterdam; Sacramento; Salt Lake City;
Salzburg; San Antonio; San Diego; San Francisco; San Jose; San Juan; San Salvador; Sanaa; Santiago; Sao Paulo; São
Paulo = Sao Paulo; Sarajevo; Seattle; Seoul; Seville; Shanghai; Sharm el-Sheikh; Shenzhen; Skopje; Sofia; Srebrenica;
St. Louis; Stockholm; Strasbourg; Stuttgart; Sydney; Taipei; Tallinn; Tampa; Tampere; Tashkent; Tbilisi; Tegucigalpa;
Tehran; Tel Aviv; The Hague; Hague = The Hague; Thessaloniki; Tijuana; Tirana; Tokyo; Toronto; Toulouse; Tripoli;
Tunis; Turin; Ulaanbaatar; Utrecht; Valencia; Valletta; Vancouver; Venice; Vienna; Vientiane; Vilnius; Warsaw;
Washington, D.C. = Washington; Washington D.C. = Washington; Herat; Genova = Genoa; Wellington; Windhoek; Wuhan;
Yangon; Yaounde; Yerevan; York; Zagreb; Zurich; Zürich = Zurich; Brest; Gomel; Grodno; Mogilev; Vitebsk; Tiraspol;
Batumi; Gori; Gyumri; Narva; Kaunas; Klaipeda; Daugavpils; Lublin; Rzeszow; Bialystok; Wroclaw; Poznan; Brno; Kosice;
Cluj; Constanta; Varna; Plovdiv; Novi Sad; Mitrovica; Izmir; Antalya; Gaziantep; Khan Younis; Nablus; Haifa; Ashkelon;
Fort Wayne; Coral Springs; Silicon Valley; Wall Street; Hollywood; Capitol Hill; Ground Zero; Downing Street; Red
Square; Tiananmen Square; Harlem
"""

_ORGANISATIONS = """
United Nations; UN = United Nations; U.N. = United Nations; NATO; North Atlantic Treaty Organization = NATO; European
Union; EU = European Union; E.U. = European Union; WHO = World Health Organization; World Health Organization; UNESCO;
UNICEF; UNHCR; IAEA = International Atomic Energy Agency; International Atomic Energy Agency; IMF = International
Monetary Fund; International Monetary Fund; World Bank; WTO = World Trade Organization; World Trade Organization;
OSCE; OPEC; African Union; Arab League; ASEAN; G7; G8; G20; BRICS; Interpol; Europol; Red Cross; Amnesty
International; Human Rights Watch; Greenpeace; Oxfam; Doctors Without Borders; Reporters Without Borders; Security
Council = UN Security Council; UN Security Council; U.N. Security Council = UN Security Council; General Assembly;
European Commission; European Parliament; European Council; Council of Europe; International Criminal Court; ICC =
International Criminal Court; International Court of Justice; Pentagon; White House; State Department; Justice
Department; Treasury; Congress; Senate; House of Representatives; Supreme Court; Capitol; Homeland Security; FBI; CIA;
NSA; IRS; FDA; EPA; NASA; SEC; FCC; FDIC; FEMA; CDC; Federal Reserve; Fed = Federal Reserve; Republican Party;
Democratic Party; GOP = Republican Party; Republican National Committee; Democratic National Committee; Kremlin; Duma;
State Duma; FSB; GRU; SVR; KGB; Roscosmos; Rosatom; Gazprom; Rosneft; Lukoil; Sberbank; Aeroflot; Wagner; Wagner Group
= Wagner; Verkhovna Rada; Rada = Verkhovna Rada; SBU; Naftogaz; Ukrenergo; Energoatom; Azov; Azov Brigade = Azov;
Hamas; Hezbollah; Taliban; Islamic State; ISIS = Islamic State; ISIL = Islamic State; al-Qaida; al-Qaeda; Al-Qaeda;
Boko Haram; al-Shabab; Houthis; PKK; PLO; Fatah; IRA; Sinn Fein; ETA; Mossad; Shin Bet; IDF = Israel Defense Forces;
Israel Defense Forces; Knesset; Bundestag; Bundeswehr; Labour; Labour Party; Conservative Party; Tories; Parliament;
House of Commons; House of Lords; Scotland Yard; MI5; MI6; NHS; BBC; CNN; Fox News; NBC; ABC; CBS; MSNBC; NPR; PBS;
HBO; Reuters; Associated Press; AP = Associated Press; AFP = Agence France-Presse; Agence France-Presse; Bloomberg;
TASS; RIA Novosti; Interfax; Meduza; Novaya Gazeta; Kommersant; Ukrinform; Ukrainska Pravda; Xinhua; Al Jazeera; New
York Times; Washington Post; Wall Street Journal; Financial Times; Guardian; Los Angeles Times; USA Today; Politico;
Axios; Time; Newsweek; Economist; Der Spiegel; Le Monde; Moscow Times; Kyiv Independent; Kyiv Post; Huffington Post;
BuzzFeed; Breitbart; Telegram; Twitter; Facebook; Instagram; YouTube; WhatsApp; TikTok; VKontakte; Google; Apple;
Microsoft; Amazon; Meta; Tesla; SpaceX; Starlink; Intel; IBM; Samsung; Sony; Huawei; Boeing; Airbus; Lockheed Martin;
Raytheon; Toyota; Volkswagen; BMW; Siemens; Shell; BP; ExxonMobil; Exxon; Chevron; Total; Ford; General Motors;
General Electric; Goldman Sachs; JPMorgan; Citigroup; Wells Fargo; HSBC; Deutsche Bank; Barclays; Nasdaq; Dow Jones;
Visa; Mastercard; PayPal; Netflix; Disney; Nike; Pfizer; Moderna; AstraZeneca; Walmart; Starbucks; FIFA; UEFA; IOC;
NBA; NFL; Harvard; Yale; Stanford; Hewlett-Packard; Compaq; Oracle; Cisco; Uber; Freedom of Russia Legion; Russian
Volunteer Corps; Siberian Battalion; Legion of Freedom of Russia = Freedom of Russia Legion; OVD-Info; Memorial;
Bellingcat; Institute for the Study of War; Securities and Exchange Commission; Food and Drug Administration; Joint
Chiefs of Staff; Air Force; Yonhap; Black Lives Matter; Islamic Revolutionary Guard Corps; European Central Bank; Bank
of England; Nobel Committee; Wikipedia; Wikinews; United Airlines; Church of Scientology; Scientology = Church of
Scientology
"""

_GIVEN = """
Stefania Alireza Claudio LeBron Jeh Jared Hamdullah Malkia Kalief Trayvon Amadou Chelsea Neera Ava Todd Tiziano
Kendrick Sherrod Lindsey Merrick Antonin Aaron Abdul Abdullah Adam Adrian Ahmad Ahmed Aisha Alan Albert Aleksandr
Aleksei Aleksey Alex Alexander Alexandra Alexei Alexey Alexis Ali Alice Alicia Alison Allen Amanda Amy Anastasia
Anatoly Andrea Andreas Andrei Andrew Andrey Andriy Angela Angelina Ann Anna Anne Anthony Antonio António Anton Antony
Arkady Arnold Arsen Arseniy Arthur Artem Artyom Barack Barbara Ben Benjamin Bernard Bernie Beth Bill Bob Boris Brad
Brian Bruce Bruno Carl Carla Carlos Carol Caroline Catherine Charles Charlotte Chris Christian Christina Christine
Christopher Claire Claudia Colin Craig Cynthia Dan Daniel Daria Darya David Deborah Denis Dennis Denys Diana Dick
Dmitri Dmitriy Dmitry Dmytro Don Donald Doug Douglas Ed Edward Ekaterina Elena Elizabeth Ellen Emily Emma Emmanuel
Eric Erik Ernest Eugene Evgeny Fatima Fernando Francis Francois François Frank Fred Frederick Gary Gavin Gennadi
Gennadiy Gennady Geoffrey George Gerald Gerhard Giorgio Giovanni Gleb Gordon Greg Gregory Grigory Hans Harold Harry
Hassan Heather Helen Henry Hillary Howard Hugh Hugo Hussein Ian Ibrahim Igor Ihor Ilham Ilya Imran Inna Ira Irina
Isaac Ivan Jack Jacob Jacques James Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jerry Jessica Jesus
Jill Jim Jimmy Joan Joe Joel Johan John Jon Jonathan Jordan Jorge Jose José Josep Joseph Josh Joshua Juan Judith Julia
Julian Julie Justin Kamala Karen Karl Kate Katherine Kathleen Kathryn Keith Kelly Ken Kenneth Kevin Kim Kirill Kofi
Konstantin Kyrylo Larry Laura Lawrence Lech Lee Leon Leonard Leonid Leonardo Leslie Linda Lisa Lloyd Louis Louise
Lucas Lucy Luis Luke Lyudmila Maksym Malcolm Manuel Marc Marco Margaret Maria Marie Marina Marine Mario Mark Martin
Mary Maryna Matt Matteo Matthew Max Maxim Maya Megan Melania Melissa Michael Michel Michelle Miguel Mike Mikhail
Mikheil Mitch Mitt Mohamed Mohammad Mohammed Monica Muhammad Mustafa Mykhailo Mykola Nadia Nancy Narendra Natalia
Natalya Nathan Neil Nelson Newt Nicholas Nick Nicola Nicolas Nigel Nikita Nikki Nikol Nikolai Nikolay Nina Noah Oleg
Oleh Oleksandr Oleksii Oleksiy Olena Olga Oliver Olivier Omar Oscar Osama Otto Pablo Pamela Patricia Patrick Paul
Paula Pavel Pavlo Pedro Peter Petro Phil Philip Pierre Piotr Rachel Rafael Ralph Ramzan Raymond Rebecca Recep Rex
Ricardo Richard Rick Rob Robert Roberto Robin Rodrigo Roger Roman Ron Ronald Rosa Rose Roy Ruslan Russell Ruth Ryan
Saddam Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Serge Sergei Sergey Sergio Serhii Serhiy
Sharon Shimon Shinzo Silvio Simon Sofia Sonia Sophie Stanislav Stephanie Stephen Steve Steven Stuart Susan Svetlana
Svitlana Tamara Taras Tatiana Tatyana Ted Teresa Terry Theresa Thomas Tim Timothy Todd Tom Tony Tucker Ursula Vadim
Valentina Valentyn Valerie Valery Valeriy Vasily Vasyl Vera Victor Victoria Viktor Viktoria Vincent Vitali Vitaliy
Vitaly Vlad Vladimir Vladislav Volodymyr Vsevolod Vyacheslav Walter Warren Wayne Wendy William Willy Wolfgang Xavier
Xi Yahya Yaroslav Yasser Yegor Yekaterina Yelena Yevgeny Yevhen Yitzhak Yulia Yuri Yuriy Yury Zachary Zhanna Zoe
Abraham Akira Alejandro Alfred Alfredo Angus Antonia Arturo Ashley Bashar Benito Benny Bradley Brendan Brett Carmen
Cecilia Chuck Clara Clinton Cristina Curtis Dale Dana Darren Dave Derek Diane Diego Dominic Dorothy Duncan Eduardo
Edwin Eleanor Elias Elon Enrique Ethan Eva Evan Felipe Felix Francesca Francesco Francisco Frederic Gabriel Gareth
Gerard Gilbert Gina Giulia Glenn Gloria Grace Graham Guy Gustavo Hamid Hannah Hector Herbert Herman Hiroshi Holly
Ingrid Isabel Ismail Jaime Jake Jamal Jamie Javier Jesse Joanna Joanne Joaquin Jody Jürgen Kaja Karim Katie Kerry
Khalid Kirsten Klaus Kurt Kyle Lars Lauren Lena Leo Lewis Liam Lily Liz Lorenzo Luca Luigi Magnus Mahmoud Manfred
Marcel Marcos Marcus Marjorie Martha Mateusz Maurice Mauricio Mehmet Meredith Mick Milan Mohsen Molly Mona Morgan
Nadine Naomi Natasha Nathalie Ned Nelly Norman Olaf Pam Pascal Patrice Perry Pete Ramon Randy Raul Reza Rita Rodney
Rudolf Rudy Rupert Salman Salvador Shane Shaun Sheila Shirley Sigmar Stan Stella Stewart Sue Sven Sylvia Tara Tariq
Tiffany Tina Tomas Toni Tracy Travis Valeria Vance Vanessa Vicky Virginia Wade Wilhelm Winston Yoko Yusuf Yves
Zbigniew
"""

_DEMONYMS = """
Afghan Albanian Algerian American Arab Argentine Armenian Asian African Australian Austrian Azerbaijani Bahraini
Bangladeshi Belarusian Belgian Bosnian Brazilian British Bulgarian Cambodian Cameroonian Canadian Catalan Chechen
Chilean Chinese Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch Egyptian English Eritrean Estonian
Ethiopian European Filipino Finnish French Georgian German Ghanaian Greek Hungarian Indian Indonesian Iranian Iraqi
Irish Israeli Italian Jamaican Japanese Jewish Jordanian Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Latvian
Lebanese Libyan Lithuanian Macedonian Malaysian Mexican Moldovan Mongolian Montenegrin Moroccan Muslim Christian
Catholic Orthodox Protestant Sunni Shiite Hindu Buddhist Nepalese Nigerian Norwegian Pakistani Palestinian Peruvian
Polish Portuguese Qatari Romanian Russian Rwandan Saudi Scottish Serb Serbian Siberian Singaporean Slovak Slovenian
Somali Soviet Spanish Sudanese Swedish Swiss Syrian Taiwanese Tajik Tatar Thai Tunisian Turkish Turkmen Tutsi Hutu
Ukrainian Uzbek Venezuelan Vietnamese Welsh Yemeni Zimbabwean Republican Democrat Democratic Communist Conservative
Islamist Islamic Western Eastern Northern Southern Central Latino Hispanic Nazi Moscow-backed Latin Crimean Londoner
Muscovite Briton Dane Finn Frenchman Englishman Pole Spaniard Swede Turk Serb Croat Kurd Scot Jew Libertarian Liberal
Socialist Marxist Baltic Nordic Balkan Arctic Caucasian Parisian
"""

_PLACES_RU = """
–осси Украин Белорусси Беларус Польш Герман Франц Инди Кита Япон Итал Испан Турц Сири Грузи Армен Азербайджан
Казахстан Узбекистан Киргизи Молдов Молдави Латви Литв Эстон Финлянд Швец Норвег Великобритан Британ Англ Америк Канад
Мексик Бразил Аргентин Израил Палестин Иран Ирак Афганистан Пакистан Егип Саудовск Венгр Румын Болгар Серби Греци
Австри Швейцар Бельги Нидерланд Дан Чех Словак Европ Аз Африк Москв Петербург Санкт-Петербург Киев Минск Харьков
Херсон Запорожь Донецк Луганск Одесс Львов Днепр Сум Чернигов Николаев Полтав Мариупол Бахмут Авдеевк Краматорск
Славянск Мелитопол Бердянск Севастопол Симферопол Ялт Керч Крым Донбасс Белгород Курск Брянск Воронеж Ростов
Ростов-на-Дону Краснодар Ставропол Волгоград Саратов Самар Казан Уф Перм Екатеринбург Челябинск Омск Новосибирск Томск
Красноярск Иркутск Хабаровск Владивосток Якутск Мурманск Архангельск Калининград Псков Смоленск Тул Калуг Твер
Ярославл Рязан Липецк Тамбов Пенз Ульяновск Оренбург Тюмен Кемерово Чит Магадан Сахалин Камчатк Чечн Дагестан Ингушети
Татарстан Башкири Карели Сибир Кавказ Подмосковь Сочи Грозн Махачкал Вашингтон Нью-Йорк Лондон Париж Берлин Брюссел
Варшав Праг Будапешт Вен Рим Мадрид Анкар Стамбул Тегеран Багдад Дамаск Иерусалим Тель-Авив Газ Пекин Токио Дел Женев
Вильнюс Риг Таллин Хельсинк Стокгольм Осло Копенгаген Тбилис Ереван Баку Астан Алма-Ат Ташкент Теткин Тёткин Шебекин
Грайворон Судж Рыльск Глушков
"""

_ORGANISATIONS_RU = """
ООН НАТО ЕС ВОЗ МВФ ОБСЕ ЮНЕСКО МАГАТЭ ВСУ МВД ФСБ ФСИН СКР СК ГРУ МИД МЧС ФСО ЦРУ ФБР ЦБ ВТБ РПЦ КПРФ ЛДПР РДК ДНР
ЛНР СБУ ГУР ТАСС РБК ЦИК Минобороны Минздрав Минфин Минэкономразвития Минюст Минпросвещения Минобрнауки Минцифры
Минкультуры Генпрокуратура Генпрокуратуры Генпрокуратуре Генштаб Генштаба Госдума Госдумы Госдуме Госдуму Госдумой
Совфед Совфеда Совет Кремль Кремля Кремле Кремлю Кремлём Росгвардия Росгвардии Роскомнадзор Роскомнадзора
Роскомнадзоре Следком Следкома Газпром Газпрома Газпрому Роснефть Роснефти Сбербанк Сбербанка Росатом Росатома
Роскосмос Роскосмоса Telegram Медуза Медузы Коммерсант Интерфакс Интерфакса Интерфаксу Пентагон Пентагона Рейтер ХАМАС
Хезболла Талибан Рада Рады Раде Еврокомиссия Еврокомиссии Евросоюз Евросоюза Евросоюзе
"""

_GIVEN_RU = """
Александр Алексей Алексе Алекс Алин Алл Анастаси Анатоли Андре Анн Антон Антонин Аркади Арсен Артём Артем Борис Вадим
Валентин Валери Василий Васили Вер Виктор Виктори Виталий Витали Владимир Владислав Всеволод Вячеслав Галин Геннади
Георги Герман Глеб Григори Даниил Дарь Денис Джо Дональд Дмитри Евгени Екатерин Елен Елизавет Жанн Зинаид Иван Игор
Иль Ин Инн Ирин Камал Кирил Константин Ксени Леонид Лидия Людмил Максим Марат Маргарит Мари Марин Марк Михаил Надежд
Натали Наталь Никит Никола Николай Нин Олег Ольг Павел Павл Петр Пётр Рамзан Роман Руслан Светлан Семён Семен Серге
Сергей Софь Станислав Степан Тамар Тарас Татьян Тимур Фёдор Федор Эмманюэл Энтони Юли Юри Яков Ярослав Эльвир Мария
Марии Дмитрий Юрий Евгений Валерий Геннадий Анатолий Григорий Георгий Аркадий
"""


def _table(source: str) -> dict[str, str]:
    """Name to the name it is joined under."""
    table = {}
    for entry in " ".join(source.split()).split(";"):
        name, _, other = entry.strip().partition(" = ")
        if name:
            table[name] = other or name
    return table


PLACES = {name: other for part in (_COUNTRIES, _STATES, _REGIONS, _CITIES) for name, other in _table(part).items()}
ORGANISATIONS = _table(_ORGANISATIONS)
GIVEN_NAMES = frozenset(_GIVEN.split())
DEMONYMS = frozenset(word + ending for word in _DEMONYMS.split() for ending in ("", "s")) | {"Frenchmen", "Englishmen"}
PLACE_STEMS_RU = frozenset(_PLACES_RU.replace("–осси", "Росси").split())
ORGANISATIONS_RU = frozenset(_ORGANISATIONS_RU.split())
GIVEN_STEMS_RU = frozenset(_GIVEN_RU.split())
