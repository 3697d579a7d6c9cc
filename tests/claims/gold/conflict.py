"""War and unrest: casualties, unnamed sources, nested attribution, hedges that follow in the next sentence."""

from datetime import date

from tests.claims.gold.labels import DIRECT, MIXED, PREDICTION, QUESTION, GoldText, claim, sentence

VELMAR = GoldText(
    "velmar-shelling",
    "conflict",
    "en",
    date(2024, 10, 8),
    headline="Shelling Kills Two in Border Town of Velmar",
    paragraphs=(
        (
            sentence(
                "Two people were killed and eleven others were wounded when artillery shells struck a bus depot in the "
                "border town of Velmar on Monday evening, according to regional governor Darin Holub.",
                claim(
                    "Two people were killed",
                    "when artillery shells struck a bus depot in the border town of Velmar on Monday evening",
                    by="regional governor Darin Holub",
                ),
                claim(
                    "eleven others were wounded when artillery shells struck a bus depot in the border town of Velmar "
                    "on Monday evening",
                    by="regional governor Darin Holub",
                ),
                apart=["according to regional governor Darin Holub"],
                dates={"Monday evening": "2024-10-07TEV"},
            ),
            sentence(
                "A nine-year-old girl is among the wounded, he added.",
                claim("A nine-year-old girl is among the wounded", by="he / Darin Holub"),
                apart=["he added"],
            ),
        ),
        (
            sentence(
                "“The depot was full of commuters. There was no warning,” Holub said in a video address.",
                claim("The depot was full of commuters", by="Holub", mode=DIRECT),
                claim("There was no warning", by="Holub", mode=DIRECT),
                apart=["Holub said in a video address"],
            ),
        ),
        (
            sentence(
                "The northern command denied that its troops had fired on the town and accused the militia of shelling "
                "its own people.",
                claim(
                    "its troops had fired on the town",
                    by="The northern command",
                    hedges=["could be independently verified"],
                ),
                claim(
                    "the militia of shelling its own people",
                    by="The northern command",
                    hedges=["could be independently verified"],
                ),
                apart=["The northern command denied that", "accused"],
            ),
            sentence(
                "A spokesman for the militia, who asked not to be named, called the accusation “a cynical lie”.",
                claim(
                    "the accusation “a cynical lie”",
                    by="A spokesman for the militia, who asked not to be named / A spokesman for the militia",
                    mode=MIXED,
                    hedges=["could be independently verified"],
                ),
                apart=["A spokesman for the militia, who asked not to be named, called"],
            ),
            sentence(
                "Neither account could be independently verified.",
                claim(hedges=["could be independently verified"]),
            ),
        ),
        (
            sentence(
                "A video posted on social media on Tuesday appeared to show a burning bus and several bodies under "
                "blankets.",
                claim(
                    "A video posted on social media on Tuesday appeared to show a burning bus and several bodies under "
                    "blankets",
                    hedges=["appeared to", "not immediately possible to confirm"],
                ),
                dates={"Tuesday": "2024-10-08"},
            ),
            sentence(
                "It was not immediately possible to confirm when or where the footage was filmed.",
                claim(
                    "It was not immediately possible to confirm when or where the footage was filmed",
                    hedges=["not immediately possible to confirm"],
                ),
            ),
        ),
        (
            sentence(
                "The defence ministry claimed that captured fighters had said the shells came from a battery near Osk, "
                "about 14 kilometres from Velmar.",
                claim(
                    "the shells came from a battery near Osk",
                    by="The defence ministry",
                    via="captured fighters",
                    hedges=["claimed"],
                ),
                claim("Osk, about 14 kilometres from Velmar", by="The defence ministry", hedges=["claimed", "about"]),
                apart=["The defence ministry claimed that captured fighters had said"],
            ),
            sentence(
                "The ministry offered no evidence.",
            ),
        ),
        (
            sentence(
                "At least 340 people have died in the district since the truce collapsed on 2 August, the monitoring "
                "group Fieldwatch reported last week.",
                claim(
                    "At least 340 people have died in the district since the truce collapsed on 2 August",
                    by="the monitoring group Fieldwatch",
                    hedges=["At least"],
                ),
                apart=["the monitoring group Fieldwatch reported last week"],
                dates={"2 August": "2024-08-02", "last week": "2024-W40"},
            ),
            sentence(
                "Talks are due to resume in Ostrava on Friday.",
                claim("Talks are due to resume in Ostrava on Friday", kind=PREDICTION),
                dates={"Friday": "2024-10-11"},
            ),
            sentence(
                "But who will guarantee a new truce?",
                claim("But who will guarantee a new truce", kind=QUESTION),
            ),
        ),
    ),
)

