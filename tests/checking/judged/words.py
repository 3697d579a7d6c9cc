"""What the pages of the web say, in twelve languages: articles, excuses, walls and banners, all written for these tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """``paragraphs`` make an article, ``missing`` titles and ``excuse`` a page that is not there.

    ``no_excuse`` is the headline of a live article about something that is missing, ``charset`` an encoding from before UTF-8.
    """

    language: str
    charset: str
    site: str
    headline: str
    paragraphs: tuple[str, ...]
    missing: tuple[str, ...]
    excuse: str
    no_excuse: str
    login: str
    consent: tuple[str, str]
    banner: str
    country: str


ENGLISH = Words(
    "en",
    "windows-1252",
    "The Harbour Post",
    "Council opens the new bridge",
    (
        "The council opened the new bridge on Tuesday after two years of work, and the first night buses crossed it at ten.",
        "Engineers said that the bridge would carry twice the traffic of the old one, which is to be taken down in spring.",
        "Residents of the eastern bank had asked for a crossing since the ferry stopped; a petition found nine thousand names.",
    ),
    (
        "Page not found",
        "404 - Page not found | The Harbour Post",
        "This page does not exist",
        "Sorry, we can't find that page",
    ),
    "The page you are looking for could not be found. It may have been moved or deleted.",
    "Missing page of the harbour log not found after a week of searching, museum says",
    "Sign in to your account",
    ("Before you continue", "We and our partners use cookies. Agree to all or manage your choices."),
    "We use cookies to make this site work. Accept all or refuse.",
    "This content is not available in your country.",
)
SPANISH = Words(
    "es",
    "iso-8859-1",
    "El Correo del Puerto",
    "El ayuntamiento inaugura el nuevo puente",
    (
        "El ayuntamiento inauguró el martes el nuevo puente tras dos años de obras, y los autobuses nocturnos ya lo cruzan.",
        "Los ingenieros explicaron que soportará el doble de tráfico que el antiguo, que será desmontado en primavera.",
        "Los vecinos de la orilla este pedían un paso desde que dejó de navegar el transbordador hace más de una década.",
    ),
    ("Página no encontrada", "Página no encontrada | El Correo del Puerto", "Error 404"),
    "La página que buscas no existe o ha sido eliminada.",
    "Los montañeros desaparecidos no fueron encontrados tras tres días de búsqueda en la sierra",
    "Iniciar sesión",
    ("Antes de continuar", "Usamos cookies propias y de terceros. Acepta o configura tu privacidad."),
    "Usamos cookies para mejorar la experiencia. Aceptar o rechazar.",
    "Este contenido no está disponible en tu país.",
)
GERMAN = Words(
    "de",
    "iso-8859-15",
    "Hafenbote",
    "Stadtrat eröffnet die neue Brücke",
    (
        "Der Stadtrat hat am Dienstag die neue Brücke eröffnet, zwei Jahre nach dem ersten Spatenstich und ohne große Feier.",
        "Die Ingenieure rechnen damit, dass sie doppelt so viel Verkehr trägt wie die alte, die im Frühjahr abgetragen wird.",
        "Die Bewohner des Ostufers hatten einen Übergang verlangt, seit die Fähre vor über zehn Jahren eingestellt wurde.",
    ),
    ("Seite nicht gefunden", "Seite nicht gefunden - Hafenbote", "Fehler 404"),
    "Die gesuchte Seite existiert leider nicht oder wurde verschoben.",
    "Vermisste Wanderer auch nach drei Tagen Suche in den Bergen nicht gefunden, sagt die Polizei",
    "Anmelden",
    ("Bevor Sie fortfahren", "Wir verwenden Cookies. Bitte stimmen Sie unserem Datenschutz zu."),
    "Wir verwenden Cookies, damit diese Seite läuft. Zustimmen oder ablehnen.",
    "Dieses Video ist in deinem Land nicht verfügbar.",
)
JAPANESE = Words(
    "ja",
    "shift_jis",
    "港新聞",
    "新しい橋が開通",
    (
        "市は火曜日、二年にわたる工事を終えた新しい橋を開通させ、夜十時には最初の夜行バスが橋を渡りました。",
        "技術者によると、新しい橋は古い橋の二倍の交通量に耐えられ、古い橋は春に取り壊される予定です。",
        "東岸の住民は渡し船が廃止されてから橋を求め続けており、署名は九千人に達していました。",
    ),
    ("ページが見つかりません", "ページが見つかりません | 港新聞", "404 Not Found"),
    "お探しのページは見つかりませんでした。削除されたか移動した可能性があります。",
    "山で行方不明の登山者、三日間の捜索でも発見できず",
    "ログイン",
    ("Before you continue", "このサイトはcookieを使用します。同意してください。"),
    "このサイトはクッキーを使用しています。同意する。",
    "このコンテンツはお住まいの地域ではご利用いただけません。",
)
FRENCH = Words(
    "fr",
    "iso-8859-1",
    "La Gazette du Port",
    "La mairie inaugure le nouveau pont",
    (
        "La mairie a inauguré mardi le nouveau pont après deux ans de travaux, et les bus de nuit le traversent déjà.",
        "Selon les ingénieurs, il supportera deux fois plus de trafic que l'ancien, qui sera démonté au printemps.",
        "Les habitants de la rive est réclamaient un passage depuis la fin du bac, il y a plus de dix ans.",
    ),
    ("Page introuvable", "Page introuvable - La Gazette du Port", "Erreur 404"),
    "La page que vous recherchez n'existe pas ou a été supprimée.",
    "Les randonneurs disparus restent introuvables après trois jours de recherches en montagne",
    "Connexion",
    ("Avant de continuer", "Nous utilisons des cookies. Acceptez ou réglez votre confidentialité."),
    "Nous utilisons des cookies. Accepter ou refuser.",
    "Cette vidéo n'est pas disponible dans votre pays.",
)
RUSSIAN = Words(
    "ru",
    "windows-1251",
    "Портовый вестник",
    "Мэрия открыла новый мост",
    (
        "Мэрия открыла во вторник новый мост после двух лет работ, и уже в десять вечера по нему прошли ночные автобусы.",
        "По словам инженеров, мост выдержит вдвое больше машин, чем старый, который разберут весной.",
        "Жители восточного берега просили о переправе с тех пор, как отменили паром; под обращением подписались девять тысяч.",
    ),
    ("Страница не найдена", "Страница не найдена — Портовый вестник", "Ошибка 404"),
    "Страница, которую вы ищете, не существует или была удалена.",
    "Тела пропавших туристов не найдены, поиски в горах продолжаются вторую неделю",
    "Вход в личный кабинет",
    ("Прежде чем продолжить", "Мы используем cookie. Примите условия или настройте их."),
    "Мы используем файлы cookie. Принять или отказаться.",
    "Это видео недоступно в вашей стране.",
)
PORTUGUESE = Words(
    "pt",
    "windows-1252",
    "Correio do Porto Velho",
    "Câmara inaugura a nova ponte",
    (
        "A câmara inaugurou na terça-feira a nova ponte depois de dois anos de obras, e os ônibus noturnos já passam por ela.",
        "Os engenheiros dizem que ela suportará o dobro do tráfego da antiga, que será desmontada na primavera.",
        "Os moradores da margem leste pediam uma travessia desde que a balsa parou, há mais de dez anos.",
    ),
    ("Página não encontrada", "Página não encontrada | Correio do Porto Velho", "Erro 404"),
    "A página que você procura não existe ou foi removida.",
    "Montanhistas desaparecidos não foram encontrados após três dias de buscas na serra",
    "Entrar na sua conta",
    ("Antes de continuar", "Usamos cookies para melhorar a sua privacidade. Aceite ou configure."),
    "Usamos cookies neste site. Aceitar ou recusar.",
    "Este conteúdo não está disponível no seu país.",
)
ITALIAN = Words(
    "it",
    "iso-8859-1",
    "Il Corriere del Molo",
    "Il comune inaugura il nuovo ponte",
    (
        "Il comune ha inaugurato martedì il nuovo ponte dopo due anni di lavori, e gli autobus notturni lo attraversano già.",
        "Secondo gli ingegneri reggerà il doppio del traffico di quello vecchio, che sarà smontato in primavera.",
        "Gli abitanti della riva est chiedevano un passaggio da quando il traghetto si è fermato, più di dieci anni fa.",
    ),
    ("Pagina non trovata", "Pagina non trovata - Il Corriere del Molo", "Errore 404"),
    "La pagina che stai cercando non esiste o è stata rimossa.",
    "Escursionisti dispersi non ancora trovati dopo tre giorni di ricerche sulle montagne",
    "Accedi",
    ("Prima di continuare", "Usiamo i cookie. Accetta o gestisci la tua privacy."),
    "Usiamo i cookie per far funzionare il sito. Accetta o rifiuta.",
    "Questo contenuto non è disponibile nel tuo paese.",
)
DUTCH = Words(
    "nl",
    "iso-8859-1",
    "De Havenbode",
    "Gemeente opent de nieuwe brug",
    (
        "De gemeente heeft dinsdag de nieuwe brug geopend na twee jaar werk, en de nachtbussen rijden er al overheen.",
        "Volgens de ingenieurs kan de brug twee keer zoveel verkeer aan als de oude, die in het voorjaar wordt afgebroken.",
        "De bewoners van de oostoever vroegen om een oversteek sinds het veer meer dan tien jaar geleden werd opgeheven.",
    ),
    ("Pagina niet gevonden", "Pagina niet gevonden | De Havenbode", "Deze pagina bestaat niet"),
    "De pagina die u zoekt, bestaat niet of is verplaatst.",
    "Vermiste bergwandelaars na drie dagen zoeken nog altijd niet gevonden, zegt de politie",
    "Inloggen",
    ("Voordat u verdergaat", "Wij gebruiken cookies. Ga akkoord of stel uw privacy in."),
    "Wij gebruiken cookies. Akkoord of weigeren.",
    "Deze video is niet beschikbaar in uw land.",
)
TURKISH = Words(
    "tr",
    "windows-1254",
    "Liman Gazetesi",
    "Belediye yeni köprüyü açtı",
    (
        "Belediye iki yıl süren çalışmaların ardından yeni köprüyü salı günü açtı ve gece otobüsleri saat onda köprüden geçti.",
        "Mühendisler köprünün eskisinin iki katı trafiği taşıyacağını, eski köprünün ise ilkbaharda söküleceğini söyledi.",
        "Doğu yakasında oturanlar vapur kaldırıldığından beri bir geçit istiyordu; dilekçeyi dokuz bin kişi imzaladı.",
    ),
    ("Sayfa bulunamadı", "Sayfa bulunamadı | Liman Gazetesi", "Hata 404"),
    "Aradığınız sayfa bulunamadı veya kaldırıldı.",
    "Dağda kaybolan dağcılar üç günlük aramaya rağmen hâlâ bulunamadı, ekipler umudunu yitirmedi",
    "Giriş yap",
    ("Devam etmeden önce", "Çerez ve cookie kullanıyoruz. Kabul edin veya ayarlayın."),
    "Bu sitede çerez kullanıyoruz. Kabul et veya reddet.",
    "Bu içerik ülkenizde kullanılamıyor.",
)
PERSIAN = Words(
    "fa",
    "windows-1256",
    "پیک بندر",
    "شهرداری پل تازه را گشود",
    (
        "شهرداری روز سه‌شنبه پل تازه را پس از دو سال کار گشود و نخستین اتوبوس‌های شبانه ساعت ده از روی آن گذشتند.",
        "مهندسان می‌گویند این پل دو برابر پل کهنه بار می‌برد و پل کهنه در بهار برچیده خواهد شد.",
        "ساکنان کرانه شرقی از هنگامی که قایق برچیده شد گذرگاهی می‌خواستند و نه هزار نفر نامه‌ای را امضا کردند.",
    ),
    ("صفحه یافت نشد", "صفحه مورد نظر یافت نشد | پیک بندر", "404"),
    "صفحه مورد نظر شما وجود ندارد یا حذف شد.",
    "کوهنوردان گمشده پس از سه روز جست‌وجو در کوهستان هنوز پیدا نشده‌اند",
    "ورود",
    ("Before you continue", "ما از cookie استفاده می‌کنیم. بپذیرید."),
    "ما از کوکی استفاده می‌کنیم. پذیرفتن.",
    "این محتوا در کشور شما در دسترس نیست.",
)
CHINESE = Words(
    "zh",
    "gb18030",
    "港口日报",
    "市政府开通新桥",
    (
        "市政府星期二开通了历时两年建成的新桥,当晚十点第一批夜间公交车从桥上驶过,两岸居民前来观看。",
        "工程师表示,新桥的承载能力是旧桥的两倍,旧桥将于明年春天拆除,届时航道也会加深。",
        "自渡轮停航以来,东岸居民一直要求修建通道,请愿书上有九千人签名,市议会去年批准了预算。",
    ),
    ("页面不存在", "页面未找到 | 港口日报", "404 Not Found"),
    "您访问的页面不存在或已删除。",
    "三名登山者失踪,搜救三天仍未找到",
    "登录",
    ("Before you continue", "本网站使用cookie,请同意隐私政策。"),
    "本网站使用Cookie。接受或拒绝。",
    "该内容在您所在的地区无法观看。",
)
ALL = (
    ENGLISH,
    SPANISH,
    GERMAN,
    JAPANESE,
    FRENCH,
    RUSSIAN,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    TURKISH,
    PERSIAN,
    CHINESE,
)