MARENGO = GoldText(
    "marengo-bridge",
    "conflict",
    "en",
    date(2025, 6, 12),
    paragraphs=(
        (
            sentence(
                "MARENGO (Coastal Wire) — Insurgents blew up the only bridge over the Tarn early on Wednesday, cutting off "
                "some 40,000 people in the delta, three aid officials said.",
                claim(
                    "Insurgents blew up the only bridge over the Tarn early on Wednesday",
                    by="three aid officials",
                ),
                claim(
                    "cutting off some 40,000 people in the delta",
                    by="three aid officials",
                    hedges=["some"],
                ),
                apart=["MARENGO (Coastal Wire)", "three aid officials said"],
                dates={"early on Wednesday": "2025-06-11"},
            ),
            sentence(
                "The army, which lost control of the western bank in March, said that it had repelled the attack and "
                "that nine insurgents had been killed.",
                claim("The army, which lost control of the western bank in March"),
                claim("it had repelled the attack", by="The army"),
                claim("nine insurgents had been killed", by="The army"),
                apart=["said that"],
                dates={"March": "2025-03"},
            ),
        ),
        (
            sentence(
                "“The bridge is standing,” insisted army spokeswoman Colonel Ifra Dane, “and traffic is moving.”",
                claim("The bridge is standing", by="army spokeswoman Colonel Ifra Dane", mode=DIRECT),
                claim("traffic is moving", by="army spokeswoman Colonel Ifra Dane", mode=DIRECT),
                apart=["insisted army spokeswoman Colonel Ifra Dane"],
            ),
            sentence(
                "Satellite images taken on Thursday 11 June show that its middle span has collapsed.",
                claim(
                    "its middle span has collapsed",
                    by="Satellite images taken on Thursday 11 June / Satellite images",
                ),
                apart=["Satellite images taken on Thursday 11 June show that"],
                dates={"Thursday 11 June": "2025-06-11"},
                contradicted=["Thursday 11 June"],
            ),
        ),
        (
            sentence(
                "Residents described hearing two explosions shortly before 4 a.m.",
                claim("hearing two explosions shortly before 4 a.m", by="Residents"),
                apart=["Residents described"],
                dates={"4 a.m": "2025-06-11T04:00"},
            ),
            sentence(
                "“The windows fell in on us and the children were screaming,” said Pell Oruna, a schoolteacher who lives "
                "200 metres from the river.",
                claim("The windows fell in on us and the children were screaming", by="Pell Oruna", mode=DIRECT),
                claim("Pell Oruna, a schoolteacher who lives 200 metres from the river"),
                apart=["said"],
            ),
            sentence(
                "“Nobody came to help us until noon.”",
                claim("Nobody came to help us until noon", by="Pell Oruna", mode=DIRECT),
                dates={"noon": "2025-06-11T12:00"},
            ),
        ),
        (
            sentence(
                "It was unclear how many people were on the bridge at the time.",
                claim("It was unclear how many people were on the bridge at the time", hedges=["unclear"]),
            ),
            sentence(
                "A hospital in Marengo has admitted 23 people with burns, and two of them may have been on a passing "
                "lorry, a doctor there said on condition of anonymity.",
                claim("A hospital in Marengo has admitted 23 people with burns", by="a doctor there"),
                claim(
                    "two of them may have been on a passing lorry",
                    by="a doctor there",
                    hedges=["may"],
                ),
                apart=["a doctor there said on condition of anonymity"],
            ),
            sentence(
                "The insurgents reportedly took control of the radio station later the same day.",
                claim(
                    "The insurgents reportedly took control of the radio station later the same day",
                    hedges=["reportedly"],
                ),
                dates={"the same day": "2025-06-11"},
            ),
        ),
    ),
)

LUGOVSK = GoldText(
    "lugovsk-drones",
    "conflict",
    "ru",
    date(2025, 4, 7),
    headline="Ночная атака на Луговск",
    paragraphs=(
        (
            sentence(
                "В ночь на понедельник три беспилотника упали на окраине Луговска, сообщил мэр города Олег Ступин.",
                claim(
                    "В ночь на понедельник три беспилотника упали на окраине Луговска",
                    by="мэр города Олег Ступин",
                ),
                apart=["сообщил мэр города Олег Ступин"],
                dates={"понедельник": "2025-04-07"},
            ),
            sentence(
                "По его словам, погибла женщина, ещё пять человек ранены.",
                claim("погибла женщина", by="его / Олег Ступин"),
                claim("ещё пять человек ранены", by="его / Олег Ступин"),
                apart=["По его словам"],
            ),
        ),
        (
            sentence(
                "«Повреждены два жилых дома и школа, — написал Ступин в своём канале. — В районе нет воды».",
                claim("Повреждены два жилых дома и школа", by="Ступин", mode=DIRECT),
                claim("В районе нет воды", by="Ступин", mode=DIRECT),
                apart=["написал Ступин в своём канале"],
            ),
        ),
        (
            sentence(
                "Военное ведомство заявило, что сбило 12 из 15 аппаратов.",
                claim("сбило 12 из 15 аппаратов", by="Военное ведомство", hedges=["не удалось"]),
                apart=["Военное ведомство заявило, что"],
            ),
            sentence(
                "Независимо подтвердить эти данные не удалось.",
                claim(hedges=["не удалось"]),
            ),
        ),
        (
            sentence(
                "Источник в спасательной службе утверждает, что пожар на складе потушили только к 6 часам утра, а его "
                "площадь составила около 800 квадратных метров.",
                claim(
                    "пожар на складе потушили только к 6 часам утра",
                    by="Источник в спасательной службе",
                    hedges=["утверждает"],
                ),
                claim(
                    "его площадь составила около 800 квадратных метров",
                    by="Источник в спасательной службе",
                    hedges=["утверждает", "около"],
                ),
                apart=["Источник в спасательной службе утверждает, что"],
                dates={"6 часам утра": "2025-04-07T06:00"},
            ),
            sentence(
                "В воскресенье губернатор отменил занятия в школах, а во вторник обещает приехать в Луговск.",
                claim("В воскресенье губернатор отменил занятия в школах"),
                claim("во вторник обещает приехать в Луговск", by="губернатор"),
                dates={"воскресенье": "2025-04-06", "вторник": "2025-04-08"},
            ),
            sentence(
                "Судя по всему, целью атаки был железнодорожный узел.",
                claim("целью атаки был железнодорожный узел", hedges=["Судя по всему"]),
                apart=["Судя по всему"],
            ),
            sentence(
                "Кто ответит за отсутствие сирен?",
                claim("Кто ответит за отсутствие сирен", kind=QUESTION),
            ),
        ),
    ),
)
